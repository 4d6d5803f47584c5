// SPDX-License-Identifier: Apache-2.0
/** Somebody reports ill-treatment without script, the body reads it with its own key, the person reads the answer with the code. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingForTests } from '../src/health/safeguards/voice.testing.ts'
import { expectAccessible, houseForTests, overflow } from './house.ts'

const house = houseForTests()
const KEY = join(import.meta.dirname, '../src/app/demonstration/body-key.json')
const { default: pair } = await import('../src/app/demonstration/body-key.json', { with: { type: 'json' } })
const TOLD = 'zqxtold: they locked me in for three days.'

test('a report goes past everybody to the body, and its answer comes back to the code alone', async () => {
  const person = await house.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await house.go(person.page, '/fr/report')
  expect(await overflow(person.page)).toBeLessThanOrEqual(0)
  await person.page.getByLabel('Ce qui s’est passé, où et quand').fill(TOLD)
  await person.page.getByRole('button', { name: 'Sceller et envoyer' }).click()
  const code = (await person.page.locator('.notice code').textContent()) ?? ''
  expect(code).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)

  const officer = await house.stepIn('Ezra')
  const { page } = officer
  await house.go(page, '/safeguards')
  await page.getByRole('link', { name: code.replace('-', '').slice(0, 8) }).click()
  await page.getByText('Sealed. Choose the file').waitFor()
  await page.getByLabel('File with the key').setInputFiles(KEY)
  await page.getByText(TOLD).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Answer to the person').fill('We come on Monday. zqxanswer')
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await page.getByText('It is done.').waitFor()
  for (const { url, body } of officer.requests)
    for (const secret of [pair.privateKey, 'zqxtold', 'zqxanswer']) expect(`${url} ${body}`).not.toContain(secret)
  expect(officer.complaints).toEqual([])

  await house.go(person.page, '/fr/report/follow')
  await person.page.getByLabel('Votre code').fill(code.toLowerCase())
  await person.page.getByRole('button', { name: 'Ouvrir' }).click()
  await person.page.getByText('We come on Monday.').waitFor()
  for (const request of person.requests) expect(request.url.startsWith(house.origin), request.url).toBe(true)

  // With script nothing readable leaves the browser, neither the words nor the secret of the code.
  const other = await house.visit()
  await house.go(other.page, '/en/report')
  await other.page.locator('[data-sealing=here]').waitFor()
  await expectAccessible(other.page)
  await other.page.getByLabel('What happened, where and when').fill(TOLD)
  await other.page.setViewportSize({ width: 320, height: 640 })
  await other.page.getByRole('button', { name: 'Seal and send' }).click()
  const shown = other.page.locator('.notice code')
  const own = (await shown.textContent()) ?? ''
  // It is shown once: on a small screen too it stands in sight, and whoever listens is there.
  await other.page.waitForFunction(() => document.activeElement?.classList.contains('notice'))
  const top = (await shown.boundingBox())?.y ?? -1
  expect([top >= 0, top < 640]).toEqual([true, true])
  await other.page.getByRole('link', { name: 'I have a code' }).click()
  await other.page.getByText('Answers are opened in this browser').waitFor()
  await other.page.getByLabel('Your code').fill(own)
  await other.page.getByRole('button', { name: 'Open', exact: true }).click()
  await other.page.getByText('Your report', { exact: true }).waitFor()
  await expectAccessible(other.page)
  const secret = own.replaceAll('-', '').slice(8, 20)
  for (const { url, body } of other.requests)
    for (const each of ['zqxtold', own, secret]) expect(`${url} ${body}`).not.toContain(each)
  expect(other.complaints).toEqual([])
  expect(house.log()).not.toContain('zqx')
})

test('a voice is recorded, heard and sent, and played by the body alone; without script a file with tags loses them', async () => {
  const person = await house.visit()
  const { page } = person
  await house.go(page, '/en/report')
  await page.locator('[data-sealing=here]').waitFor()
  await page.getByText('A voice can be recognised').waitFor()
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByText('Recording. At most 3 minutes.').waitFor()
  // The recorder has something once the beep was heard for a moment.
  await page.waitForTimeout(1500)
  // Sent while it runs it would be lost: it ends, and is heard first.
  await page.getByRole('button', { name: 'Seal and send' }).click()
  await page.locator('audio').waitFor()
  expect(await page.locator('.notice code').count()).toBe(0)
  await page.getByRole('button', { name: 'Delete the recording' }).click()
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.waitForTimeout(1500)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.locator('audio').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Seal and send' }).click()
  const code = (await page.locator('.notice code').textContent()) ?? ''
  for (const { url } of person.requests) expect(url.startsWith(house.origin) || url.startsWith('blob:'), url).toBe(true)
  expect(person.complaints).toEqual([])
  await house.go(page, '/en/help')
  expect(
    await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(String, ({ name }) => name)),
  ).toBe('NotAllowedError')

  const plain = await house.visit({ javaScriptEnabled: false })
  await house.go(plain.page, '/en/report')
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'audio/wav', buffer })
  const choose = plain.page.getByLabel('A recording that you have')
  await choose.setInputFiles(file('zqxname.wav', Buffer.from('no recording')))
  await plain.page.getByRole('button', { name: 'Seal and send' }).click()
  await plain.page.getByText('This is no recording that can be read').first().waitFor()
  await choose.setInputFiles(file('zqxname.wav', recordingForTests()))
  await plain.page.getByRole('button', { name: 'Seal and send' }).click()
  const other = (await plain.page.locator('.notice code').textContent()) ?? ''

  const officer = await house.stepIn('Ezra')
  for (const each of [code, other]) {
    await house.go(officer.page, '/safeguards')
    await officer.page.getByRole('link', { name: each.replace('-', '').slice(0, 8) }).click()
    await officer.page.getByText('Sealed. Choose the file').waitFor()
    await officer.page.getByLabel('File with the key').setInputFiles(KEY)
    const sound = officer.page.locator('audio')
    await sound.waitFor()
    const played = await sound.evaluate(async (audio: HTMLAudioElement) => {
      const bytes = await fetch(audio.src).then(
        (answer) => answer.text(),
        () => '',
      )
      if (audio.readyState < 1)
        await new Promise((done) => audio.addEventListener('loadedmetadata', done, { once: true }))
      return { seconds: audio.duration, hasTags: bytes.includes('zqx') }
    })
    expect(played.seconds).toBeGreaterThan(0.5)
    expect(played.hasTags).toBe(false)
    await expectAccessible(officer.page)
  }
  expect(house.log()).not.toContain('zqx')
})

test('the body plans a visit that nobody else sees, a place answers what was recommended, everybody reads what was published', async () => {
  const member = await house.stepIn('Ezra')
  const { page } = member
  await house.go(page, '/visits')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Belmare therapeutic community' }).waitFor()
  await page.getByRole('link', { name: 'Karvel mountain clinic' }).click()
  await page.getByText('register of medicines was locked').waitFor()
  await page.getByText('Seen on the second floor.').waitFor()
  await expectAccessible(page)

  const place = await house.stepIn('Jonas', { javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await house.go(place.page, '/visits')
  expect(await overflow(place.page)).toBeLessThanOrEqual(0)
  const seen = await place.page.content()
  for (const hidden of ['Belmare', 'was locked away']) expect(seen).not.toContain(hidden)
  await place.page.getByLabel('Reasons, and what is done by when').first().fill('From Monday on.')
  await place.page.getByRole('button', { name: 'Answer', exact: true }).first().click()
  await place.page.getByText('From Monday on.').waitFor()

  const licenser = await house.stepIn('Idris Koroma', { javaScriptEnabled: false })
  await house.go(licenser.page, '/inbox')
  await licenser.page.getByText('A place is said to have no licence').first().waitFor()

  const anybody = await house.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await house.go(anybody.page, '/ar/visits')
  expect(await overflow(anybody.page)).toBeLessThanOrEqual(0)
  const shown = await anybody.page.content()
  expect(shown).toContain('People could speak with us alone')
  for (const hidden of ['was locked away', 'close the door', 'From Monday', 'Ezra']) expect(shown).not.toContain(hidden)
  for (const url of anybody.requests.map((each) => each.url)) expect(url.startsWith(house.origin), url).toBe(true)
  expect([...member.complaints, ...place.complaints, ...anybody.complaints]).toEqual([])
})
