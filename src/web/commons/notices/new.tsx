// SPDX-License-Identifier: Apache-2.0
/** A new notice: written, shown to whom it will go, then posted. Every step is a form, so none needs script. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { HeldFile } from '#commons/notices/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { markingsUpTo } from '../../workspace/readers/marking.tsx'
import { readersOf } from '../../workspace/readers/readers.ts'
import { nothingHere } from '../../workspace/who.ts'
import { keyIn, noticesAt } from './door.ts'
import { FileFields } from './files.tsx'
import { checked, choiceOf, type Given, givenOf, type Place, problemAt } from './given.ts'
import { WhatFields, WhomFields } from './new-fields.tsx'
import { fieldsOf, type NoticeReader } from './readers.ts'
import { ReadersPanel } from './readers-panel.tsx'
import type { RefusedFile } from './refused.ts'
import { filesIn } from './sent.ts'
import { useNotices } from './words.ts'
import './notices.css'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, organisations, kinds, me, messages } = await noticesAt({ context, url })
  if (!desk.may.includes('post')) throw nothingHere()
  const names = await kinds()
  const others = (await organisations())
    .filter(({ id, status }) => id !== me.organisation.id && status === 'active')
    .map(({ id, name, kind }) => ({ id, name, kind: names.get(kind) ?? '' }))
  const partners = await desk.partners()
  const away = (partners.ok ? partners.value : [])
    .filter(({ mayBeTold }) => mayBeTold)
    .map(({ id, name, node }) => ({ id, name, node: node.name }))
  // Made with each picture of the form: however often that one is sent, it posts once.
  return { messages, others, away, markings: markingsUpTo(me.clearance), key: crypto.randomUUID() }
}

interface Answer {
  given: Given
  held: HeldFile[]
  refused: RefusedFile[]
  problems: Place[]
  /** Who will see it, and the choices of which that is true. */
  shown: { readers: NoticeReader[]; choice: string } | null
  told: 'changed' | 'sentBefore' | null
}

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk, kinds, me } = await noticesAt({ context, url })
  const form = await request.formData()
  const written = givenOf(form)
  const { held, refused } = await filesIn(form, desk, written.attachments)
  const given = { ...written, attachments: held.map(({ claim }) => claim) }
  const { notice, problems } = checked(given)
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ given, held, refused, problems: [], shown: null, told: null, ...parts }, { status })
  if (refused.length > 0) return answer({ problems }, 422)
  if (!notice) return answer({ problems }, 422)

  const choice = choiceOf(given)
  const wanted = form.get('intent') === 'post'
  const seen = form.get('choice') === choice
  const posted = wanted && seen ? await desk.post(notice, keyIn(form)) : null
  if (posted?.ok) throw redirect(`/notices/${posted.value.id}?posted`)
  if (posted?.refusal.code === 'not-valid') return answer({ problems: [problemAt(posted.refusal.where)] }, 422)
  if (posted?.refusal.code === 'not-found') throw nothingHere()

  const viewers = await desk.preview(notice)
  if (!viewers.ok && viewers.refusal.code === 'not-valid')
    return answer({ problems: [problemAt(viewers.refusal.where)] }, 422)
  if (!viewers.ok) throw nothingHere()
  const fields = fieldsOf(given.contact.trim(), held.length)
  const shown = {
    choice,
    readers: readersOf(viewers.value, { own: me.organisation.id, kinds: await kinds(), fields }),
  }
  if (posted) return answer({ shown, told: 'sentBefore' }, 409)
  return answer({ shown, told: wanted ? 'changed' : null })
}

/** Files have one field, whatever is wrong with them. */
const fieldOf = (place: Place) => (place === 'attachments' ? 'file' : place)

export default function NewNotice() {
  const { others, away, markings, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useNotices()
  const shown = answer?.shown
  const { problems = [], refused = [], held = [] } = answer ?? {}
  const errorAt = (place: Place) => (problems.includes(place) ? t(`new.problem.${place}`) : undefined)
  return (
    <WorkPage title={t('new.title')} help={t('new.help')}>
      <ErrorSummary
        problems={[
          ...problems.map((place) => ({ text: t(`new.problem.${place}`), field: fieldOf(place) })),
          ...refused.map(({ name, why }) => ({ text: t(`files.refused.${why}`, { name }), field: 'file' })),
        ]}
      />
      <Form
        method="post"
        action="/notices/new"
        className="stack"
        data-gap="large"
        preventScrollReset
        encType="multipart/form-data"
        noValidate
      >
        <input type="hidden" name="key" value={key} />
        <WhatFields given={answer?.given} {...{ markings, errorAt }} />
        <FileFields {...{ held, refused }} />
        <WhomFields given={answer?.given} {...{ others, away, errorAt }} />
        {shown && (
          <>
            <input type="hidden" name="choice" value={shown.choice} />
            {answer.told && (
              <Notice tone="caution" live>
                {t(`new.${answer.told}`)}
              </Notice>
            )}
            <ReadersPanel
              when="before"
              readers={shown.readers}
              fields={fieldsOf(answer.given.contact.trim(), answer.held.length)}
            />
          </>
        )}
        <div className="row">
          {/* First in the form: Enter in a field shows, and never posts. */}
          <Button type="submit" name="intent" value="preview" look={shown ? 'quiet' : 'strong'}>
            {t(shown ? 'new.previewAgain' : 'new.preview')}
          </Button>
          {shown && (
            <Button type="submit" name="intent" value="post">
              {t('new.post')}
            </Button>
          )}
        </div>
      </Form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
