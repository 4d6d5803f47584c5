// SPDX-License-Identifier: Apache-2.0
/** One letter of the demonstration, with its links. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Facts } from '../../kit/layout/layout.tsx'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { nothingHere } from '../who.ts'
import { useWork } from '../words.tsx'
import { mailboxOf, piecesOf } from './door.ts'

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const letter = await mailboxOf(context).letter(params.letter ?? '')
  if (!letter) throw nothingHere()
  const { recipient, subject, body, language, at } = letter
  return { recipient, subject, language, at: at.toISOString(), pieces: piecesOf(body, url) }
}

export default function LetterPage() {
  const { recipient, subject, language, at, pieces } = useLoaderData<typeof loader>()
  const { t, moment } = useWork()
  return (
    <WorkPage title={subject} help={t('mailbox.letter', { to: recipient })}>
      <Facts
        facts={[
          [t('mailbox.to'), <bdi key="to">{recipient}</bdi>],
          [
            t('mailbox.at'),
            <time key="at" dateTime={at}>
              {moment(at)}
            </time>,
          ],
        ]}
      />
      <section className="letter" lang={language} aria-label={t('mailbox.text')}>
        {pieces.map(({ text, href }, place) =>
          href === null ? (
            text
          ) : (
            <a key={place} href={href}>
              {text}
            </a>
          ),
        )}
      </section>
      <p>
        <a href="/demonstration/mailbox">{t('mailbox.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
