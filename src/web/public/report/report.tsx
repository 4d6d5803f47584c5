// SPDX-License-Identifier: Apache-2.0
/**
 * Reporting ill-treatment in three steps, without an account. With script the words are sealed here, in the browser; without,
 * on receipt in the server's memory. Either way nothing that can be read is kept on this node.
 */
import { type FormEvent, useRef, useState } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useSubmit,
} from 'react-router'
import { toBase64Url } from '#basis/hpke.ts'
import {
  ABOUTS,
  ACKNOWLEDGE_DAYS,
  ANSWER_DAYS,
  MOST_PLACE_ADDRESS,
  MOST_PLACE_NAME,
  MOST_REACH,
  MOST_TEXT,
  MOST_VOICE_FILE,
  newReference,
  newSecret,
  sayCode,
  sealReport,
  type Told,
  voiceInWav,
} from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Section, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { QuickExit } from '../help/parts.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { useWords } from '../words.tsx'
import { bodyAt, counterAt, textIn, UNKEPT, useSealing } from './door.ts'
import type { Voice } from './sound.tsx'
import { VoiceField } from './voice-field.tsx'
import { useReport } from './words.ts'

/** So that it can be sealed before it leaves; everything works without. */
export const handle = { script: true }

interface Typed {
  text: string
  reach: string
  about: string
  name: string
  address: string
}
const typedIn = (form: FormData): Typed => ({
  ...{ text: textIn(form, 'text'), reach: textIn(form, 'reach').slice(0, MOST_REACH) },
  about: textIn(form, 'about'),
  name: textIn(form, 'placeName').trim().slice(0, MOST_PLACE_NAME),
  address: textIn(form, 'placeAddress').trim().slice(0, MOST_PLACE_ADDRESS),
})
/** What is sealed: also what it is about, so that nobody else learns that either. */
const toldOf = ({ text, reach, about, name, address }: Typed, voice: Voice | null): Told => ({
  ...{ text, ...(reach && { reach }), ...(voice && { voice: toBase64Url(voice) }) },
  ...(about === 'unlicensed' && { about: 'unlicensed' as const }),
  ...((name || address) && { place: { name, address } }),
})

type Problem = 'text' | 'long' | 'voice' | 'failed'
interface Answer {
  /** The whole code where the server made it; the check alone where the browser did. */
  code: string | null
  check: string | null
  problem: Problem | null
  /** What was typed, where nothing was sent: it goes back to whoever typed it, and nowhere else. */
  typed: Typed | null
  isBrought: boolean
}
const nothing: Answer = { code: null, check: null, problem: null, typed: null, isBrought: false }
const answer = (parts: Partial<Answer>, status = 200) => data<Answer>({ ...nothing, ...parts }, { status, ...UNKEPT })

export async function loader(args: LoaderFunctionArgs) {
  return data({ ...(await bodyAt(args)), reference: newReference() }, UNKEPT)
}

const problemIn = (text: string, hasVoice: boolean): Problem | undefined =>
  text.trim() === '' && !hasVoice ? 'text' : text.length > MOST_TEXT ? 'long' : undefined

