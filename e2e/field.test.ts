// SPDX-License-Identifier: Apache-2.0
/**
 * An inspector takes a visit along, fills it where there is no network, comes back and brings it: the public status stays what it was
 * until a second officer signs.
 */
import { createHash } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectSeen, houseForTests, overflow } from './house.ts'

const house = houseForTests()
const SERVICE = 'Karvel mountain clinic'
const PASSPHRASE = 'three piers under the old bridge'
const SECRET = 'zqxlocked: the back door was locked.'

/** A photograph, red above and blue below, that was taken upside down and tells where. */
const photographed = async (page: Page): Promise<Buffer> => {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(32, 32)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('No canvas.')
    for (const [n, colour] of ['red', 'blue'].entries()) {
      context.fillStyle = colour
      context.fillRect(0, n * 16, 32, 16)
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })
    return [...new Uint8Array(await blob.arrayBuffer())]
  })
  const tiff = Buffer.alloc(38)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(2, 8)
  for (const [n, [tag, type, value]] of (
    [
      [0x0112, 3, 3],
      [0x8825, 4, 0],
    ] as const
  ).entries()) {
    tiff.writeUInt16BE(tag, 10 + n * 12)
    tiff.writeUInt16BE(type, 10 + n * 12 + 2)
    tiff.writeUInt32BE(1, 10 + n * 12 + 4)
    tiff.writeUInt16BE(value, 10 + n * 12 + 8)
  }
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([head, body, Buffer.from(plain.slice(2))])
}
const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What is shown of a picture in the middle of its upper half: red, green, blue. */
const shownAbove = (page: Page, name: string) =>
  page.getByRole('img', { name }).evaluate(async (picture: HTMLImageElement) => {
    await picture.decode()
    const canvas = new OffscreenCanvas(32, 32)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    return [...(context?.getImageData(16, 6, 1, 1).data ?? [])].slice(0, 3)
  })

const unlock = async (page: Page) => {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('heading', { name: 'On this device' }).waitFor()
}

/** Whether page and service worker reach the node. */
const reaches = async (page: Page, context: BrowserContext) => {
  const ask = () =>
    fetch('/api/health').then(
      () => true,
      () => false,
    )
  const [worker] = context.serviceWorkers()
  return [await page.evaluate(ask), await worker?.evaluate(ask)]
}

/** Everything that stands on the device, as text. */
const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await asked(indexedDB.open('passerelle-field'))
    const all = await asked(database.transaction('sealed').objectStore('sealed').getAll())
    database.close()
    return all.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join('\n')
  })

const publicStatus = async () => {
  const { items } = await (await fetch(`${house.origin}/api/assurance/register`)).json()
  return items.find(({ name }: { name: string }) => name === SERVICE)?.status
}

