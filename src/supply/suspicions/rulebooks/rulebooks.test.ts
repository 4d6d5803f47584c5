// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest'
import type { AlertCommand, NewParcel } from '../contract.ts'
import {
  authority,
  bank,
  codeOf,
  dealer,
  oddOrder,
  plainOrder,
  post,
  rival,
  roomForTests,
  somebody,
  value,
} from '../suspicions.testing.ts'
import { AS_SHIPPED, type NewRuleContent, type OwnFlag } from './content.ts'

const analyst = somebody(dealer, 'analyst')
const second = somebody(dealer, 'approver')
const both = somebody(dealer, 'analyst', 'approver')
const teller = somebody(bank, 'payments')
const tellersSecond = somebody(bank, 'approver')
const carrier = somebody(post, 'parcels')
const room = roomForTests([analyst, second, both, teller, somebody(authority, 'officer')])
const as = (who: typeof analyst) => room.deskOf(who)
/** The text is not the point of a test. */
const words = { en: 'Words', fr: 'Mots' }
const resale: OwnFlag = {
  ...{ id: 'X-RESALE', version: 1, leg: 'order', group: 'use', text: words, unless: words, fairness: words },
  ...{ source: 'Own practice', certainty: 'practice', when: 'use.stated == "stated" && goods.kilograms >= p.least' },
  parameters: { least: { value: 100, least: 1, most: 1000, unit: words } },
  ...{
    needs: ['goods.kilograms'],
    shows: ['goods.kilograms', 'use.stated'],
    weight: 5,
    until: '2030-01-01',
    cases: [],
  },
}
const withOwn = (over: Partial<OwnFlag> = {}): NewRuleContent => ({ ...AS_SHIPPED, own: [{ ...resale, ...over }] })
const lower = (least: number): NewRuleContent => withOwn({ when: `goods.kilograms >= ${least}.0` })

test('what is set is checked as it is written: bounds, names, conditions and cases, each with its place', async () => {
  const told = async (content: unknown) =>
    value(await as(analyst).checkRules('order', content as NewRuleContent)).map(
      ({ where, text }) => `${where}: ${text}`,
    )
  expect(await told(AS_SHIPPED)).toEqual([])
  expect(await told({ flags: { 'O-NONE': {}, 'O-SIZE': { weight: 9 } } })).toEqual([expect.stringMatching(/weight/)])
  expect(await told({ flags: { 'O-NONE': {}, 'O-SIZE': { parameters: { none: 1, times: 1e9 } } } })).toEqual([
    'flags.O-NONE: There is no such red flag here.',
    'flags.O-SIZE.parameters.none: It has no such parameter.',
    expect.stringMatching(/^flags.O-SIZE.parameters.times: (A number from|It has no)/),
  ])
  expect(await told({ typologies: { diversion: { alert: 9, hold: 5 } } })).toEqual([
    'typologies.diversion.hold: It is held from no smaller sum than somebody looks from.',
  ])
  expect(await told(withOwn({ when: 'goods.kilogramms > 1.0' }))).toEqual([
    expect.stringMatching(/^own.X-RESALE.when: /),
  ])
  // A pattern that goes back and forth would stop the server for a minute, however short it is.
  for (const call of [
    'use.stated.matches("(a+)+$")',
    'use.stated.matches //\n ("(a+)+$")',
    'goods.kinds.map(k, k).size() > 1',
  ])
    expect(await told(withOwn({ when: call })), call).toEqual([
      expect.stringMatching(/^own.X-RESALE.when: .*calls nothing but/),
    ])
  const loops = Array.from({ length: 3 }, () => 'goods.kinds.exists //\n (k, k == "drug")').join(' && ')
  expect(await told(withOwn({ when: loops }))).toEqual([expect.stringMatching(/at most 2 lists/)])
  expect(await told(withOwn({ when: 'goods.kilograms' }))).toEqual([
    'own.X-RESALE.when: A condition says yes or no; this one says double.',
  ])
  expect(await told(withOwn({ when: 'use.stated == "stated"' }))).toContain(
    'own.X-RESALE.when: It goes up for what is wholly ordinary.',
  )
  expect(await told(withOwn({ text: { en: '', fr: 'Mots' }, when: 'goods.kilograms >' }))).toEqual([
    expect.stringMatching(/^own.0.text.en: /),
    expect.stringMatching(/^own.0.when: /),
  ])
  expect(await told(withOwn({ id: 'O-CASH' }))).toEqual([expect.stringMatching(/^own.0.id: Your own begins with X-/)])
  expect(
    await told(withOwn({ cases: [{ name: 'a tonne', fires: false, facts: { goods: { kilograms: 1000 } } }] })),
  ).toEqual(expect.arrayContaining(['own.X-RESALE.cases: “a tonne”: it goes up and should stay down.']))
  expect(await told(withOwn({ until: '2026-01-01' }))).toContain('own.X-RESALE.until: Its last day is past.')
  expect(await told(withOwn({ when: 'customer.country == "FR"' }))).toEqual([
    expect.stringMatching(/^own.X-RESALE.when: /),
  ])
})

