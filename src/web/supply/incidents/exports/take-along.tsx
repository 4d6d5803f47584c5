// SPDX-License-Identifier: Apache-2.0
import { useIncidents } from '../words.ts'

/** Links to what may be taken along: of one incident, or of the board as it is filtered. `path`: without an end. */
export function TakeAlong({ path, search = '' }: { path: string; search?: string }) {
  const { t } = useIncidents()
  const files = [
    ['CSV', 'csv'],
    ['GeoJSON', 'geojson'],
    ['STIX 2.1', 'stix'],
    ['PDF', 'pdf'],
  ] as const
  return (
    <nav aria-label={t('exports.title')} className="row">
      <span>{t('exports.title')}</span>
      {files.map(([name, format]) => (
        <a key={format} href={`${path}/exports/${format}${search}`} download>
          {name}
        </a>
      ))}
      <a href={`${path}/print${search}`}>{t('exports.print')}</a>
    </nav>
  )
}
