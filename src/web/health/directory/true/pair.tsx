// SPDX-License-Identifier: Apache-2.0
/** Two listings side by side: one service or two, which stands for both, and what is taken from the other one. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { FIELDS, type Field, isSameIn, isUnknownIn, type Listing } from '#health/directory/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Choice } from '../../../kit/field/choice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { directoryAt, keyIn } from '../door.ts'
import { trueMessages } from './messages.ts'
import { useTrue } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, terms, messages } = await directoryAt({ context, url })
  const read = await desk.pair(params.pair ?? '')
  if (!read.ok) throw nothingHere()
  const { a, b, ...pair } = read.value
  const names = new Map(terms.map((term) => [term.id, term.name[me.language]]))
  const said = (listing: Listing) => ({ id: listing.id, source: listing.source, is: toldOf(listing, names) })
  const fields = FIELDS.map((field) => ({
    ...{ field, isSame: isSameIn(a, b, field) },
    // What one alone knows stands in any case: there is nothing to choose.
    isChoice: !isUnknownIn(a, field) && !isUnknownIn(b, field),
  }))
  const words = trueMessages(me.language)
  return {
    messages,
    words,
    pair,
    a: said(a),
    b: said(b),
    fields,
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
  }
}

/** Each field in a line; empty where it is not known. */
const toldOf = (listing: Listing, terms: ReadonlyMap<string, string>): Record<Field, string> => {
  const { location: at, minimumAge, maximumAge } = listing
  const position = at.latitude === null ? '' : `${at.latitude}, ${at.longitude}`
  return {
    ...{ name: listing.name, organization: listing.organization, alternateName: listing.alternateName },
    phones: listing.phones.map(({ number, extension }) => (extension ? `${number} x${extension}` : number)).join(' · '),
    location: [at.address1, at.address2, at.city, at.region, at.postalCode, position].filter(Boolean).join(', '),
    hours: (listing.schedules ?? [])
      .map(({ byday, opensAt, closesAt }) => `${byday.join(',')} ${opensAt}–${closesAt}`)
      .join(' · '),
    ages: minimumAge === null && maximumAge === null ? '' : `${minimumAge ?? '…'}–${maximumAge ?? '…'}`,
    languages: listing.languages?.join(', ') ?? '',
    terms: listing.terms.map((term) => terms.get(term) ?? term).join(' · '),
    website: listing.website ?? '',
  }
}

export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await directoryAt({ context, url })
  const form = await request.formData()
  const [id, version, intent] = [params.pair ?? '', Number(form.get('version')), String(form.get('intent'))]
  const kept = String(form.get('kept') ?? '')
  const taken = FIELDS.filter((field) => form.getAll('taken').includes(field))
  const decision =
    intent === 'same'
      ? { do: 'same' as const, kept, taken }
      : { do: intent === 'undo' ? ('undo' as const) : ('different' as const) }
  const done = await desk.decide(id, decision, version, keyIn(form))
  if (done.ok) throw redirect(`/directory/duplicates/${id}?done=${intent === 'undo' ? 'undone' : 'done'}`)
  const { code } = done.refusal
  if (code === 'not-found') throw nothingHere()
  const told = code === 'not-valid' ? 'choose' : code === 'not-now' ? 'refused' : 'changed'
  return data({ told } as const, { status: code === 'not-valid' ? 422 : 409 })
}

export default function PairPage() {
  const { pair, a, b, fields, done, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, percent } = useTrue()
  const linkTo = (one: typeof a) => (
    <a href={`/directory/${one.id}`}>
      <bdi>{one.is.name}</bdi>
    </a>
  )
  return (
    <WorkPage title={t('pairs.one')} help={t('pairs.oneHelp')}>
      {answer && <Notice tone="caution" live title={t(`pairs.${answer.told}`)} />}
      {!answer && done === 'done' && <Notice tone="good" live title={t('pairs.done')} />}
      {!answer && done === 'undone' && <Notice tone="good" live title={t('pairs.undone')} />}
      <p>
        {t(`pairs.state.${pair.state}`)} · {t('pairs.score')}: {percent(pair.score)} ·{' '}
        {pair.reasons.map((each) => t(`pairs.reason.${each}`)).join(' · ')}
      </p>
      <Table
        caption={t('pairs.pair')}
        captionHidden
        rows={fields}
        keyOf={({ field }) => field}
        columns={[
          {
            title: t('pairs.field'),
            head: true,
            cell: ({ field, isSame }) => `${t(`pairs.fields.${field}`)}${isSame ? '' : ` (${t('pairs.differs')})`}`,
          },
          {
            title: `${t('pairs.first')} · ${a.source}`,
            cell: ({ field }) => <bdi>{a.is[field] || t('pairs.unknown')}</bdi>,
          },
          {
            title: `${t('pairs.second')} · ${b.source}`,
            cell: ({ field }) => <bdi>{b.is[field] || t('pairs.unknown')}</bdi>,
          },
        ]}
      />
      <p>
        {t('pairs.first')}: {linkTo(a)} · {t('pairs.second')}: {linkTo(b)}
        {pair.kept && ` · ${t('pairs.stands')}: ${pair.kept === a.id ? t('pairs.first') : t('pairs.second')}`}
      </p>
      <Form method="post" action={`/directory/duplicates/${pair.id}`} className="stack" noValidate>
        <input type="hidden" name="version" value={pair.version} />
        <input type="hidden" name="key" value={key} />
        {pair.state === 'open' ? (
          <>
            <fieldset className="field">
              <legend>{t('pairs.keep')}</legend>
              <p className="quiet">{t('pairs.keepHelp')}</p>
              <Choice type="radio" name="kept" value={a.id} label={`${t('pairs.first')}: ${a.is.name}`} />
              <Choice type="radio" name="kept" value={b.id} label={`${t('pairs.second')}: ${b.is.name}`} />
            </fieldset>
            <fieldset className="field">
              <legend>{t('pairs.take')}</legend>
              <p className="quiet">{t('pairs.takeHelp')}</p>
              {fields
                .filter(({ isSame, isChoice }) => !isSame && isChoice)
                .map(({ field }) => (
                  <Choice key={field} type="checkbox" name="taken" value={field} label={t(`pairs.fields.${field}`)} />
                ))}
            </fieldset>
            <div className="row">
              <Button type="submit" name="intent" value="same">
                {t('pairs.same')}
              </Button>
              <Button type="submit" name="intent" value="different" look="quiet">
                {t('pairs.different')}
              </Button>
            </div>
          </>
        ) : (
          <div className="row">
            <Button type="submit" name="intent" value="undo" look="quiet">
              {t('pairs.undo')}
            </Button>
          </div>
        )}
      </Form>
      <p>
        <a href="/directory/duplicates">{t('pairs.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
