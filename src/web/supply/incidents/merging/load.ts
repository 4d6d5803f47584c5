// SPDX-License-Identifier: Apache-2.0
import type { incidentsAt } from '../door.ts'

const TOLD = ['proposed', 'merged', 'declined', 'undone', 'not-found', 'not-valid', 'changed', 'not-now'] as const

/** What the panel of two reports of one event shows. */
export async function mergesAt(
  { desk, names: namesOf, me }: Pick<Awaited<ReturnType<typeof incidentsAt>>, 'desk' | 'names' | 'me'>,
  { id, url }: { id: string; url: URL },
) {
  const merges = await desk.merges(id)
  const names = await namesOf()
  const asked = url.searchParams.get('merge')
  return {
    told: TOLD.find((each) => each === asked) ?? null,
    mayMerge: desk.may.includes('merge'),
    merges: (merges.ok ? merges.value : []).map(({ steps, ...merge }) => ({
      ...merge,
      steps: steps.map((step) => ({ ...step, organisation: names.get(step.organisation) ?? null })),
    })),
    own: me.organisation.id,
  }
}
export type MergesData = Awaited<ReturnType<typeof mergesAt>>