test('without script the field mode says so, and it speaks French at night on a small screen', async () => {
  const plain = await house.visit({ javaScriptEnabled: false })
  await house.go(plain.page, '/field/visits')
  expect(await plain.page.locator('main').innerText()).toContain('needs script for that')
  const small = { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'fr-FR' } as const
  const { page } = await house.visit(small)
  await house.go(page, '/field/visits')
  await page.getByLabel('Phrase secrète', { exact: true }).waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/field-fr-dark.png`, fullPage: true })

  const refusing = await house.visit({ locale: 'fr-FR' })
  await refusing.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('No storage in this window.')
    }
  })
  await house.go(refusing.page, '/field/visits')
  await refusing.page.getByText('ne peut pas garder de visites').waitFor()
})

test('a visit is filled in without a network and brought back signed; the public sees nothing of it until a second officer signs', async () => {
  const inspector = await house.stepIn('Elif Demir')
  const { context } = inspector
  let { page } = inspector
  await house.go(page, '/field/visits')
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('The same again').fill(PASSPHRASE)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('button', { name: 'Ask the node for visits' }).click()
  await page.getByRole('button', { name: `Take along: ${SERVICE}` }).click()
  const called = page.getByLabel('Name of this device')
  expect(await called.evaluate((field) => [field === document.activeElement, field.ariaInvalid])).toEqual([
    true,
    'true',
  ])
  await page.getByText('Give this device a name first.').waitFor()
  await expectAccessible(page)
  await called.fill('Tablet 4')
  await page.getByRole('button', { name: `Take along: ${SERVICE}` }).click()
  await page.getByRole('button', { name: `Fill in ${SERVICE}` }).waitFor()
  await page.getByText('This page opens without a network.').waitFor()
  expect(await reaches(page, context)).toEqual([true, true])

  await context.setOffline(true)
  expect(await reaches(page, context)).toEqual([false, false])
  await page.reload()
  await unlock(page)
  await expect.poll(() => page.getByLabel('Name of this device').inputValue()).toBe('Tablet 4')
  await page.getByRole('button', { name: `Fill in ${SERVICE}` }).click()
  await page.locator('summary').first().click()
  const first = page.locator('fieldset').first()
  const criterion = ((await first.locator('legend').textContent()) ?? '').split(' ')[0] ?? ''
  await first.getByLabel('Not met').check()
  await page.getByLabel('What was seen').first().fill(SECRET)
  const photograph = await photographed(page)
  const file = { name: 'door.jpg', mimeType: 'image/jpeg', buffer: photograph }
  await page.getByLabel(`Photograph for ${criterion}`).setInputFiles(file)
  await page.getByText('door.jpg: upside down. Metadata: place.').waitFor()
  await page.getByText('Saved on this device').waitFor()
  await expectSeen(page, 'field-form')
  const kept = await onDisk(page)
  expect(kept.length).toBeGreaterThan(1000)
  for (const plain of ['zqxlocked', SERVICE, 'Exif']) expect(kept).not.toContain(plain)

  await page.close()
  page = await context.newPage()
  await page.goto(`${house.origin}/field/visits`)
  await unlock(page)
  await page.getByText('1 answer, 1 photograph.').waitFor()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('The node does not answer. Nothing is lost').waitFor()

  await context.setOffline(false)
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('The node has all of it').waitFor()
  await expectSeen(page, 'field-brought', { again: true })
  expect(await publicStatus()).toBe('conditional')

  await page.getByRole('link', { name: 'Page of the inspection' }).click()
  await page.getByText('upside down, Metadata: place').waitFor()
  expect(await page.locator('main').textContent()).toContain(digestOf(photograph))
  // Shown upright, as its metadata asks; what is kept is what was taken.
  await page.getByLabel('Look at it here: door.jpg').click()
  const [red = 255, , blue = 0] = await shownAbove(page, 'door.jpg')
  expect(blue).toBeGreaterThan(red + 100)
  const link = await page.getByRole('link', { name: 'door.jpg' }).getAttribute('href')
  const asTaken = await context.request.get(`${house.origin}${link}`)
  expect(digestOf(await asTaken.body())).toBe(digestOf(photograph))
  await page.getByText('Finish the visit').first().click()
  await page.getByLabel('Report', { exact: true }).fill('A back door was locked.')
  await page.getByLabel(`How grave: ${criterion}`).selectOption('critical')
  await page.getByLabel(`To be corrected by: ${criterion}`).fill('2090-01-01')
  await page.getByRole('button', { name: 'Finish the visit' }).click()
  await page.waitForURL(/done=finish/)
  await page.locator('summary', { hasText: 'Add a finding' }).click()
  await page.getByLabel('What was found', { exact: true }).fill('Two beds to a window.')
  await page.getByLabel('To be corrected by', { exact: true }).fill('2090-02-01')
  await page.getByLabel('Why it comes now').fill('Seen on a photograph.')
  await page.getByRole('button', { name: 'Add a finding' }).click()
  await page.waitForURL(/done=add/)
  await page.getByText(/Added on .*: Seen on a photograph\./).waitFor()
  await page.locator('summary', { hasText: 'Report a device as lost' }).click()
  await page.getByLabel('What happened').fill('Left on the night bus.')
  await page.getByRole('button', { name: 'Report a device as lost' }).click()
  await page.waitForURL(/done=revoke/)
  await page.getByText('reported lost').first().waitFor()
  await expectSeen(page, 'inspection', { again: true })
  expect(await publicStatus()).toBe('conditional')

  const officer = await house.stepIn('Idris Koroma')
  await house.go(officer.page, '/assurance/inspections')
  await officer.page.locator('summary', { hasText: 'did not apply' }).click()
  await officer.page.getByLabel('Words of its name').fill('Karvel')
  await officer.page.getByRole('button', { name: 'Look in the directory' }).click()
  const other = officer.page.locator('form', { has: officer.page.locator('[name=service]') })
  await other.getByLabel('Service', { exact: true }).selectOption({ label: `${SERVICE}, Karvel` })
  await expectSeen(officer.page, 'inspections-other', { again: true })
  await other.getByLabel('Day', { exact: true }).fill('2090-01-01')
  await other.getByRole('button', { name: 'Plan an inspection' }).click()
  await officer.page.getByText('did not apply to the body').waitFor()
  await house.go(officer.page, new URL(page.url()).pathname)
  const at = (await officer.page.getByRole('link', { name: 'The accreditation' }).getAttribute('href')) ?? ''
  await house.go(officer.page, at)
  await officer.page.getByLabel('Decision', { exact: true }).selectOption({ label: 'Suspended' })
  await officer.page.getByLabel('Reason', { exact: true }).fill('A back door was locked.')
  await officer.page.getByRole('button', { name: 'Propose a decision' }).click()
  await officer.page.waitForURL(/done=propose/)
  expect(await publicStatus()).toBe('conditional')
  const second = await house.stepIn('Mara Lindgren')
  await house.go(second.page, at)
  await second.page.getByRole('button', { name: 'Sign the decision' }).click()
  await second.page.waitForURL(/done=sign/)
  expect(await publicStatus()).toBe('suspended')
  for (const { url } of inspector.requests) expect(url.startsWith(house.origin), url).toBe(true)
}, 60_000)
