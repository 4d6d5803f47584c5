// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { useIncidents } from './words.ts'

/** Beside the account, where somebody seems to be named in it: why that is asked, and two ways on. */
export function PersonsNotice({ persons, noPerson }: { persons: readonly string[]; noPerson: boolean }) {
  const { t } = useIncidents()
  if (persons.length === 0) return null
  return (
    <Notice tone="caution" title={t('new.persons', { count: persons.length })}>
      <ul>
        {persons.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('new.personsHelp')}</p>
      <div className="stack" data-gap="small">
        <div className="row">
          <Button type="submit" name="intent" value="unname" look="quiet" size="small">
            {t('new.unname', { count: persons.length })}
          </Button>
        </div>
        <Choice type="checkbox" name="noPerson" value="yes" label={t('new.noPerson')} defaultChecked={noPerson} />
      </div>
    </Notice>
  )
}
