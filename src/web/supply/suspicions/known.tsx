// SPDX-License-Identifier: Apache-2.0
/** What a parcel or a listing was recognised as, with its control. */
import type { KnownGood } from '#supply/suspicions/contract.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { useSuspicions } from './words.ts'

export function Known({ found }: { found: readonly KnownGood[] }) {
  const { t, maybe } = useSuspicions()
  return (
    <>
      <h3>{t('sent.known')}</h3>
      {found.length === 0 ? (
        <p>{t('order.unknown')}</p>
      ) : (
        <ul className="plain-list">
          {found.map(({ id, name, goods, control, isChecked }) => (
            <li key={id} className="row">
              <bdi>{name}</bdi>
              <Tag tone="listed">
                {control === '' ? maybe(`goods.${goods}`, goods) : t('order.control', { control })}
              </Tag>
              {control !== '' && !isChecked && <Tag tone="unsure">{t('order.notChecked')}</Tag>}
            </li>
          ))}
        </ul>
      )}
      {found.some(({ control, isChecked }) => control !== '' && !isChecked) && (
        <p className="quiet">{t('order.notCheckedHelp')}</p>
      )}
    </>
  )
}
