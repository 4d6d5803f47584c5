// SPDX-License-Identifier: Apache-2.0
/** Why somebody looks at an order: each red flag with what the order shows, its source, and whom it could wrong. */
import { Facts } from '../../kit/layout/layout.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { SaidReason } from './reasons-of.ts'
import { useSuspicions } from './words.ts'

/** Facts whose values are codes, and under which name their words stand. */
const CODES: Readonly<Record<string, string>> = {
  ...{ 'order.kind': 'kind', 'order.channel': 'channel', 'customer.identity': 'identity' },
  ...{ 'customer.licence': 'licence', 'use.stated': 'stated', 'delivery.place': 'place' },
  ...{ 'payment.method': 'payment', 'payment.kind': 'payment', 'payment.side': 'side', 'account.holder': 'holder' },
  ...{ 'goods.kinds': 'goods', 'history.kinds90': 'goods', 'listing.claims': 'claim' },
  ...{
    'parcel.service': 'service',
    'parcel.contents': 'contents',
    'parcel.paidWith': 'postageBy',
    'parcel.heading': 'heading',
  },
}

function useFact() {
  const { t, maybe, language } = useSuspicions()
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const code = (path: string, value: string) => maybe(`${CODES[path]}.${value}`, value)
  return ({ path, value }: SaidReason['shown'][number]): string => {
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
    if (typeof value === 'number') return value === -1 ? t('value.unknown') : figures.format(value)
    if (typeof value === 'string') return value === '' ? t('value.unknown') : code(path, value)
    return value.length === 0 ? t('value.none') : value.map((each) => code(path, each)).join(', ')
  }
}

interface ReasonsProps {
  reasons: readonly SaidReason[]
  /** What these red flags led to before. */
  record?: readonly { flag: string; known: number; found: number }[]
}

export function Reasons({ reasons, record = [] }: ReasonsProps) {
  const { t, number } = useSuspicions()
  const factOf = useFact()
  return (
    <ul className="reasons">
      {reasons.map(({ flag, text, weight, source, certainty, fairness, shown }) => (
        <li key={flag} className="stack" data-gap="small">
          <p className="row">
            <strong>{text}</strong>
            {weight !== null && <Tag tone="plain">{t('reasons.weight', { weight: number(weight) })}</Tag>}
          </p>
          <Facts facts={shown.map((fact) => [fact.label, <bdi key={fact.path}>{factOf(fact)}</bdi>] as const)} />
          <p className="quiet">
            {certainty === null
              ? t('reasons.old')
              : `${t(`reasons.certainty.${certainty}`)}. ${t('reasons.source', { source })} (${flag})`}
          </p>
          {record
            .filter((each) => each.flag === flag)
            .map(({ known, found }) => (
              <p key={flag}>{t('reasons.record', { known: number(known), found: number(found) })}</p>
            ))}
          {fairness !== '' && (
            <details>
              <summary>{t('reasons.fairness')}</summary>
              <p>{fairness}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Each line by itself would be enough, or, where no single one is, all lines together. */
export function Unless({ unless }: { unless: readonly (readonly string[])[] }) {
  const { t } = useSuspicions()
  const [first = []] = unless
  if (first.length === 0) return null
  const isTogether = unless.length === 1 && first.length > 1
  const lines = isTogether ? first : unless.map((set) => set.join(` ${t('reasons.and')} `))
  return (
    <div className="stack" data-gap="small">
      <h3>{t(isTogether ? 'reasons.unlessAll' : 'reasons.unless')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>… {line}</li>
        ))}
      </ul>
      <p className="quiet">{t(lines.length > 1 && !isTogether ? 'reasons.unlessHelp' : 'reasons.unlessAsk')}</p>
    </div>
  )
}
