// SPDX-License-Identifier: Apache-2.0
/** The form of one order that somebody types in. */
import { Form } from 'react-router'
import { CHANNELS, IDENTITIES, LICENCES, PAYMENTS, PLACES, UNITS, USES } from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import type { Given, HandProblem } from './given.ts'
import { useSuspicions } from './words.ts'

interface HandProps {
  given: Given
  problems: readonly HandProblem[]
  countries: readonly (readonly [code: string, name: string])[]
}

export function HandFields({ given, problems, countries }: HandProps) {
  const { t } = useSuspicions()
  const at = (name: HandProblem, also: readonly HandProblem[] = []) => {
    const problem = [name, ...also].find((each) => problems.includes(each))
    return problem ? { error: t(`hand.problem.${problem}`) } : {}
  }
  return (
    <>
      <div className="fields">
        <TextField
          name="ref"
          label={t('order.ref')}
          defaultValue={given.ref}
          maxLength={120}
          {...at('ref', ['known', 'other'])}
        />
        <TextField
          name="name"
          label={t('order.customer')}
          defaultValue={given.name}
          maxLength={200}
          autoComplete="off"
          {...at('name')}
        />
        <TextField
          name="email"
          label={t('order.email')}
          defaultValue={given.email}
          maxLength={200}
          autoComplete="off"
        />
        <SelectField
          name="country"
          label={t('order.country')}
          hint={t('order.countryHint')}
          defaultValue={given.country}
          options={countries}
          {...at('country')}
        />
      </div>
      <Choice
        type="checkbox"
        name="isPerson"
        value="yes"
        label={t('hand.isPerson')}
        defaultChecked={given.isPerson === 'yes'}
      />
      <TextField name="what" label={t('order.what')} defaultValue={given.what} maxLength={200} {...at('what')} />
      <div className="fields">
        <TextField name="cas" label={t('order.cas')} defaultValue={given.cas} maxLength={20} />
        <TextField
          name="count"
          label={t('hand.count')}
          inputMode="numeric"
          defaultValue={given.count}
          maxLength={7}
          {...at('count')}
        />
        <TextField
          name="quantity"
          label={t('hand.quantity')}
          inputMode="decimal"
          defaultValue={given.quantity}
          maxLength={19}
          {...at('quantity')}
        />
        <SelectField
          name="unit"
          label={t('hand.unit')}
          defaultValue={given.unit}
          options={[
            ['', t('hand.noUnit')],
            ...UNITS.map((unit) => [unit, unit === '{piece}' ? t('order.piece') : unit] as const),
          ]}
        />
      </div>
      <div className="fields">
        <SelectField
          name="stated"
          label={t('hand.stated')}
          defaultValue={given.stated}
          options={USES.map((each) => [each, t(`stated.${each}`)] as const)}
        />
        <SelectField
          name="place"
          label={t('order.place')}
          defaultValue={given.place}
          options={PLACES.map((each) => [each, t(`place.${each}`)] as const)}
        />
        <SelectField
          name="payment"
          label={t('order.payment')}
          defaultValue={given.payment}
          options={PAYMENTS.map((each) => [each, t(`payment.${each}`)] as const)}
        />
        <SelectField
          name="licence"
          label={t('order.licence')}
          defaultValue={given.licence}
          options={LICENCES.map((each) => [each, t(`licence.${each}`)] as const)}
        />
        <SelectField
          name="identity"
          label={t('order.identity')}
          defaultValue={given.identity}
          options={IDENTITIES.map((each) => [each, t(`identity.${each}`)] as const)}
        />
        <SelectField
          name="channel"
          label={t('order.channel')}
          defaultValue={given.channel}
          options={CHANNELS.map((each) => [each, t(`channel.${each}`)] as const)}
        />
      </div>
      <AreaField name="use" label={t('hand.use')} defaultValue={given.use} rows={2} maxLength={1000} />
    </>
  )
}

interface HandFormProps extends HandProps {
  /** Idempotency-Key. */
  sent: string
}

export function HandForm({ sent, ...fields }: HandFormProps) {
  const { t } = useSuspicions()
  return (
    <Form method="post" action="/suspicions/orders" className="stack" noValidate>
      <input type="hidden" name="key" value={sent} />
      <HandFields {...fields} />
      <div className="row">
        <Button type="submit" name="do" value="hand">
          {t('hand.do')}
        </Button>
      </div>
    </Form>
  )
}