/** The voice that came with the form of who has no script; null where none did, undefined where what came is none. */
const voiceInForm = async (form: FormData): Promise<Voice | null | undefined> => {
  const file = form.get('voice')
  if (!(file instanceof File) || file.size === 0) return null
  return file.size > MOST_VOICE_FILE ? undefined : voiceInWav(new Uint8Array(await file.arrayBuffer()))
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { counter } = counterAt({ params, context })
  const form = await request.formData()
  const field = (name: string) => String(form.get(name) ?? '')
  if (form.has('sealed')) {
    const [reference, token, personKey] = [field('reference'), field('token'), field('personKey')]
    const sent = await counter.report({
      reference,
      token,
      personKey,
      bodyKey: field('bodyKey'),
      sealed: field('sealed'),
    })
    return sent.ok ? answer({ check: sent.value.check }) : answer({ problem: 'failed' }, 422)
  }
  const typed = typedIn(form)
  // Brought along from a complaint that was not sent: said back, and not sent here either.
  if (form.has('brought')) return answer({ typed, isBrought: true })
  const voice = await voiceInForm(form)
  const problem = voice === undefined ? 'voice' : problemIn(typed.text, voice !== null)
  if (problem) return answer({ problem, typed: { ...typed, text: typed.text.slice(0, MOST_TEXT) } }, 422)
  const body = await counter.body()
  const code = { reference: newReference(), secret: newSecret() }
  const sent = body && (await counter.report(await sealReport(body, code, toldOf(typed, voice ?? null))))
  if (!sent?.ok) return answer({ problem: 'failed', typed }, 422)
  return answer({ code: sayCode({ ...code, check: sent.value.check }) })
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

function Sent({ code }: { code: string }) {
  const { t, date, language } = useReport()
  const by = { acknowledge: date(inDays(ACKNOWLEDGE_DAYS)), answer: date(inDays(ANSWER_DAYS)) }
  return (
    <Notice tone="good" title={t('report.sentTitle')} live arrives>
      <p>
        {t('report.code')}: <Code fixed>{code}</Code>
      </p>
      <p>{t('report.keep')}</p>
      <p>{t('report.then', by)}</p>
      <p>
        <a href={`/${language}/report/follow`}>{t('report.followLink')}</a>
      </p>
    </Notice>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Form({
  body,
  onSeal,
  problem,
  typed,
}: { body: NonNullable<Loaded['body']>; onSeal: ((typed: Typed, voice: Voice | null) => void) | undefined } & Pick<
  Answer,
  'problem' | 'typed'
>) {
  const { t, language } = useReport()
  const [voice, setVoice] = useState<Voice | null>(null)
  const running = useRef<(() => void) | null>(null)
  const submitted = (event: FormEvent<HTMLFormElement>) => {
    if (!onSeal) return
    event.preventDefault()
    // It ends and is heard first; the next press sends it.
    if (running.current) return running.current()
    onSeal(typedIn(new FormData(event.currentTarget)), voice)
  }
  const told = problem === 'text' || problem === 'long' ? t(`report.problem.${problem}`) : undefined
  return (
    <form
      method="post"
      action={`/${language}/report`}
      encType="multipart/form-data"
      noValidate
      autoComplete="off"
      onSubmit={submitted}
    >
      <Stack>
        <Section title={t('report.step1')}>
          <fieldset className="field">
            <legend>{t('report.about')}</legend>
            {ABOUTS.map((each) => (
              <Choice
                key={each}
                type="radio"
                name="about"
                value={each}
                label={t(`report.abouts.${each}`)}
                defaultChecked={(typed?.about || 'treatment') === each}
              />
            ))}
          </fieldset>
          <AreaField
            name="text"
            label={t('report.text')}
            hint={t('report.textHint')}
            error={told}
            defaultValue={typed?.text}
            rows={10}
            maxLength={MOST_TEXT}
            autoComplete="off"
          />
          <TextField
            name="placeName"
            label={t('report.placeName')}
            hint={t('report.placeHint')}
            defaultValue={typed?.name}
            maxLength={MOST_PLACE_NAME}
            autoComplete="off"
          />
          <TextField
            name="placeAddress"
            label={t('report.placeAddress')}
            defaultValue={typed?.address}
            maxLength={MOST_PLACE_ADDRESS}
            autoComplete="off"
          />
          <VoiceField
            {...{ voice, seals: onSeal !== undefined, isRefused: problem === 'voice', running }}
            onVoice={setVoice}
          />
        </Section>
        <Section title={t('report.step2')}>
          <TextField
            name="reach"
            label={t('report.reach')}
            hint={t('report.reachHint')}
            defaultValue={typed?.reach}
            maxLength={MOST_REACH}
            autoComplete="off"
          />
        </Section>
        <Section title={t('report.step3')}>
          <p>{t('report.step3Text')}</p>
          <p className="quiet" data-sealing={onSeal ? 'here' : 'there'}>
            {t(onSeal ? 'report.sealedHere' : 'report.sealedThere')}
          </p>
          <p className="quiet">
            {t('report.keyOf', { body: body.name })} <Code fixed>{body.fingerprint}</Code>
          </p>
          <p className="quiet">{t('report.limits')}</p>
          <div>
            <Button type="submit">{t('report.send')}</Button>
          </div>
        </Section>
      </Stack>
    </form>
  )
}

/** Seals in the browser and sends; the secret of the code stays in this page's memory. */
function useSealed({ body, reference }: Loaded) {
  const submit = useSubmit()
  const { language } = useWords()
  const own = useRef<{ reference: string; secret: string } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const send = async (typed: Typed, voice: Voice | null) => {
    const found = problemIn(typed.text, voice !== null) ?? null
    setProblem(found)
    if (found || !body) return
    own.current ??= { reference, secret: newSecret() }
    const sealed = await sealReport(body, own.current, toldOf(typed, voice))
    await submit({ ...sealed }, { method: 'post', action: `/${language}/report` })
  }
  const codeWith = (check: string) => own.current && sayCode({ ...own.current, check })
  return { send, problem, codeWith }
}

export default function Report() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>() ?? nothing
  const { t } = useReport()
  const { language } = useWords()
  const seals = useSealing()
  const sealed = useSealed(loaded)
  const { body } = loaded
  const problem = sealed.problem ?? answered.problem
  const code = answered.code ?? (answered.check && sealed.codeWith(answered.check))
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('report.title')}</PageTitle>
        <p className="lead">{t('report.lead')}</p>
      </Stack>
      {!body && <Notice tone="caution">{t('report.nobody')}</Notice>}
      {body && !code && (
        <p>
          {t('report.who', { body: body.name })} {t(seals ? 'report.whoMore' : 'report.whoMoreThere')}
        </p>
      )}
      {problem && (
        <ErrorSummary
          problems={[{ text: t(`report.problem.${problem}`), field: problem === 'voice' ? 'voice' : 'text' }]}
        />
      )}
      {code && <Sent code={code} />}
      {answered.isBrought && body && !problem && !code && <Notice live>{t('report.brought')}</Notice>}
      {body && !code && (
        <Form
          {...{ body, problem, typed: answered.typed }}
          onSeal={seals ? (typed, voice) => void sealed.send(typed, voice) : undefined}
        />
      )}
      {!code && (
        <p>
          <a href={`/${language}/report/follow`}>{t('report.followLink')}</a>
        </p>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
