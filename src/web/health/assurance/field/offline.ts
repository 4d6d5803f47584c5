// SPDX-License-Identifier: Apache-2.0
/** Makes the page open without a network: the service worker, and the page with every file that it loaded, kept together. */

const [KEPT, PAGE, MANIFEST] = ['passerelle-field', '/field/visits', '/field/manifest.webmanifest']

/** Files of this page, by what it names and what it loaded. */
const filesOf = (text: string): string[] => {
  const named = text.match(/\/assets\/[\w./-]+/g) ?? []
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
  return [...new Set([...named, ...loaded.map(({ pathname }) => pathname)])]
}

/** Whether it will open without a network; asked each time the page is open and the node answers. */
export const keepOffline = async (): Promise<boolean> => {
  if (!('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register('/field/worker.js', { scope: '/field/' })
    await navigator.serviceWorker.ready
    const cache = await caches.open(KEPT)
    const page = await fetch(PAGE, { cache: 'no-store' })
    if (page.ok) {
      const files = filesOf(await page.clone().text())
      // The files first: a page is never kept without what it needs.
      await cache.addAll([...files, MANIFEST])
      await cache.put(PAGE, page)
      const needed = new Set([...files, MANIFEST, PAGE])
      for (const { url } of await cache.keys()) if (!needed.has(new URL(url).pathname)) await cache.delete(url)
    }
  } catch {
    // No network now: what was kept before holds.
  }
  return (
    (await caches.match(PAGE)) !== undefined && (await navigator.serviceWorker.getRegistration('/field/')) !== undefined
  )
}

/** Whether the browser promised not to clear what is kept here when it runs out of room. */
export const keepForGood = async (): Promise<boolean> => (await navigator.storage?.persist?.()) ?? false
