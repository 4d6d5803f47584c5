// SPDX-License-Identifier: Apache-2.0
// On the pages of help: keeps this list on this phone where somebody asks for it, takes everything away again, and searches near
// where somebody is if they press for it. A page without this script is whole. Nothing is kept and no service worker is there before somebody asks.
const KEPT = 'help-kept'
const language = document.documentElement.lang
const box = document.querySelector('[data-keep]')

const forget = async () => {
  await caches.delete(KEPT)
  for (const registration of await navigator.serviceWorker.getRegistrations())
    if (/^\/[a-z]+\/help$/.test(new URL(registration.scope).pathname)) await registration.unregister()
}

/** As it came from the server, with the moment at which it was kept. */
const keepPage = async (cache, address) => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${response.status}`)
  const headers = new Headers(response.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  headers.set('x-kept-at', new Date().toISOString())
  await cache.put(address, new Response(await response.blob(), { headers }))
}

const keep = async () => {
  await navigator.serviceWorker.register('/help-offline.js', { scope: `/${language}/help` })
  const cache = await caches.open(KEPT)
  const looks = [...document.querySelectorAll('link[rel="stylesheet"], link[rel="preload"]')].map(({ href }) => href)
  const pages = [location.href, `/${language}/help`, `/${language}/help/overdose`]
  await Promise.all([...pages, ...looks, '/help-keep.js'].map((address) => keepPage(cache, address)))
}

const say = (what) => {
  for (const each of box?.querySelectorAll('[data-told]') ?? []) each.hidden = each.dataset.told !== what
}

if (box && 'serviceWorker' in navigator && 'caches' in window) {
  const isKept = async () =>
    (await caches.has(KEPT)) && (await caches.match(location.href, { cacheName: KEPT })) !== undefined
  box.hidden = false
  if (await isKept()) say('kept')
  box.querySelector('[data-do="keep"]')?.addEventListener('click', async () => {
    try {
      await keep()
      say('kept')
    } catch {
      await forget()
      say('failed')
    }
  })
  box.querySelector('[data-do="forget"]')?.addEventListener('click', async () => {
    await forget()
    say('forgotten')
  })
}

// Whoever leaves in a hurry leaves nothing here, and this page is not the one before.
for (const exit of document.querySelectorAll('[data-exit]'))
  exit.addEventListener('click', (event) => {
    event.preventDefault()
    const done = 'serviceWorker' in navigator && 'caches' in window ? forget().catch(() => {}) : Promise.resolve()
    Promise.race([done, new Promise((go) => setTimeout(go, 300))]).then(() => location.replace(exit.href))
  })

// Beside the place of a search: the browser is asked where it is only when somebody presses, and that is written down rounded to
// about a kilometre. Nothing is sent before the form is.
const where = document.querySelector('[data-position]')
const field = document.querySelector('input[name="place"]')
const rounded = (degrees) => degrees.toFixed(2)

if (where && field && 'geolocation' in navigator)
  where.querySelector('button').addEventListener('click', () => {
    const failed = where.querySelector('[data-failed]')
    failed.hidden = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${rounded(coords.latitude)}, ${rounded(coords.longitude)}`
        field.form.requestSubmit()
      },
      () => {
        failed.hidden = false
      },
      { maximumAge: 600_000, timeout: 20_000 },
    )
  })
else if (where) where.style.visibility = 'hidden'
