// SPDX-License-Identifier: Apache-2.0
/** One advisory, for everybody; what ended says so before anything else. */
import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts, Section } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { advisoriesAt, areasIn, type Shown, shownIn } from './shown.ts'
import { State } from './state.tsx'
import { useAdvisories } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { desk, language, messages } = advisoriesAt({ params, context })
  const found = await desk.open(params.id ?? '')
  if (!found) throw data(null, { status: 404 })
  const { texts, areas: _, ...advisory } = found
  return { messages, advisory, ...shownIn(texts, language), areas: areasIn(found, language) }
}

function Text({ shown: { language, text }, headed }: { shown: Shown; headed?: boolean }) {
  const { t } = useAdvisories()
  const own = { lang: language, dir: 'auto' } as const
  return (
    <>
      {headed && (
        <p {...own}>
          <strong>{text.headline}</strong>
        </p>
      )}
      <Section title={t('advisories.what')} id={`what-${language}`}>
        <p className="written" {...own}>
          {text.description}
        </p>
      </Section>
      {text.instruction !== '' && (
        <Section title={t('advisories.do')} id={`do-${language}`}>
          <p className="written" {...own}>
            {text.instruction}
          </p>
        </Section>
      )}
    </>
  )
}

export default function AdvisoryPage() {
  const { advisory, first, beside, areas } = useLoaderData<typeof loader>()
  const { t, language, moment } = useAdvisories()
  const { id, status, severity, published, expires, ended, reason, publisher, substance } = advisory
  const at = (iso: string) => <time dateTime={iso}>{moment(iso)}</time>
  return (
    <Page>
      <div className="stack">
        <p>
          <a href={`/${language}/advisories`}>{t('advisories.back')}</a>
        </p>
        <PageTitle lang={first.language}>{first.text.headline}</PageTitle>
        <p className="row">
          <State {...{ status, severity }} />
        </p>
        {status !== 'published' && (
          <Notice
            tone="caution"
            title={t(status === 'expired' ? 'advisories.expiredHelp' : 'advisories.withdrawnHelp')}
          >
            {reason && (
              <p dir="auto">
                {t('advisories.why')}: {reason}
              </p>
            )}
          </Notice>
        )}
        {first.language !== language && <Notice>{t('advisories.notHere')}</Notice>}
        {beside && <Notice tone="caution">{t('advisories.notReviewed')}</Notice>}
      </div>
      <Text shown={first} />
      {beside && (
        <section className="stack" data-gap="large" aria-labelledby="original">
          <h2 id="original">{t('advisories.original')}</h2>
          <Text shown={beside} headed />
        </section>
      )}
      <Facts
        facts={[
          [
            t('advisories.substance'),
            substance.id ? (
              <a key="substance" href={`/${language}/substances/${substance.id}`}>
                <bdi>{substance.name}</bdi>
              </a>
            ) : (
              <bdi key="substance">{substance.name}</bdi>
            ),
          ],
          [t('advisories.severity'), t(`advisories.${severity}`)],
          [t('advisories.where'), <bdi key="where">{areas.join(', ')}</bdi>],
          [t('advisories.by'), <bdi key="by">{publisher}</bdi>],
          [t('advisories.published'), at(published)],
          [t('advisories.expires'), at(expires)],
          ...(ended ? [[t('advisories.ended'), at(ended)] as const] : []),
        ]}
      />
      <p>
        <a href={`/advisories/${id}/cap.xml`}>{t('advisories.cap')}</a>
      </p>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
