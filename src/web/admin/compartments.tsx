// SPDX-License-Identifier: Apache-2.0
/** How each compartment does, as far as this person may know: a word, totals and ages, or the way to its ledger. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { CompartmentHealth, KindTotals } from '#platform/custody/contract.ts'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import type { KeptCompartment } from './contexts.ts'
import { compartmentsOf } from './desk.ts'
import { useAdmin } from './words.tsx'

/** One that does not answer is told as such; the others are still told. */
const told = async ({ name, words, desk, healthy }: KeptCompartment) => {
  const may = (verb: 'health' | 'kinds' | 'ledger' | 'work') => desk?.may.includes(verb) === true
  const quiet = () => null
  const [well, health, kinds] = await Promise.all([
    healthy(),
    may('health') ? desk?.health().catch(quiet) : null,
    may('kinds') ? desk?.kinds().catch(quiet) : null,
  ])
  return {
    ...{ name, words, well, ledger: may('ledger'), work: may('work') },
    health: health?.ok ? health.value : null,
    kinds: kinds?.ok ? kinds.value : [],
  }
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  return { compartments: await Promise.all((await compartmentsOf({ context, url })).map(told)) }
}

interface Told {
  name: string
  words: { en: string; fr: string }
  well: boolean
  ledger: boolean
  work: boolean
  health: CompartmentHealth | null
  kinds: KindTotals[]
}

function Figures({ health, of }: { health: CompartmentHealth | null; of: (health: CompartmentHealth) => number }) {
  const { t, number } = useAdmin()
  return health ? number(of(health)) : <span className="quiet">{t('compartments.notTold')}</span>
}

function Overview({ compartments }: { compartments: Told[] }) {
  const { t, moment, language } = useAdmin()
  return (
    <Table
      caption={t('compartments.caption')}
      captionHidden
      rows={compartments}
      keyOf={({ name }) => name}
      columns={[
        { title: t('compartments.name'), head: true, cell: ({ words }) => words[language] },
        {
          title: t('compartments.health'),
          cell: ({ well }) => (
            <Tag tone={well ? 'sure' : 'listed'}>{t(well ? 'compartments.healthy' : 'compartments.notHealthy')}</Tag>
          ),
        },
        {
          title: t('compartments.lines'),
          figures: true,
          cell: ({ health }) => <Figures health={health} of={({ ledger }) => ledger.lines} />,
        },
        {
          title: t('compartments.waitingLines'),
          figures: true,
          cell: ({ health }) => <Figures health={health} of={({ ledger }) => ledger.waiting} />,
        },
        {
          title: t('compartments.signed'),
          cell: ({ health }) =>
            health?.ledger.signed ? (
              <time dateTime={health.ledger.signed}>{moment(health.ledger.signed)}</time>
            ) : (
              <span className="quiet">{t(health ? 'compartments.notSigned' : 'compartments.notTold')}</span>
            ),
        },
        {
          title: t('compartments.waitingEvents'),
          figures: true,
          cell: ({ health }) => <Figures health={health} of={({ outbox }) => outbox.waiting} />,
        },
        {
          title: t('compartments.failedJobs'),
          figures: true,
          cell: ({ health }) => <Figures health={health} of={({ jobs }) => jobs?.failed ?? 0} />,
        },
        {
          title: t('compartments.ledger'),
          acts: true,
          cell: ({ name, words, ledger, work }) => (
            <span className="records">
              {ledger && (
                <a
                  href={`/administration/ledger/${name}`}
                  aria-label={t('compartments.openNamed', { name: words[language] })}
                >
                  {t('compartments.open')}
                </a>
              )}
              {work && (
                <a
                  href={`/administration/work/${name}`}
                  aria-label={t('compartments.workNamed', { name: words[language] })}
                >
                  {t('compartments.work')}
                </a>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}

function Kinds({ compartment: { words, kinds } }: { compartment: Told }) {
  const { t, date, number, language } = useAdmin()
  const title = t('compartments.kinds', { name: words[language] })
  return (
    <Panel title={title} fold="closed">
      <Table
        caption={title}
        captionHidden
        rows={kinds}
        keyOf={({ kind }) => kind}
        columns={[
          { title: t('ledger.kind'), head: true, cell: ({ kind }) => <span translate="no">{kind}</span> },
          { title: t('compartments.lines'), figures: true, cell: ({ lines }) => number(lines) },
          { title: t('organisations.oldest'), cell: ({ oldest }) => date(oldest) },
          { title: t('organisations.newest'), cell: ({ newest }) => date(newest) },
        ]}
      />
    </Panel>
  )
}

export default function Compartments() {
  const { compartments } = useLoaderData<typeof loader>()
  const { t } = useAdmin()
  return (
    <WorkPage title={t('compartments.title')} help={t('compartments.help')}>
      <Overview compartments={compartments} />
      {compartments.map(
        (compartment) => compartment.kinds.length > 0 && <Kinds key={compartment.name} compartment={compartment} />,
      )}
    </WorkPage>
  )
}
