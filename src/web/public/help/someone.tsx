// SPDX-License-Identifier: Apache-2.0
/** What whoever worries about somebody can do before and beside a service. In our own words, and it says so. */
import { Sources } from './parts.tsx'
import { useHelp } from './words.ts'

const ADVICE = ['talk', 'choice', 'you', 'naloxone'] as const

export function SomeoneAdvice() {
  const { t, language } = useHelp()
  return (
    <section className="stack" data-gap="small" aria-labelledby="can-do">
      <h2 id="can-do">{t('help.someoneDo.title')}</h2>
      <ul>
        {ADVICE.map((each) => (
          <li key={each}>{t(`help.someoneDo.${each}`)}</li>
        ))}
      </ul>
      <p>
        <a href={`/${language}/help/overdose`}>{t('help.someoneDo.more')}</a>
      </p>
      <p className="quiet">{t('help.someoneDo.reviewed')}</p>
      <Sources of="someone" />
    </section>
  )
}
