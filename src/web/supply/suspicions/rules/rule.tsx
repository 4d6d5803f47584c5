// SPDX-License-Identifier: Apache-2.0
/** One red flag: on or off, how much it weighs, its parameters; of one's own also its condition, checked as it is written. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useFetcher,
  useLoaderData,
} from 'react-router'
import { FLAG_GROUPS, type OwnFlag } from '#supply/suspicions/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { DateField } from '../../../kit/date/date.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../../kit/field/field.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { typedIn } from '../door.ts'
import '../suspicions.css'
import { useSuspicions } from '../words.ts'
import { backTo, drafted, rulesAt } from './at.ts'
import { fieldOf, OWN_TEXTS, ownIn, withFlag, withoutFlag } from './form.ts'
import { flagsSet, labelOf, wordOf } from './said.ts'

type At = Awaited<ReturnType<typeof rulesAt>>

const WEIGHTS = ['1', '2', '3', '4', '5']
const nextYear = () => `${new Date().getUTCFullYear() + 2}-12-31`

const setAt = (at: At, id: string) => flagsSet(at.speaking, at.leg, at.working).find(({ flag }) => flag.id === id)

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const at = await rulesAt({ context, url })
  const { rules, leg, messages, speaking, door, working } = at
  const isNew = params.flag === 'new'
  const set = isNew ? undefined : setAt(at, params.flag ?? '')
  if (!rules.mayDraft || (!isNew && !set)) throw nothingHere()
  const { language } = speaking
  const own = set && working.own.find(({ id }) => id === set.flag.id)
  return {
    ...{ messages, leg, isNew, version: rules.open?.version ?? 0, key: crypto.randomUUID() },
    flag: set && {
      ...{ id: set.flag.id, text: set.flag.text[language], when: set.flag.when, source: set.flag.source },
      ...{ fairness: set.flag.fairness[language], until: set.flag.until, group: set.flag.group },
      ...{ isOn: set.isOn, weight: set.weight, shipsWith: set.flag.weight },
      parameters: Object.entries(set.flag.parameters).map(([name, parameter]) => ({
        ...{ name, label: labelOf(speaking, parameter), value: set.parameters[name] ?? [] },
        ...('of' in parameter
          ? { offered: parameter.of.map((each) => [each, wordOf(speaking, leg, name, each)] as const) }
          : { least: parameter.least, most: parameter.most, ships: parameter.value }),
      })),
    },
    own: isNew || own ? startOf(own) : null,
    facts: Object.entries(door.factsOf(leg)).flatMap(([group, names]) =>
      Object.entries(names).map(([name, { type, words }]) => ({
        path: `${group}.${name}`,
        type,
        words: words[language],
      })),
    ),
  }
}
type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const startOf = (own: OwnFlag | undefined): Record<string, string> => ({
  ...{ id: own?.id ?? 'X-', when: own?.when ?? '', group: own?.group ?? 'conduct', until: own?.until ?? nextYear() },
  ...{ textEn: own?.text.en ?? '', textFr: own?.text.fr ?? '', unlessEn: own?.unless.en ?? '' },
  ...{ unlessFr: own?.unless.fr ?? '', fairnessEn: own?.fairness.en ?? '', fairnessFr: own?.fairness.fr ?? '' },
  source: own?.source ?? '',
})

/** Also after a refusal: it brings another key. While somebody writes, what they wrote stays. */
export const shouldRevalidate = ({ formData }: { formData?: FormData }) => formData?.get('do') !== 'check'

