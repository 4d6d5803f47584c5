// SPDX-License-Identifier: Apache-2.0
/** The proof of one line as a file to hand on. Whoever receives it needs nothing but the public key of the node. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { kept } from './find.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { name, desk } = await kept({ params, context, url })
  const line = params.line ?? ''
  const proof = await desk.proof(line)
  if (!proof.ok) throw nothingHere()
  return new Response(`${JSON.stringify(proof.value, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${name}-${line}.json"`,
    },
  })
}
