// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components/Modal'
import { useAlive } from '../alive.ts'
import { LinkButton, type Look } from '../button/button.tsx'
import { useKit } from '../words.tsx'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** A question that must be answered before anything else. Escape and a click beside it close it. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  return (
    <ModalOverlay className="overlay" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="dialog workspace">
        <Inside title={title}>{() => children}</Inside>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ title, children }: { title: string; children: (close: () => void) => ReactNode }) {
  const { say } = useKit()
  return (
    <AriaDialog className="stack">
      {({ close }) => (
        <>
          <div className="panel-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <AriaButton className="button" data-look="quiet" data-size="small" onPress={close}>
              {say('close')}
            </AriaButton>
          </div>
          {children(close)}
        </>
      )}
    </AriaDialog>
  )
}

interface DialogButtonProps {
  label: string
  look?: Look
  title: string
  /** A page that asks the same, for whoever has no script. */
  href: string
  children: (close: () => void) => ReactNode
}

/** A button that opens a dialog; without script, a link to a page that asks the same. */
export function DialogButton({ label, look = 'quiet', title, href, children }: DialogButtonProps) {
  const alive = useAlive()
  if (!alive)
    return (
      <LinkButton look={look} href={href}>
        {label}
      </LinkButton>
    )
  return (
    <DialogTrigger>
      <AriaButton className="button" data-look={look}>
        {label}
      </AriaButton>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="dialog workspace">
          <Inside title={title}>{children}</Inside>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
