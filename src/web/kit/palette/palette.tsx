// SPDX-License-Identifier: Apache-2.0
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { useKit } from '../words.tsx'

export interface Command {
  id: string
  title: string
  /** Other words under which somebody may look for it. */
  also?: string
}

export interface CommandGroup {
  title: string
  commands: readonly Command[]
}

interface PaletteProps {
  label: string
  groups: readonly CommandGroup[]
  open: boolean
  onClose: () => void
  onChoose: (id: string) => void
}

/** Every page and action that the person has, found by typing: for whoever lives in the keyboard. */
export function Palette({ label, groups, open, onClose, onChoose }: PaletteProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const { say } = useKit()
  return (
    <ModalOverlay className="overlay" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="dialog palette workspace">
        <Dialog className="stack" aria-label={label}>
          <Autocomplete filter={contains}>
            <SearchField aria-label={label} autoFocus>
              <Input className="input" placeholder={label} />
            </SearchField>
            <ListBox
              aria-label={label}
              className="options"
              selectionMode="none"
              items={groups}
              onAction={(id) => {
                onClose()
                onChoose(String(id))
              }}
              renderEmptyState={() => <p className="option quiet">{say('noneFits')}</p>}
            >
              {(group) => (
                <ListBoxSection id={group.title}>
                  <Header className="palette-group">{group.title}</Header>
                  <Collection items={group.commands}>
                    {(command) => (
                      <ListBoxItem className="option" textValue={`${command.title} ${command.also ?? ''}`}>
                        {command.title}
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