describe('an edition', () => {
  test('is compared over the firm’s own past before another person puts it in force, and judges what comes after', async () => {
    for (let day = 1; day <= 5; day++) {
      const ref = `P-${day}`
      const order = plainOrder({ ref, at: `2026-03-2${day}T09:00:00Z` })
      value(
        await as(analyst).take({
          ...order,
          items: [{ text: 'Acetone technical', cas: '67-64-1', quantity: { value: '400', unit: 'kg' } }],
        }),
      )
    }
    const odd = value(await as(analyst).take(oddOrder()))
    expect(odd.outcome).toBe('hold')
    expect(value(await as(analyst).rules('order'))).toMatchObject({
      inForce: null,
      open: null,
      editions: [],
      mayDraft: true,
    })

    const draft = value(await as(analyst).draftRules('order', lower(300), 0))
    expect(draft).toMatchObject({ number: 1, status: 'draft', isCompared: false, may: ['shadow', 'drop'] })
    expect(codeOf(await as(analyst).draftRules('order', lower(500), 0))).toBe('changed')
    expect(codeOf(await as(analyst).actOnRules('order', { do: 'propose', text: 'Why' }, draft.version))).toBe('not-now')

    const compared = value(await as(analyst).replayRules('order', { days: 30 }, draft.version))
    expect(compared.replay).toMatchObject({
      ...{ events: 6, now: { alerts: 1, holds: 1 }, would: { alerts: 2, holds: 1 } },
      ...{ cases: { all: 0 }, more: { shown: [{ ref: 'P-1', alert: null }], besides: 0 } },
    })
    const looser = {
      ...lower(300),
      flags: { 'O-CASH': { isOn: false } },
      typologies: { diversion: { alert: 5, hold: 30 }, 'clandestine-tableting': { alert: 5, hold: 30 } },
    }
    const changed = value(await as(analyst).draftRules('order', looser, compared.version))
    expect(changed).toMatchObject({ number: 1, isCompared: false, may: ['shadow', 'drop'] })
    const again = value(await as(analyst).replayRules('order', { days: 30 }, changed.version))
    expect(again.replay?.flags.find(({ flag }) => flag === 'O-CASH')).toMatchObject({ would: 0 })
    expect(again.replay?.would.holds).toBe(0)

    const proposed = value(
      await as(both).actOnRules('order', { do: 'propose', text: 'Fewer for nothing.' }, again.version),
    )
    expect(proposed.status).toBe('proposed')
    expect(codeOf(await as(both).actOnRules('order', { do: 'agree' }, proposed.version))).toBe('second-person')
    expect(codeOf(await as(analyst).actOnRules('order', { do: 'agree' }, proposed.version))).toBe('not-found')
    expect(value(await as(second).rules('order')).open).toMatchObject({
      may: ['agree', 'decline'],
      replay: { reported: null },
    })
    const agreed = value(await as(second).actOnRules('order', { do: 'agree' }, proposed.version))
    expect(agreed).toMatchObject({ status: 'in-force', agreedBy: second.account })

    const next = oddOrder({ ref: 'A-2', at: '2026-04-02T09:00:00Z' })
    const taken = value(
      await as(analyst).take({ ...next, customer: { ...next.customer, name: 'Another Trade', phone: '+999 1' } }),
    )
    const alert = value(await as(analyst).alert(taken.alert ?? ''))
    expect(taken.outcome).toBe('alert')
    expect(alert.reasons.map(({ flag }) => flag)).not.toContain('O-CASH')
  })

  test('that replaces another puts it into the past, word for word; what its own red flags say goes along with an alert', async () => {
    const { inForce } = value(await as(analyst).rules('order'))
    const draft = value(
      await as(analyst).draftRules(
        'order',
        withOwn({ when: 'payment.method == "crypto"', needs: ['payment.method'] }),
        0,
      ),
    )
    const compared = value(await as(analyst).replayRules('order', { days: 365 }, draft.version))
    const proposed = value(await as(analyst).actOnRules('order', { do: 'propose', text: 'Why' }, compared.version))
    const declined = value(await as(second).actOnRules('order', { do: 'decline', text: 'Why not' }, proposed.version))
    expect(declined.status).toBe('draft')
    const shadow = value(await as(analyst).actOnRules('order', { do: 'shadow' }, declined.version))
    room.now = new Date('2026-04-10T10:00:00Z')
    value(await as(analyst).take(plainOrder({ ref: 'S-1', at: '2026-04-09T09:00:00Z' })))
    const since = value(await as(analyst).replayRules('order', 'shadow', shadow.version))
    expect(since.replay).toMatchObject({ since: '2026-04-02T10:00:00.000Z', events: 1 })
    const again = value(await as(analyst).actOnRules('order', { do: 'propose', text: 'Why' }, since.version))
    value(await as(second).actOnRules('order', { do: 'agree' }, again.version))
    const desk = value(await as(analyst).rules('order'))
    expect(desk.editions.map(({ number, status }) => `${number} ${status}`)).toEqual(['2 in-force', '1 past'])
    expect(value(await as(analyst).edition('order', 1)).content).toEqual(inForce?.content)

    const next = oddOrder({ ref: 'A-3', at: '2026-04-09T09:00:00Z' })
    const taken = value(
      await as(analyst).take({ ...next, customer: { ...next.customer, name: 'Third Trade', phone: '+999 2' } }),
    )
    const { reasons } = value(await as(analyst).alert(taken.alert ?? ''))
    expect(reasons.find(({ flag }) => flag === 'X-RESALE')?.own).toMatchObject({ text: words, source: 'Own practice' })
    expect(reasons.filter(({ flag }) => flag !== 'X-RESALE').every(({ own }) => own === undefined)).toBe(true)
  })

  test('tells how many known cases it would find and lose', async () => {
    const { items } = value(await as(analyst).alerts())
    const odd = items.find(({ ref }) => ref === 'A-1')
    const command: AlertCommand = {
      do: 'refuse',
      scope: 'account',
      basis: 'law',
      basisText: 'Art. 1',
      goodFaith: 'Nobody answers.',
      customerText: 'cannot-supply',
      until: '2026-12-31',
    }
    const refused = value(await as(analyst).act(odd?.id ?? '', command, odd?.version ?? 0))
    value(await as(second).act(refused.id, { do: 'agree' }, refused.version))
    const blind = {
      ...AS_SHIPPED,
      typologies: Object.fromEntries(['diversion', 'clandestine-tableting'].map((id) => [id, { alert: 99, hold: 99 }])),
    }
    const draft = value(await as(analyst).draftRules('order', blind, 0))
    const { replay } = value(await as(analyst).replayRules('order', { days: 90 }, draft.version))
    expect(replay).toMatchObject({ cases: { all: 1, now: 1, would: 0 }, would: { alerts: 0 } })
    expect(replay?.fewer.shown.map(({ ref }) => ref)).toContain('A-1')
    expect(replay?.fewer.shown.find(({ ref }) => ref === 'A-1')?.alert).toBe(odd?.id)
    // Let go and reported all the same: who may not know of reports cannot count them by what is missing.
    const waiting = items.find(({ ref }) => ref === 'A-2')
    const report = { to: authority, circumstances: 'A customer of whom nothing is known.' }
    value(await as(analyst).report(waiting?.id ?? '', report, waiting?.version ?? 0))
    const shown = value(await as(analyst).alert(waiting?.id ?? ''))
    value(await as(analyst).act(shown.id, { do: 'release', text: 'Known after all.' }, shown.version))
    const { open } = value(await as(analyst).rules('order'))
    const again = value(await as(analyst).replayRules('order', { days: 90 }, open?.version ?? 0))
    expect(again.replay).toMatchObject({ cleared: { all: 1 }, reported: { all: 1 }, cases: { all: 1 } })
    const dropped = value(
      await as(analyst).actOnRules('order', { do: 'drop' }, value(await as(analyst).rules('order')).open?.version ?? 0),
    )
    expect(dropped.status).toBe('dropped')
    expect(value(await as(analyst).rules('order')).open).toBeNull()
  })
})