interface Answer {
  problems: { field: string; text: string }[]
  /** It was only checked. */
  isCheck: boolean
  isChanged: boolean
  typed: Record<string, string>
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const at = await rulesAt({ context, url })
  const form = await request.formData()
  const id = params.flag ?? ''
  const set = id === 'new' ? undefined : setAt(at, id)
  if (!set && id !== 'new') throw nothingHere()
  const before = at.working.own.find((each) => each.id === id)
  const flag = set && !before ? set.flag : ownIn(form, { leg: at.leg, vocabulary: at.door.factsOf(at.leg), before })
  const wanted = form.get('do')
  const content = wanted === 'remove' && before ? withoutFlag(at.working, id) : withFlag(at.working, form, flag)
  const answer = (parts: Partial<Answer>, status: number) =>
    data<Answer>({ problems: [], isCheck: false, isChanged: false, typed: typedIn(form), ...parts }, { status })
  const isTaken = id === 'new' && at.working.own.some((each) => each.id === flag.id)
  if (isTaken) return answer({ problems: [{ field: 'id', text: at.speaking.speech.t('rules.problem.taken') }] }, 422)
  const checked = await at.desk.checkRules(at.leg, content)
  if (!checked.ok) throw nothingHere()
  const { t } = at.speaking.speech
  const problems = checked.value.map(({ where, code, named }) => ({
    field: fieldOf(where, content.own),
    text: t(`rules.wrong.${code}`, { first: named[0] ?? '', second: named[1] ?? '' }),
  }))
  if (wanted === 'check' || problems.length > 0)
    return answer({ problems, isCheck: wanted === 'check' }, wanted === 'check' ? 200 : 422)
  const done = await drafted(at, form, () => content)
  if (done.ok) throw redirect(backTo(at.leg))
  if (done.refusal.code === 'not-found') throw nothingHere()
  return answer({ isChanged: true }, 409)
}

interface FieldsProps {
  loaded: Loaded
  typed: Record<string, string> | undefined
  errorOf(field: string): { error?: string }
}

function Settings({ loaded, typed, errorOf }: FieldsProps) {
  const { t, number } = useSuspicions()
  const { flag } = loaded
  return (
    <>
      <Choice
        type="checkbox"
        name="isOn"
        value="yes"
        label={t('rules.isOn')}
        defaultChecked={typed ? typed.isOn === 'yes' : (flag?.isOn ?? true)}
      />
      <SelectField
        name="weight"
        size="small"
        label={t('rules.weight')}
        hint={flag ? t('rules.ships', { value: number(flag.shipsWith) }) : t('rules.weightHint')}
        defaultValue={typed?.weight ?? String(flag?.weight ?? 2)}
        options={WEIGHTS.map((weight) => [weight, weight] as const)}
        {...errorOf('weight')}
      />
      {flag?.parameters.map((parameter) =>
        'offered' in parameter ? (
          <fieldset key={parameter.name} className="stack" data-gap="small">
            <legend>{parameter.label}</legend>
            {parameter.offered?.map(([value, words]) => (
              <Choice
                key={value}
                type="checkbox"
                name={`param-${parameter.name}`}
                value={value}
                label={words}
                defaultChecked={Array.isArray(parameter.value) && parameter.value.includes(value)}
              />
            ))}
          </fieldset>
        ) : (
          <TextField
            key={parameter.name}
            name={`param-${parameter.name}`}
            size="small"
            inputMode="decimal"
            label={parameter.label}
            hint={t('rules.bounds', {
              least: number(parameter.least),
              most: number(parameter.most),
              value: number(parameter.ships),
            })}
            defaultValue={typed?.[`param-${parameter.name}`] ?? String(parameter.value)}
            {...errorOf(`param-${parameter.name}`)}
          />
        ),
      )}
    </>
  )
}

