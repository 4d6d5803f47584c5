// SPDX-License-Identifier: Apache-2.0
/** One incident, as this desk may read it; for those who reported it also who sees it, and what may be done with it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { IncidentCommand, IncidentsRefusal, Status } from '#supply/incidents/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { markingsUpTo } from '../../workspace/readers/marking.tsx'
import { type ReaderLine, readersOf } from '../../workspace/readers/readers.ts'
import { nothingHere } from '../../workspace/who.ts'
import {
  type Chosen,
  choiceOf,
  chosenOf,
  commandOf,
  inParts,
  type Part,
  partsOf,
  problemAt,
  type ReleaseProblem,
  releaseOf,
} from './acting.ts'
import { Acts } from './acts.tsx'
import { agreementsOf, awayOf, incidentsAt, keyIn, originAt, othersOf } from './door.ts'
import { TakeAlong } from './exports/take-along.tsx'
import { IncidentFacts } from './facts.tsx'
import type { KeptForm } from './kept.ts'
import { linesOf } from './links/lines.ts'
import { LinksPanel } from './links/panel.tsx'
import { actOnMerge } from './merging/act.ts'
import { mergesAt } from './merging/load.ts'
import { MergesPanel } from './merging/panel.tsx'
import { actOnProposal } from './proposals/act.ts'
import { proposalsAt } from './proposals/load.ts'
import { ProposalsPanel } from './proposals/panel.tsx'
import type { Refused } from './talk/form.ts'
import { act, pathAfter, talkOf } from './talk/load.ts'
import { Talk, useTalkProblems } from './talk/talk.tsx'
import { Told } from './told.tsx'
import './incidents.css'
import { IncidentParts } from './parts.tsx'
import { Readers } from './readers.tsx'
import { useIncidents } from './words.ts'

/** What was done just now, and where the incident stands if that is still so. */
const dones: Record<string, Status> = {
  report: 'draft',
  edit: 'draft',
  release: 'released',
  propose: 'proposed',
  agree: 'released',
  decline: 'draft',
  investigate: 'under-investigation',
  close: 'closed',
  recall: 'recalled',
}
type Done = 'report' | 'edit' | 'propose' | IncidentCommand['do']

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const at = await incidentsAt({ context, url })
  const { desk, names, kinds, countries, me, messages } = at
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const incident = read.value
  const { id, from, proposed, may, status } = incident
  const done = url.searchParams.get('done') ?? ''
  const own = from === me.organisation.id
  const seen = own && desk.may.includes('viewers') ? await desk.viewers(id) : null
  const wouldSee = proposed && desk.may.includes('preview') ? await desk.preview(id, proposed.release) : null
  const parts = partsOf(incident)
  const named = { own: from, kinds: await kinds(), fields: parts }
  const now = Date.now()
  return {
    messages,
    incident: { ...incident, proposed: null },
    /** Names of all its countries, by code. */
    countries: Object.fromEntries(
      [incident.place, ...incident.route, ...(incident.parties ?? [])]
        .flatMap(({ country }) => country ?? [])
        .concat(incident.countries)
        .map((code) => [code, countries.name(code)]),
    ),
    from: (await names()).get(from) ?? null,
    parts,
    madeFrom: await originAt(desk, id),
    links: linesOf(await desk.links(id)),
    merging: await mergesAt(at, { id, url }),
    proposals: await proposalsAt(at, { incident, url }),
    readers: seen?.ok ? readersOf(inParts(seen.value), named) : null,
    proposal: wouldSee?.ok
      ? { mine: proposed?.by === me.account, readers: readersOf(inParts(wouldSee.value), named) }
      : null,
    others: may.includes('release') ? await othersOf(at) : [],
    mayEdit: own && status === 'draft' && desk.may.includes('edit'),
    away: may.includes('release') ? await awayOf(at) : [],
    agreements: may.includes('release') ? await agreementsOf(at) : [],
    talk: await talkOf(at, { incident, viewers: seen?.ok ? seen.value : [], url, now }),
    markings: markingsUpTo(me.clearance),
    key: crypto.randomUUID(),
    done: own && dones[done] === status ? (done as Done) : null,
    now,
  }
}
export type IncidentData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export interface Answer {
  chosen: Chosen | null
  problems: ReleaseProblem[]
  /** Who will see it, and the choices of which that is true. */
  shown: { readers: ReaderLine<Part>[]; choice: string; abroad: boolean } | null
  /** An act that needs a reason, and what was written. */
  wanting: { act: 'close' | 'recall'; reason: string } | null
  talk?: Refused
  /** One of the forms of proposed changes or of reports of one event. */
  kept?: KeptForm
  /** For what is sent next. */
  key: string
  told: 'listChanged' | Exclude<IncidentsRefusal['code'], 'not-found' | 'not-valid'> | null
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const at = await incidentsAt({ context, url })
  const { desk, kinds, me } = at
  const id = params.id ?? ''
  const form = await request.formData()
  const version = Number(form.get('version'))
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>(
      { chosen: null, problems: [], shown: null, wanting: null, told: null, key: crypto.randomUUID(), ...parts },
      { status },
    )
  const refused = (code: IncidentsRefusal['code'], rest: Partial<Answer> = {}) => {
    if (code === 'not-found' || code === 'not-valid') throw nothingHere()
    return answer({ told: code, ...rest }, 409)
  }

  if (form.get('do') === 'discard') {
    const discarded = await desk.discard(id, version)
    if (discarded.ok) throw redirect('/incidents?status=draft')
    return refused(discarded.refusal.code)
  }
  const forms = { proposal: actOnProposal, merge: actOnMerge }
  const sent = form.get('form')
  if (sent === 'proposal' || sent === 'merge') {
    const done = await forms[sent](desk, id, form)
    if (typeof done === 'string') throw redirect(done)
    return answer({ kept: done }, done.code === 'not-valid' ? 422 : 409)
  }
  const talked = await act(at, id, form)
  if (talked === null) throw nothingHere()
  if (talked?.ok) throw redirect(pathAfter(id, talked))
  if (talked) return answer({ talk: talked.refused }, talked.status)

  const command = commandOf(form)
  if (command) {
    const acted = await desk.act(id, command, version, keyIn(form))
    if (acted.ok) throw redirect(`/incidents/${id}?done=${command.do}`)
    const { code } = acted.refusal
    const wanting = 'reason' in command ? { act: command.do, reason: command.reason } : null
    if (code === 'not-valid' && wanting) return answer({ wanting }, 422)
    return refused(code, { wanting })
  }

  const chosen = chosenOf(form)
  const { release, problems } = releaseOf(chosen)
  if (!release) return answer({ chosen, problems }, 422)
  const choice = choiceOf(chosen)
  const wanted = form.get('do') === 'release'
  if (wanted && form.get('choice') === choice) {
    const acted = await desk.act(id, { do: 'release', release }, version, keyIn(form))
    if (acted.ok) throw redirect(`/incidents/${id}?done=${acted.value.status === 'proposed' ? 'propose' : 'release'}`)
    const { code, where } = acted.refusal
    if (code === 'not-valid') return answer({ chosen, problems: [problemAt(where)] }, 422)
    return refused(code, { chosen })
  }
  const [incident, viewers] = await Promise.all([desk.open(id), desk.preview(id, release)])
  if (!viewers.ok && viewers.refusal.code === 'not-valid')
    return answer({ chosen, problems: [problemAt(viewers.refusal.where)] }, 422)
  if (!incident.ok || !viewers.ok) throw nothingHere()
  const named = { own: me.organisation.id, kinds: await kinds(), fields: partsOf(incident.value) }
  const away = new Set((await othersOf(at)).flatMap(({ id, abroad }) => (abroad ? [id] : [])))
  const agreed = (await agreementsOf(at)).filter((each) => chosen.agreements.includes(each.id))
  const near = [...chosen.organisations, ...agreed.map(({ partner }) => partner)]
  const abroad = chosen.partners.length > 0 || near.some((each) => away.has(each))
  const shown = { choice, abroad, readers: readersOf(inParts(viewers.value), named) }
  return answer({ chosen, shown, told: wanted ? 'listChanged' : null })
}

