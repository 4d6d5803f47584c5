// SPDX-License-Identifier: Apache-2.0
/** Visits on this device: taken along, filled in, brought back, removed once the node has all of them. */
import { useEffect, useRef, useState } from 'react'
import type { InspectionSummary } from '#health/assurance/inspections/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { bringVisit, type Failure, plannedVisits, takeVisit } from './sync.ts'
import { deviceName, dropVisit, isBrought, nameDevice, saveVisit, type Visit, visitsIn } from './taken.ts'
import type { Vault } from './vault.ts'
import { VisitForm } from './visit-form.tsx'
import { useField } from './words.ts'

function Failures({ failures }: { failures: readonly Failure[] }) {
  const { t } = useField()
  return failures.map(({ what, why, detail }) => {
    const known = (['visits', 'pack', 'sheet'] as const).find((each) => each === what)
    return (
      <Notice tone="caution" live key={what}>
        {t('field.failed', { what: known ? t(`field.what.${known}`) : what })} {t(`field.why.${why}`)}{' '}
        {detail && <span lang="en">{detail} </span>}
        {why === 'signed-out' && <a href="/sign-in?next=%2Ffield%2Fvisits">{t('field.signIn')}</a>}
      </Notice>
    )
  })
}

interface TakeProps {
  vault: Vault
  taken: readonly Visit[]
  add(visit: Visit): void
}

function Take({ vault, taken, add }: TakeProps) {
  const { t, date } = useField()
  const [found, setFound] = useState<InspectionSummary[] | null>(null)
  const [failures, setFailures] = useState<Failure[]>([])
  const [name, setName] = useState('')
  const [isNameless, setNameless] = useState(false)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    void deviceName(vault).then((kept) => setName((typed) => typed || kept))
  }, [vault])
  const look = async () => {
    setBusy(true)
    const told = await plannedVisits()
    setBusy(false)
    setFailures(told.ok ? [] : [told.failure])
    if (told.ok) setFound(told.value)
  }
  const take = async (inspection: string) => {
    // A lost device is reported by its name: without one nobody could tell which of two it was.
    const called = name.trim()
    setNameless(called === '')
    if (called === '') return field.current?.focus()
    setBusy(true)
    await nameDevice(vault, called)
    const told = await takeVisit(vault, inspection, called)
    setBusy(false)
    setFailures(told.ok ? [] : [told.failure])
    if (told.ok) add(told.value)
  }
  return (
    <Panel title={t('field.takeTitle')}>
      <p className="quiet">{t('field.takeHelp')}</p>
      <Failures failures={failures} />
      <TextField
        label={t('field.device')}
        hint={t('field.deviceHint')}
        ref={field}
        value={name}
        maxLength={100}
        required
        {...(isNameless && { error: t('field.nameless') })}
        onChange={(event) => setName(event.target.value)}
      />
      {found?.length === 0 && <p>{t('field.none')}</p>}
      <div className="row">
        {found === null && (
          <Button type="button" look="quiet" idle={busy} onClick={() => void look()}>
            {t('field.look')}
          </Button>
        )}
        {found?.map(({ id, serviceName, on }) =>
          taken.some(({ pack }) => pack.inspection === id) ? (
            <span className="quiet" key={id}>
              {serviceName}: {t('field.takenAgain')}
            </span>
          ) : (
            <Button key={id} type="button" idle={busy} onClick={() => void take(id)}>
              {t('field.take', { name: serviceName, day: date(on) })}
            </Button>
          ),
        )}
      </div>
    </Panel>
  )
}

interface OneProps {
  vault: Vault
  visit: Visit
  change(visit: Visit): void
  open(): void
  drop(): void
}

