// SPDX-License-Identifier: Apache-2.0
/** An application for a licence, as it came in. A plain form, which needs no script. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { ACTIVITIES, UNITS } from '#supply/oversight/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { keyOf, oversightAt } from './door.ts'
import { checked, empty, type Given, givenOf, type Problem, problemAt, ROWS } from './given.ts'
import './oversight.css'
import { useOversight } from './words.ts'

const at = async (args: Pick<LoaderFunctionArgs, 'context' | 'url'>) => {
  const door = await oversightAt(args)
  if (!door.desk.may.includes('record')) throw nothingHere()
  const firms = (await door.organisations())
    .filter(({ id, status }) => id !== door.me.organisation.id && status === 'active')
    .map(({ id, name }) => ({ id, name }))
  return { ...door, firms }
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, messages, firms, goods } = await at({ context, url })
  const offered = goods.offered.map(({ name }) => name[me.language])
  return { messages, firms, offered, country: me.organisation.country, key: crypto.randomUUID() }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, firms, goods } = await at({ context, url })
  const form = await request.formData()
  const given = givenOf(form)
  const nameOf = (organisation: string) => firms.find(({ id }) => id === organisation)?.name
  const { licence, filled, problems } = checked(given, { find: goods.find, nameOf })
  if (!licence) return data({ given, problems }, { status: 422 })
  const recorded = await desk.record(licence, keyOf(form))
  if (recorded.ok) throw redirect(`/licences/${recorded.value.id}?done=record`)
  if (recorded.refusal.code === 'not-found') throw nothingHere()
  return data({ given, problems: [problemAt(recorded.refusal.where ?? '', filled)] }, { status: 422 })
}

interface FieldsProps {
  given: Given
  errorAt(field: string): { error?: string }
}

function Holder({
  given: { plain },
  errorAt,
  firms,
}: FieldsProps & { firms: readonly { id: string; name: string }[] }) {
  const { t } = useOversight()
  return (
    <Panel title={t('licence.holder')}>
      <SelectField
        name="organisation"
        label={t('new.organisation')}
        hint={t('new.organisationHint')}
        defaultValue={plain.organisation}
        options={[['', t('new.noOrganisation')], ...firms.map(({ id, name }) => [id, name] as const)]}
        {...errorAt('organisation')}
      />
      <TextField
        name="name"
        label={t('new.name')}
        hint={t('new.nameHint')}
        defaultValue={plain.name}
        maxLength={200}
        {...errorAt('name')}
      />
      <TextField
        name="registration"
        label={t('licence.registration')}
        defaultValue={plain.registration}
        maxLength={200}
      />
      <TextField
        name="country"
        size="small"
        label={t('licence.country')}
        hint={t('new.countryHint')}
        defaultValue={plain.country}
        maxLength={2}
        {...errorAt('country')}
      />
    </Panel>
  )
}

function Scope({ given, errorAt, offered }: FieldsProps & { offered: readonly string[] }) {
  const { t } = useOversight()
  return (
    <Panel title={t('licence.scope')}>
      <p className="quiet">{t('new.scopeHelp')}</p>
      <datalist id="goods">
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {ROWS.map((row) => {
        const { what = '', value = '', unit = 'kg' } = given.rows[row] ?? {}
        return (
          <fieldset key={row} className="scope-row">
            <legend>{t('new.row', { row: row + 1 })}</legend>
            <TextField
              name={`what.${row}`}
              label={t('new.what')}
              defaultValue={what}
              list="goods"
              maxLength={200}
              {...errorAt(`what.${row}`)}
            />
            <TextField
              name={`value.${row}`}
              size="small"
              inputMode="decimal"
              label={t('licence.yearly')}
              defaultValue={value}
              maxLength={20}
              {...errorAt(`value.${row}`)}
            />
            <SelectField
              name={`unit.${row}`}
              size="small"
              label={t('new.unit')}
              defaultValue={unit}
              options={UNITS.map((each) => [each, each] as const)}
            />
          </fieldset>
        )
      })}
    </Panel>
  )
}

export default function NewLicence() {
  const { firms, offered, country, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useOversight()
  const given: Given = answer?.given ?? empty(country)
  const problems = (answer?.problems ?? []).map(({ field, say }: Problem) => ({ field, text: t(`problem.${say}`) }))
  const errorAt = (field: string) => {
    const found = problems.find((problem) => problem.field === field)
    return found ? { error: found.text } : {}
  }
  return (
    <WorkPage title={t('new.title')} help={t('new.help')}>
      <ErrorSummary problems={problems} />
      <Form method="post" action="/licences/new" className="stack" data-gap="large" noValidate>
        <input type="hidden" name="key" value={key} />
        <Holder {...{ given, errorAt, firms }} />
        <Panel title={t('licence.allows')}>
          <fieldset className="field">
            <legend>{t('licence.activities')}</legend>
            {errorAt('activity').error && <span className="error">{errorAt('activity').error}</span>}
            {ACTIVITIES.map((each) => (
              <Choice
                key={each}
                type="checkbox"
                name="activity"
                value={each}
                label={t(`activity.${each}`)}
                defaultChecked={given.activities.includes(each)}
              />
            ))}
          </fieldset>
          <DateField name="from" label={t('licence.from')} defaultValue={given.plain.from} {...errorAt('from')} />
          <DateField name="until" label={t('licence.until')} defaultValue={given.plain.until} {...errorAt('until')} />
          <AreaField
            name="conditions"
            label={t('licence.conditions')}
            hint={t('new.conditionsHint')}
            defaultValue={given.plain.conditions}
            rows={4}
            maxLength={5000}
            {...errorAt('conditions')}
          />
        </Panel>
        <Scope {...{ given, errorAt, offered }} />
        <div className="row">
          <Button type="submit">{t('new.save')}</Button>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