export default function IncidentPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useIncidents()
  const { incident, from, parts, readers } = loaded
  const sender = from ?? t('unknown')
  const problems = [
    ...useTalkProblems(answer?.talk),
    ...(answer?.problems.map(({ field, say }) => ({ text: t(`release.${say}`), field: field as string })) ?? []),
    ...(answer?.wanting && answer.told === null
      ? [{ text: t('refused.reason'), field: `reason-${answer.wanting.act}` }]
      : []),
  ]
  return (
    <WorkPage title={incident.title || t('recalledName')} help={t('one.help', { organisation: sender })}>
      <ErrorSummary problems={problems} />
      <Told {...{ loaded, sender }} told={answer?.told ?? null} />
      <IncidentFacts {...{ loaded, sender }} />
      <IncidentParts {...{ loaded, sender }} />
      <TakeAlong path={`/incidents/${incident.id}`} />
      <LinksPanel id={incident.id} links={loaded.links} />
      <MergesPanel
        data={loaded.merging}
        links={loaded.links}
        loadKey={loaded.key}
        incident={incident}
        refused={answer?.kept}
      />
      <ProposalsPanel data={loaded.proposals} incident={incident} loadKey={loaded.key} refused={answer?.kept} />
      {readers && <Readers when="after" {...{ readers, parts }} />}
      <Talk loaded={loaded} refused={answer?.talk} />
      <Acts {...{ loaded, answer }} />
      <p>
        <a href="/incidents">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
