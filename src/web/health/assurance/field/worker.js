// SPDX-License-Identifier: Apache-2.0
// The field mode without a network: its own page, and the files that this page loads. It answers nothing outside /field/ but
// those files, and keeps no answer of the API: what a visit says stands in the vault of the page alone (docs/decisions/0010).
const KEPT = 'passerelle-field'
const PAGE = '/field/visits'
/** A network that hangs is none, after so many milliseconds. */
const PATIENCE = 4000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const kept = async (path) => (await caches.open(KEPT)).match(path, { ignoreSearch: true, ignoreVary: true })

/** The page as the node has it now; without the node, as it was kept with its files. */
const page = async (request) => {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) return answer
  } catch {}
  return (await kept(PAGE)) ?? Response.error()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(request))
  // Their names carry a digest of their content: what is kept is what the node has.
  else if (pathname.startsWith('/assets/') || pathname === '/field/manifest.webmanifest')
    event.respondWith(kept(pathname).then((answer) => answer ?? fetch(request)))
})
