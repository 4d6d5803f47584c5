// SPDX-License-Identifier: Apache-2.0
/** What a sheet of paper says of an incident, on the page that is printed and in the PDF alike. */
import type { IncidentsSpeech } from '../words.ts'
import type { IncidentSheet } from './sheets.ts'

/** Label and value of each fact but the marking, which stands where nobody overlooks it. */
export const factsOf = (
  { t, moment, date, amount }: IncidentsSpeech,
  sheet: IncidentSheet,
): (readonly [label: string, value: string])[] => {
  const { kind, status, from, where, occurred, reported, released, goods, equipment, way, parties, identifiers } = sheet
  const list = (parts: readonly string[] | undefined) =>
    parts === undefined ? t('exports.withheld') : parts.join('; ') || '–'
  return [
    [t('board.kind'), t(`kind.${kind}`)],
    [t('board.status'), t(`status.${status}`)],
    [t('board.from'), from ?? t('unknown')],
    [t('one.place'), where],
    [t('one.occurred'), occurred ? date(occurred) : '–'],
    [t('one.reported'), moment(reported)],
    [t('one.released'), released ? moment(released) : '–'],
    [t('field.goods'), list(goods.map(({ name, amount: much }) => (much ? `${name} ${amount(much)}` : name)))],
    [t('field.equipment'), list(equipment.map(({ name, count }) => `${count} × ${name}`))],
    [t('field.route'), way.join(' › ') || '–'],
    [t('field.parties'), list(parties?.map(({ role, name }) => `${t(`party.${role}`)}: ${name}`))],
    [t('field.identifiers'), list(identifiers?.map(({ type, value }) => `${t(`identifier.${type}`)}: ${value}`))],
  ]
}
