// SPDX-License-Identifier: Apache-2.0
/** A ministry's own provider for tests: small, over OpenID Connect Discovery with PKCE and a signed token. */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { freePort } from '../../database/index.ts'

export interface TestProvider {
  issuer: string
  discoveryUrl: string
  clientId: string
  clientSecret: string
  close(): void
}

interface Claims {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

/** Signs in `person`, as it is at that moment, whoever asks. */
export const openProvider = async (person: Claims): Promise<TestProvider> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { nonce: string | null; challenge: string }>()
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (nonce: string | null) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { ...person, iss: issuer, aud: 'passerelle', iat: now, exp: now + 300, ...(nonce ? { nonce } : {}) }
    const body = `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`
    return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
  }

  const token = async (request: Request) => {
    const form = new URLSearchParams(await request.text())
    const known = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!known || known.challenge !== challenge) return Response.json({ error: 'invalid_grant' }, { status: 400 })
    return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken(known.nonce) })
  }

  const provider = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/.well-known/openid-configuration')
      return Response.json({
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ userinfo_endpoint: `${issuer}/me`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'] },
        ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      })
    if (pathname === '/keys')
      return Response.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
    if (pathname === '/token') return token(request)
    if (pathname === '/me') return Response.json(person)
    const code = randomUUID()
    codes.set(code, { nonce: searchParams.get('nonce'), challenge: searchParams.get('code_challenge') ?? '' })
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString()
    return Response.redirect(back)
  }

  const server = createServer(getRequestListener(provider)).listen(port, '127.0.0.1')
  return {
    ...{ issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration` },
    ...{ clientId: 'passerelle', clientSecret: 'shared with the ministry' },
    close: () => server.close(),
  }
}