function One({ vault, visit, change, open, drop }: OneProps) {
  const { t, date, moment } = useField()
  const [failures, setFailures] = useState<Failure[]>([])
  const [busy, setBusy] = useState(false)
  const { pack, answers, photographs, receipt } = visit
  const { name } = pack.service
  const bring = async () => {
    setBusy(true)
    const told = await bringVisit(vault, visit)
    setBusy(false)
    setFailures(told.failures)
    change(told.visit)
  }
  const brought = isBrought(visit)
  return (
    <Panel title={t('field.visit', { name, day: date(pack.on) })}>
      <p>
        {t('field.answered', { count: Object.keys(answers).length })},{' '}
        {t('field.photographs', { count: photographs.length })}.
      </p>
      <Failures failures={failures} />
      <div role="status">
        {brought && receipt ? (
          <Notice tone="good">
            {t('field.brought', { at: moment(receipt.received), digest: `${receipt.digest.slice(0, 16)}…` })}
          </Notice>
        ) : (
          <p className="quiet">{t(busy ? 'field.bringing' : 'field.notYet')}</p>
        )}
      </div>
      {brought && receipt && (
        <>
          {receipt.open.length > 0 && !receipt.isOld && <p>{t('field.openOn', { count: receipt.open.length })}</p>}
          {receipt.isOld && <p>{t('field.isOld')}</p>}
          {receipt.isLate && <p>{t('field.isLate')}</p>}
          {receipt.isRevoked && <p>{t('field.isRevoked')}</p>}
        </>
      )}
      <div className="row">
        <Button type="button" aria-label={t('field.open', { name })} onClick={open}>
          {t('field.open', { name })}
        </Button>
        <Button type="button" look="quiet" idle={busy || brought} onClick={() => void bring()}>
          {t('field.bring')}
        </Button>
        {brought && (
          <Button type="button" look="quiet" onClick={drop}>
            {t('field.remove', { name })}
          </Button>
        )}
        <a href={`/assurance/inspections/${pack.inspection}`}>{t('field.toPage')}</a>
      </div>
    </Panel>
  )
}

/** Saves the latest state and no other after it; whatever is written meanwhile is saved next. */
const useSaving = (vault: Vault) => {
  const [saved, setSaved] = useState<{ at: string | null; failed: string | null }>({ at: null, failed: null })
  const line = useRef(Promise.resolve())
  const waiting = useRef<Visit | null>(null)
  const save = (visit: Visit) => {
    waiting.current = visit
    setSaved({ at: null, failed: null })
    line.current = line.current.then(async () => {
      const next = waiting.current
      waiting.current = null
      if (!next) return
      try {
        await saveVisit(vault, next)
        if (waiting.current === null) setSaved({ at: new Date().toISOString(), failed: null })
      } catch (error) {
        setSaved({ at: null, failed: error instanceof Error ? error.name : String(error) })
      }
    })
  }
  return { saved, save }
}

export function Taken({ vault }: { vault: Vault }) {
  const { t } = useField()
  const [visits, setVisits] = useState<Visit[] | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const { saved, save } = useSaving(vault)
  useEffect(() => {
    void visitsIn(vault).then(setVisits)
  }, [vault])
  if (visits === null) return <p>{t('field.checking')}</p>
  const replace = (visit: Visit) =>
    setVisits((all) => (all ?? []).map((each) => (each.pack.inspection === visit.pack.inspection ? visit : each)))
  const current = visits.find(({ pack }) => pack.inspection === at)
  if (current)
    return (
      <VisitForm
        {...{ vault, visit: current, saved }}
        change={(visit) => {
          replace(visit)
          save(visit)
        }}
        close={() => setAt(null)}
      />
    )
  return (
    <>
      <section className="stack">
        <h2>{t('field.taken')}</h2>
        {visits.length === 0 && <p>{t('field.takenNone')}</p>}
        {visits.map((visit) => (
          <One
            key={visit.pack.inspection}
            {...{ vault, visit, change: replace }}
            open={() => setAt(visit.pack.inspection)}
            drop={() =>
              void dropVisit(vault, visit.pack.inspection).then(() =>
                setVisits(visits.filter((each) => each !== visit)),
              )
            }
          />
        ))}
      </section>
      <Take vault={vault} taken={visits} add={(visit) => setVisits([...visits, visit])} />
    </>
  )
}
