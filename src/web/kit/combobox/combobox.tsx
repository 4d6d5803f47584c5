// SPDX-License-Identifier: Apache-2.0
import { Button } from 'react-aria-components/Button'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components/ComboBox'
import { FieldError } from 'react-aria-components/FieldError'
import { useAlive } from '../alive.ts'
import type { Common } from '../field/frame.tsx'
import { SelectField } from '../select/select.tsx'
import { useKit } from '../words.tsx'

interface ComboboxProps extends Omit<Common, 'size'> {
  name?: string
  options: readonly (readonly [value: string, label: string])[]
  defaultValue?: string
  required?: boolean
  onChoose?: (value: string) => void
}

/** One of many choices, found by typing. Without script: the same choices in a plain list, posted under the same name. */
export function Combobox({ label, hint, error, name, options, defaultValue, required, onChoose }: ComboboxProps) {
  const alive = useAlive()
  const { say } = useKit()
  if (!alive)
    return (
      <SelectField
        {...{ label, hint, error, name, defaultValue, required }}
        options={defaultValue === undefined ? [['', ''], ...options] : options}
      />
    )
  return (
    <ComboBox
      className="field"
      formValue="key"
      menuTrigger="focus"
      allowsEmptyCollection
      validationBehavior="aria"
      isInvalid={error !== undefined}
      onChange={(key) => onChoose?.(String(key ?? ''))}
      {...(name === undefined ? {} : { name })}
      {...(required === undefined ? {} : { isRequired: required })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
    >
      <Label className="label">{label}</Label>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {error && <FieldError className="error">{error}</FieldError>}
      <div className="combobox">
        <Input className="input" />
        <Button className="combobox-button" aria-label={say('showOptions')}>
          <svg width="12" height="8" viewBox="0 0 12 8" aria-hidden="true">
            <path d="m1 1 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </Button>
      </div>
      <Popover className="combobox-popover workspace">
        <ListBox className="options" renderEmptyState={() => <p className="option quiet">{say('noneFits')}</p>}>
          {options.map(([value, text]) => (
            <ListBoxItem key={value} id={value} textValue={text} className="option">
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
