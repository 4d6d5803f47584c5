// SPDX-License-Identifier: Apache-2.0
import type { AccountsDesks, OrganisationSummary } from '#platform/accounts/index.ts'

/** Every organisation of the node: authors choose their audience among them. */
export const organisationsOf = async ({ administration }: AccountsDesks): Promise<OrganisationSummary[]> => {
  const found: OrganisationSummary[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await administration.organisations(after === undefined ? {} : { after })
    if (!page.ok) return found
    found.push(...page.value.items)
    after = page.value.next
  }
  return found
}