test('a bank compares its accounts, a post its parcels', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `f-${i},2026-03-2${1 + (i % 5)},200,from ${i},collector`)
  const file = ['payment,at,amount,from_account,to_account', ...rows, 'f-out,2026-03-26,2300,collector,boss'].join('\n')
  const { alerts } = value(await as(teller).takePayments(Buffer.from(file)))
  expect(alerts).toBe(1)
  const off = { ...AS_SHIPPED, flags: { 'T-FUNNEL': { isOn: false }, 'T-THROUGH': { isOn: false } } }
  const draft = value(await as(teller).draftRules('payment', off, 0))
  const { replay, version } = value(await as(teller).replayRules('payment', { days: 90 }, draft.version))
  expect(replay).toMatchObject({ now: { alerts: 1 }, would: { alerts: 0 }, fewer: { shown: [{ ref: 'collector' }] } })
  const proposed = value(await as(teller).actOnRules('payment', { do: 'propose', text: 'Why' }, version))
  value(await as(tellersSecond).actOnRules('payment', { do: 'agree' }, proposed.version))
  const later = file.replaceAll('f-', 'g-').replaceAll('collector', 'gatherer')
  expect(value(await as(teller).takePayments(Buffer.from(later))).alerts).toBe(0)

  const parcel: NewParcel = {
    service: 'express',
    ...{ ref: 'RR1', at: '2026-03-28T10:00:00Z', description: 'Pseudoephedrine', hs: '950300' },
    ...{ value: '5', postage: '60', sender: { name: 'A', country: 'ZZ' }, addressee: { name: 'B', country: 'FR' } },
  }
  expect(value(await as(carrier).takeParcel(parcel)).alert).not.toBeNull()
  const postage = value(
    await as(carrier).draftRules('parcel', { ...AS_SHIPPED, flags: { 'P-POSTAGE': { isOn: false } } }, 0),
  )
  const posts = value(await as(carrier).replayRules('parcel', { days: 90 }, postage.version))
  expect(posts.replay).toMatchObject({ events: 1, now: { alerts: 1 } })
})

test('nobody else sees that a firm sets anything, nor may set another leg', async () => {
  const elsewhere = as(somebody(rival, 'analyst', 'approver'))
  expect(value(await elsewhere.rules('order'))).toMatchObject({ inForce: null, open: null, editions: [] })
  expect(codeOf(await elsewhere.edition('order', 1))).toBe('not-found')
  expect(codeOf(await as(analyst).rules('payment'))).toBe('not-found')
  expect(codeOf(await as(analyst).rules('nothing'))).toBe('not-found')
  expect(codeOf(await as(second).draftRules('order', AS_SHIPPED, 0))).toBe('not-found')
  expect(codeOf(await as(somebody(rival, 'officer')).rules('order'))).toBe('not-found')
})
