// SPDX-License-Identifier: Apache-2.0
/** The service worker of the field mode: its address under `/field/` is what limits it to that folder. */
import source from './worker.js?raw'

const POLICY = "default-src 'none'; connect-src 'self'"

export const loader = () =>
  new Response(source, {
    headers: {
      ...{ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
      'content-security-policy': POLICY,
    },
  })
