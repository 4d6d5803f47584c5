// SPDX-License-Identifier: Apache-2.0
// Service worker of the pages of help, registered where somebody asked to keep a list, and gone when they take it back. With a
// network each page comes from the server as ever; without one, from what is kept here, and it says so and since when. It sends
// nothing of its own.
const KEPT = 'help-kept'
const MOST = 60
const PAGE = /^\/[a-z]+\/help(\/|$)/
/** Pages to read. Forms and links that were sent to somebody are never kept: they are for whoever they were meant for. */
const READ = /^\/[a-z]+\/help(\/(overdose|find|services\/[\w-]+))?$/

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const keep = async (request, response) => {
  if (!(await caches.has(KEPT))) return
  const cache = await caches.open(KEPT)
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  headers.set('x-kept-at', new Date().toISOString())
  await cache.put(request.url, new Response(await response.blob(), { headers }))
  const all = await cache.keys()
  for (const oldest of all.slice(0, Math.max(0, all.length - MOST))) await cache.delete(oldest)
}

/** The same page; else for another list the last one that was kept; else where help begins. */
const keptFor = async (address) => {
  if (!(await caches.has(KEPT))) return undefined
  const cache = await caches.open(KEPT)
  const exact = await cache.match(address)
  if (exact) return { response: exact, isOther: false }
  const { pathname } = new URL(address)
  const lists = await cache.keys()
  const last = lists.reverse().find(({ url }) => /\/find$/.test(pathname) && new URL(url).pathname === pathname)
  const response = (last && (await cache.match(last))) ?? (await cache.match(`/${pathname.split('/')[1]}/help`))
  return response && { response, isOther: true }
}

/** A copy says that it is one and of when, and where it is of another page, that what was asked could not be asked. */
const asCopy = async ({ response, isOther }) => {
  const written = await response.text()
  const language = /<html lang="([a-z]+)"/.exec(written)?.[1] ?? 'en'
  const at = new Date(response.headers.get('x-kept-at') ?? 0)
  const when = at.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', numberingSystem: 'latn' })
  const said = written
    .replaceAll('data-copy="" hidden=""', 'data-copy=""')
    .replaceAll(isOther ? 'data-other="" hidden=""' : 'data-none', isOther ? 'data-other=""' : 'data-none')
    .replaceAll('<time data-kept-at=""></time>', `<time datetime="${at.toISOString()}">${when}</time>`)
  return new Response(said, { headers: response.headers })
}

const pageFor = async (request) => {
  try {
    const response = await fetch(request)
    if (response.ok && !response.redirected && READ.test(new URL(request.url).pathname))
      await keep(request, response.clone())
    return response
  } catch (error) {
    const kept = await keptFor(request.url)
    if (!kept) throw error
    return asCopy(kept)
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && PAGE.test(pathname)) event.respondWith(pageFor(request))
  else if (request.mode !== 'navigate')
    event.respondWith(
      fetch(request).catch(async (error) => {
        const kept = await caches.match(request.url, { cacheName: KEPT })
        if (!kept) throw error
        return kept
      }),
    )
})