function Own({ loaded, typed, errorOf }: FieldsProps) {
  const { t } = useSuspicions()
  const { own, isNew, facts } = loaded
  if (!own) return null
  const value = (name: string) => typed?.[name] ?? own[name] ?? ''
  return (
    <>
      {isNew && (
        <TextField
          name="id"
          size="small"
          maxLength={22}
          label={t('rules.id')}
          hint={t('rules.idHint')}
          defaultValue={value('id')}
          {...errorOf('id')}
        />
      )}
      <AreaField
        name="when"
        fixed
        rows={3}
        maxLength={1000}
        label={t('rules.when')}
        hint={t('rules.whenHint')}
        defaultValue={value('when')}
        spellCheck={false}
        {...errorOf('when')}
      />
      <details>
        <summary>{t('rules.facts')}</summary>
        <Facts
          facts={facts.map(({ path, type, words }) => [
            words,
            <span key={path}>
              <bdi>
                <code>{path}</code>
              </bdi>{' '}
              <span className="quiet">{t(`rules.type.${type === 'list<string>' ? 'list' : (type as 'string')}`)}</span>
            </span>,
          ])}
        />
      </details>
      <SelectField
        name="group"
        label={t('rules.group')}
        hint={t('rules.groupHint')}
        defaultValue={value('group')}
        options={FLAG_GROUPS.map((group) => [group, t(`rules.groupName.${group}`)] as const)}
        {...errorOf('group')}
      />
      {OWN_TEXTS.map((name) => (
        <TextField
          key={name}
          name={name}
          maxLength={300}
          label={t(`rules.own.${name}`)}
          defaultValue={value(name)}
          {...errorOf(name)}
        />
      ))}
      <DateField
        name="until"
        label={t('rules.until')}
        hint={t('rules.untilHint')}
        defaultValue={value('until')}
        {...errorOf('until')}
      />
    </>
  )
}

export default function Rule() {
  const loaded = useLoaderData<typeof loader>()
  const fetcher = useFetcher<typeof action>()
  const sent = useActionData<typeof action>()
  const { t } = useSuspicions()
  const { leg, isNew, flag, own, version, key } = loaded
  const path = `/suspicions/rules/${flag?.id ?? 'new'}?leg=${leg}`
  const told = fetcher.data?.isCheck ? fetcher.data : sent
  const problems = told?.problems ?? []
  const errorOf = (field: string) => {
    const text = problems
      .filter((each) => each.field === field)
      .map((each) => each.text)
      .join(' ')
    return text === '' ? {} : { error: text }
  }
  const check = (form: HTMLFormElement) => {
    const written = new FormData(form)
    written.set('do', 'check')
    fetcher.submit(written, { method: 'post', action: path })
  }
  return (
    <WorkPage title={flag?.text ?? t('rules.add')} help={own ? t('rules.ownHelp') : t('rules.flagHelp')} narrow>
      <ErrorSummary problems={sent && !sent.isCheck ? sent.problems : []} />
      {sent?.isChanged && (
        <Notice tone="caution" live>
          {t('rules.told.changed')}
        </Notice>
      )}
      {own && (
        <div role="status">
          {told?.isCheck && (
            <Notice tone={problems.length === 0 ? 'good' : 'caution'}>
              {problems.length === 0 ? t('rules.fine') : problems.map(({ text }) => text).join(' ')}
            </Notice>
          )}
        </div>
      )}
      {flag && !own && (
        <Facts
          facts={[
            [t('rules.id'), <bdi key="id">{flag.id}</bdi>],
            [t('rules.group'), t(`rules.groupName.${flag.group}`)],
            [t('rules.when'), <code key="when">{flag.when}</code>],
            [t('rules.own.source'), flag.source],
            [t('reasons.fairness'), flag.fairness],
            [t('rules.until'), flag.until],
          ]}
        />
      )}
      <Form
        key={version}
        method="post"
        action={path}
        className="stack"
        noValidate
        onBlur={(event) => {
          if (own && event.target.getAttribute('name') === 'when') check(event.currentTarget)
        }}
      >
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="key" value={key} />
        <Own {...{ loaded, errorOf }} typed={sent?.typed} />
        <Settings {...{ loaded, errorOf }} typed={sent?.typed} />
        <div className="row">
          <Button type="submit" name="do" value="keep">
            {t('rules.keep')}
          </Button>
          {own && (
            <Button type="submit" name="do" value="check" look="quiet">
              {t('rules.check')}
            </Button>
          )}
          {own && !isNew && (
            <Button type="submit" name="do" value="remove" look="quiet">
              {t('rules.remove')}
            </Button>
          )}
          <a href={`/suspicions/rules?leg=${leg}`}>{t('rules.back')}</a>
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
