// SPDX-License-Identifier: Apache-2.0
import { EmptyState } from '../empty/empty.tsx'
import type { Examples } from '../examples.ts'
import { TextField } from '../field/field.tsx'
import { useAddress } from '../words.tsx'
import { tableQuery } from './address.ts'
import { type DataColumn, DataTable } from './data-table.tsx'
import { Table } from './table.tsx'

interface Town {
  id: string
  name: string
  river: string
  people: number
}

const town = (name: string, river: string, people: number): Town => ({ id: name.toLowerCase(), name, river, people })

const towns = [
  town('Arles', 'Rhône', 50_700),
  town('Bern', 'Aare', 134_800),
  town('Dakar', '–', 1_438_700),
  town('Kisumu', '–', 397_957),
  town('Lagos', 'Ogun', 15_388_000),
  town('Lyon', 'Rhône', 522_200),
  town('Porto', 'Douro', 231_900),
]

type Say = (en: string, fr: string) => string

const columnsIn = (say: Say): DataColumn<Town>[] => [
  {
    key: 'name',
    title: say('Town', 'Ville'),
    head: true,
    sortable: true,
    cell: (row) => <a href="#top">{row.name}</a>,
  },
  { key: 'river', title: say('River', 'Fleuve'), cell: ({ river }) => river },
  {
    key: 'people',
    title: say('People', 'Habitants'),
    figures: true,
    sortable: true,
    cell: ({ people }) => new Intl.NumberFormat(say('en', 'fr')).format(people),
  },
  { key: 'id', title: say('Key', 'Clé'), extra: true, cell: ({ id }) => id },
]

const PAGE = 4

/** What a loader does on a server, with a list that fits in a file. */
function answer(search: string) {
  const { sort, page } = tableQuery(search, { sortable: ['name', 'people'], columns: [] })
  const wanted = (new URLSearchParams(search).get('q') ?? '').toLowerCase()
  const found = towns.filter(({ name }) => name.toLowerCase().includes(wanted))
  if (sort?.key === 'name') found.sort((a, b) => a.name.localeCompare(b.name))
  if (sort?.key === 'people') found.sort((a, b) => a.people - b.people)
  if (sort?.descending) found.reverse()
  return {
    wanted,
    rows: found.slice((page - 1) * PAGE, page * PAGE),
    total: found.length,
    pages: Math.ceil(found.length / PAGE),
  }
}

function Towns({ say }: { say: Say }) {
  const { path, search } = useAddress()
  const { wanted, ...found } = answer(search)
  return (
    <DataTable
      id="towns"
      caption={say('Towns', 'Villes')}
      columns={columnsIn(say)}
      keyOf={({ id }) => id}
      path={path}
      search={search}
      {...found}
      offered={[{ name: say('Largest first', 'Les plus grandes d’abord'), search: '?sort=-people' }]}
      filter={<TextField name="q" type="search" label={say('Name', 'Nom')} defaultValue={wanted} />}
      empty={
        <EmptyState title={say('No town has such a name', 'Aucune ville ne porte ce nom')}>
          {say('Try fewer letters.', 'Essayez moins de lettres.')}
        </EmptyState>
      }
    />
  )
}

export const tableExamples: Examples = {
  id: 'table',
  name: { en: 'Table', fr: 'Tableau' },
  what: {
    en: 'Rows to compare. What it shows is in the address, so it sorts, filters and turns pages without script; with it, it saves views, and the arrow keys go from row to row.',
    fr: 'Des lignes à comparer. Ce qu’il montre est dans l’adresse : il trie, filtre et tourne les pages sans script ; avec, il garde des vues, et les flèches vont de ligne en ligne.',
  },
  examples: [
    {
      name: {
        en: 'Sorts, filters, chooses columns, keeps views',
        fr: 'Trie, filtre, choisit les colonnes, garde les vues',
      },
      show: (say) => <Towns say={say} />,
    },
    {
      name: { en: 'Plain', fr: 'Simple' },
      show: (say) => (
        <Table
          caption={say('Two towns', 'Deux villes')}
          rows={towns.slice(0, 2)}
          keyOf={({ id }) => id}
          columns={columnsIn(say).slice(0, 3)}
        />
      ),
    },
  ],
}
