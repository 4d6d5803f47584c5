// SPDX-License-Identifier: Apache-2.0
/** Whether a certificate of a refusal is genuine, for everybody: a plain form, no account, nothing kept of whoever asks. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { Button } from '../../../kit/button/button.tsx'
import { ErrorSummary } from '../../../kit/error-summary/error-summary.tsx'
import { AreaField } from '../../../kit/field/field.tsx'
import { Facts, Stack } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { isLanguage } from '../../../public/language.ts'
import { Page } from '../../../public/page.tsx'
import { PageTitle } from '../../../public/page-title.tsx'
import { PageProblem } from '../../../public/problem.tsx'
import { certificatesContext } from '../contexts.ts'
import { textIn } from '../door.ts'
import { certificatesMessages } from './messages.ts'
import { useCertificates } from './words.ts'

/** Characters that the field takes; a certificate has fewer. */
const LONGEST = 2000

const counterAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const counter = context.get(certificatesContext)
  if (!counter || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { counter, messages: certificatesMessages(params.lang) }
}

export const loader = (args: LoaderFunctionArgs) => ({ messages: counterAt(args).messages })

export async function action(args: ActionFunctionArgs) {
  const { counter } = counterAt(args)
  const text = textIn(await args.request.formData(), 'certificate')
  const unkept = { headers: { 'cache-control': 'no-store' } }
  if (text === '') return data({ text, found: null }, { status: 422, ...unkept })
  // In a letter it is broken over lines.
  const { genuine, certificate } = counter.verify(text.replace(/\s+/g, ''))
  const today = new Date().toISOString().slice(0, 10)
  const shown = certificate && {
    ...{ partner: certificate.partner, refused: certificate.refused, until: certificate.until },
    ...{ scope: certificate.scope, basis: certificate.basis, isOver: certificate.until < today },
  }
  return data({ text: text.slice(0, LONGEST), found: { genuine, shown } }, unkept)
}

export default function Verify() {
  const { messages } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, language } = useCertificates(messages)
  const found = answer?.found
  const isEmpty = answer !== undefined && found === null
  return (
    <Page>
      <Stack>
        <PageTitle>{t('title')}</PageTitle>
        <p className="lead">{t('lead')}</p>
      </Stack>
      {isEmpty && <ErrorSummary problems={[{ text: t('empty'), field: 'certificate' }]} />}
      {found && !found.shown && (
        <Notice tone="caution" title={t('not')} live>
          <p>{t('notMore')}</p>
        </Notice>
      )}
      {found?.shown && (
        <Notice tone="good" title={t('genuine')} live>
          {found.shown.isOver && <p>{t('over')}</p>}
          <Facts
            facts={[
              [t('partner'), <bdi key="partner">{found.shown.partner}</bdi>],
              [t('refused'), date(found.shown.refused)],
              [t('until'), date(found.shown.until)],
              [t('scopeTitle'), t(`scope.${found.shown.scope}`)],
              [t('basisTitle'), t(`basis.${found.shown.basis}`)],
            ]}
          />
          <p>{t('nobody')}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/certificates`} noValidate>
        <Stack>
          <AreaField
            name="certificate"
            label={t('field')}
            hint={t('hint')}
            error={isEmpty ? t('empty') : undefined}
            defaultValue={answer?.text}
            rows={6}
            maxLength={LONGEST}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
          />
          <div>
            <Button type="submit">{t('do')}</Button>
          </div>
        </Stack>
      </form>
      <p className="quiet">{t('privacy')}</p>
      <p className="quiet">
        {t('keys')}{' '}
        <a href="/api/certificates/keys" dir="ltr">
          /api/certificates/keys
        </a>
      </p>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
