// SPDX-License-Identifier: Apache-2.0
/** How long people waited for a lawyer: the form of a service, what it entered, and the share of all services. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { BANDS, CLOCKS, IN_TIME, PLACES } from '#health/legal-aid/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { entered, legalAidAt, refused } from './door.ts'
import { useLegalAid } from './words.ts'

/** The month before this one: the last that can be entered. */
const lastMonth = () => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await legalAidAt({ context, url })
  const words = (url.searchParams.get('words') ?? '').trim()
  const [own, shares] = [await desk.list(), await desk.shares()]
  const found = words === '' ? undefined : await desk.services(words)
  return {
    ...{ messages, words, formKey: crypto.randomUUID(), month: lastMonth() },
    ...{ isCounter: desk.may.includes('enter'), isDone: url.searchParams.has('done') },
    own: own.ok ? own.value : [],
    shares: shares.ok ? shares.value : [],
    found: found?.ok ? found.value : null,
  }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await legalAidAt({ context, url })
  const form = await request.formData()
  const kept = await entered(desk, form)
  if (kept.ok) throw redirect('/legal-aid?done')
  return refused(kept.refusal, form)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

type EnterProps = Pick<Loaded, 'formKey' | 'month'> & {
  found: NonNullable<Loaded['found']>
  /** As it came, where it was refused. */
  given: Readonly<Record<string, string>>
}

function Enter({ found, formKey, month, given }: EnterProps) {
  const { t } = useLegalAid()
  const services = found.map(({ id, name, city }) => [id, city ? `${name}, ${city}` : name] as const)
  return (
    <Panel title={t('enter.title')} fold="open">
      <p className="quiet">{t('enter.help')}</p>
      <Form method="post" className="stack" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <SelectField
          name="service"
          label={t('field.service')}
          defaultValue={given.service ?? ''}
          options={[['', t('field.choose')], ...services]}
        />
        <div className="row">
          <TextField
            name="month"
            label={t('field.month')}
            defaultValue={given.month ?? month}
            maxLength={7}
            size="small"
          />
          <SelectField
            name="place"
            label={t('field.place')}
            defaultValue={given.place}
            options={PLACES.map((each) => [each, t(`place.${each}`)] as const)}
          />
          <SelectField
            name="clock"
            label={t('field.clock')}
            defaultValue={given.clock}
            options={CLOCKS.map((each) => [each, t(`clock.${each}`)] as const)}
          />
        </div>
        <div className="row">
          {BANDS.map((band) => (
            <TextField
              key={band}
              name={band}
              label={t(`band.${band}`)}
              inputMode="numeric"
              maxLength={7}
              size="small"
              defaultValue={given[band] ?? '0'}
            />
          ))}
        </div>
        <div className="row">
          <Button type="submit">{t('enter.do')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function Shares({ shares }: Pick<Loaded, 'shares'>) {
  const { t, percent } = useLegalAid()
  if (shares.length === 0) return <p>{t('shares.none')}</p>
  return (
    <>
      <Table
        caption={t('shares.title')}
        rows={shares}
        keyOf={({ place, clock }) => `${place} ${clock}`}
        columns={[
          { title: t('field.place'), head: true, cell: ({ place }) => t(`place.${place}`) },
          { title: t('field.clock'), cell: ({ clock }) => t(`clock.${clock}`) },
          {
            title: t('shares.share'),
            cell: ({ percent: of }) => (of === null ? t('shares.few') : percent(of / 100)),
          },
        ]}
      />
      <p className="quiet">{t('shares.help', { source: IN_TIME.source })}</p>
    </>
  )
}

function Own({ own }: Pick<Loaded, 'own'>) {
  const { t, number } = useLegalAid()
  if (own.length === 0) return <EmptyState title={t('own.none')}>{t('own.noneMore')}</EmptyState>
  return (
    <Table
      caption={t('own.title')}
      rows={own}
      keyOf={({ service, month, place, clock }) => `${service} ${month} ${place} ${clock}`}
      columns={[
        { title: t('field.month'), head: true, cell: ({ month }) => month },
        { title: t('field.service'), cell: ({ serviceName }) => <bdi>{serviceName}</bdi> },
        { title: t('field.place'), cell: ({ place }) => t(`place.${place}`) },
        { title: t('field.clock'), cell: ({ clock }) => t(`clock.${clock}`) },
        ...BANDS.map((band) => ({
          title: t(`band.${band}`),
          cell: (count: Loaded['own'][number]) => number(count[band]),
        })),
      ]}
    />
  )
}

export default function LegalAidPage() {
  const { own, shares, found, words, isCounter, isDone, formKey, month } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useLegalAid()
  return (
    <WorkPage title={t('list.title')} help={t(isCounter ? 'list.help' : 'list.helpOverseer')}>
      {answer && (
        <Notice tone="caution" live>
          {t(`problem.${answer.said}`)}
        </Notice>
      )}
      {!answer && isDone && (
        <Notice tone="good" live>
          {t('done')}
        </Notice>
      )}
      {isCounter && (
        <Panel title={t('find.title')} fold={found || own.length === 0 ? 'open' : 'closed'}>
          <Form method="get" className="row">
            <TextField name="words" label={t('find.words')} defaultValue={words} maxLength={120} />
            <Button type="submit" look="quiet">
              {t('find.do')}
            </Button>
          </Form>
          {found?.length === 0 && <p>{t('find.none')}</p>}
        </Panel>
      )}
      {isCounter && found && found.length > 0 && <Enter {...{ found, formKey, month }} given={answer?.given ?? {}} />}
      <Shares shares={shares} />
      {isCounter && <Own own={own} />}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
