// SPDX-License-Identifier: Apache-2.0
/** The file that `OIDC` names: providers of ministries where people sign in instead (OpenID Connect Discovery 1.0). */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { OidcProvider } from '#platform/accounts/index.ts'
import { isThisComputer } from './production.ts'

const shape = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
      name: z.string().trim().min(1).max(100),
      discoveryUrl: z
        .url({ error: 'an address' })
        .refine((url) => url.startsWith('https:') || isThisComputer(new URL(url).hostname), 'an address with https'),
      clientId: z.string().min(1).max(500),
      clientSecret: z.string().min(1).max(2000),
      domains: z.array(z.hostname()).min(1, 'at least one domain'),
    }),
  )
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'ids that differ')

/**
 * Providers in the order of the file; none where no file is named. Throws a plain sentence, without any value of the file,
 * where it cannot be read or is not in shape.
 */
export const readProviders = (file: string | undefined): readonly OidcProvider[] => {
  if (file === undefined) return []
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.join('.') || 'the list'}: ${message}`).join('; ')
        : ((error as { code?: string }).code ?? 'it is not JSON')
    throw new Error(`OIDC is "${file}"; it is not a list of providers: ${why}`)
  }
}
