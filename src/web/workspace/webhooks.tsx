// SPDX-License-Identifier: Apache-2.0
/** Events told to programs of the organisation: addresses, secrets that are shown once, and what never arrived. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Choice } from '../kit/field/choice.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Code } from '../kit/layout/code.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { webhooksContext } from './contexts.ts'
import { WorkPage } from './page.tsx'
import { WorkProblem } from './problem.tsx'
import { nothingHere, signedIn } from './who.ts'
import { useWork } from './words.tsx'

async function at({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  await signedIn(context, url)
  const desks = context.get(webhooksContext)
  if (!desks) throw nothingHere()
  return desks
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const desks = await at({ context, url })
  const each = await Promise.all(
    desks.map(async ({ compartment, desk }) => {
      const list = await desk.list()
      if (!list.ok) throw nothingHere()
      return { compartment, kinds: [...desk.kinds], ...list.value }
    }),
  )
  return { each, done: url.searchParams.has('done') }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const desks = await at({ context, url })
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const desk = desks.find(({ compartment }) => compartment === text('compartment'))?.desk
  if (!desk) throw nothingHere()
  const intent = text('intent')
  const isNew = intent === 'subscribe'
  const outcome = isNew
    ? await desk.subscribe({ url: text('url'), kinds: form.getAll('kind').map(String) })
    : intent === 'again'
      ? await desk.again(text('delivery'))
      : await desk.act(text('webhook'), intent as 'pause', Number(text('version')))
  const nothing = { secret: null, code: null, field: null, compartment: text('compartment'), url: '' }
  if (outcome.ok) {
    const secret = typeof outcome.value === 'object' ? outcome.value.secret : null
    if (secret === null) throw redirect('/webhooks?done')
    return data({ ...nothing, secret }, { headers: { 'cache-control': 'no-store' } })
  }
  const { code, where } = outcome.refusal
  if (code === 'not-found') throw nothingHere()
  const field = isNew ? (where === 'kinds' ? ('kinds' as const) : ('url' as const)) : null
  return data({ ...nothing, code: String(code), field, url: text('url') }, { status: code === 'changed' ? 412 : 422 })
}

type One = ReturnType<typeof useLoaderData<typeof loader>>['each'][number]

function Acts({
  compartment,
  webhook: { id, url, status, version },
}: {
  compartment: string
  webhook: One['webhooks'][number]
}) {
  const { t } = useWork()
  const acts = status === 'active' ? (['rotate', 'pause'] as const) : (['resume'] as const)
  return (
    <form method="post" action="/webhooks" className="row">
      <input type="hidden" name="compartment" value={compartment} />
      <input type="hidden" name="webhook" value={id} />
      <input type="hidden" name="version" value={version} />
      {acts.map((act) => (
        <Button
          key={act}
          type="submit"
          look="quiet"
          size="small"
          name="intent"
          value={act}
          aria-label={`${t(`webhooks.${act}`)}: ${url}`}
        >
          {t(`webhooks.${act}`)}
        </Button>
      ))}
    </form>
  )
}

function Subscribe({ compartment, kinds }: Pick<One, 'compartment' | 'kinds'>) {
  const { t, maybe } = useWork()
  const answered = useActionData<typeof action>()
  const mine = answered?.compartment === compartment ? answered : undefined
  return (
    <Panel title={t('webhooks.add')} fold={mine?.field ? 'open' : 'closed'}>
      <form method="post" action="/webhooks" className="stack" noValidate>
        <input type="hidden" name="compartment" value={compartment} />
        <TextField
          name="url"
          label={t('webhooks.url')}
          hint={t('webhooks.urlHint')}
          error={
            mine?.field === 'url' ? maybe(`webhooks.wrong.${mine.code}`, t('webhooks.wrong.not-valid')) : undefined
          }
          defaultValue={mine?.url}
          autoComplete="off"
          maxLength={1000}
        />
        <fieldset className="field">
          <legend>{t('webhooks.kinds')}</legend>
          {mine?.field === 'kinds' && <span className="error">{t('webhooks.wrong.kinds')}</span>}
          {kinds.map((kind) => (
            <Choice key={kind} type="checkbox" name="kind" value={kind} label={kind} />
          ))}
        </fieldset>
        <div className="row">
          <Button type="submit" name="intent" value="subscribe">
            {t('webhooks.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

const tones = { active: 'sure', paused: 'plain', disabled: 'listed' } as const

function Compartment({ compartment, kinds, webhooks, dead }: One) {
  const { t, maybe, moment, number } = useWork()
  const name = maybe(`webhooks.of.${compartment}`, compartment)
  return (
    <section className="stack" aria-label={name}>
      <h2>{name}</h2>
      {webhooks.length === 0 && <EmptyState title={t('webhooks.none')}>{t('webhooks.noneMore')}</EmptyState>}
      {webhooks.length > 0 && (
        <Table
          caption={t('webhooks.title')}
          captionHidden
          rows={webhooks}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('webhooks.url'),
              head: true,
              cell: ({ url, kinds }) => (
                <>
                  <Code>{url}</Code> <span className="quiet">{kinds.join(', ')}</span>
                </>
              ),
            },
            {
              title: t('webhooks.state'),
              cell: ({ status, trouble }) => (
                <>
                  <Tag tone={tones[status]}>{t(`webhooks.states.${status}`)}</Tag>
                  {trouble && <p className="quiet">{maybe(`webhooks.troubles.${trouble}`, trouble)}</p>}
                </>
              ),
            },
            { title: t('webhooks.waiting'), figures: true, cell: ({ waiting }) => number(waiting) },
            { title: t('webhooks.change'), acts: true, cell: (webhook) => <Acts {...{ compartment, webhook }} /> },
          ]}
        />
      )}
      {dead.length > 0 && (
        <Table
          caption={t('webhooks.dead')}
          rows={dead}
          keyOf={({ id }) => id}
          columns={[
            { title: t('webhooks.kinds'), head: true, cell: ({ kind }) => kind },
            { title: t('webhooks.record'), cell: ({ record }) => <Code>{record}</Code> },
            { title: t('webhooks.at'), cell: ({ at }) => moment(at) },
            {
              title: t('webhooks.state'),
              cell: ({ trouble }) => maybe(`webhooks.troubles.${trouble}`, trouble ?? '–'),
            },
            {
              title: t('webhooks.change'),
              acts: true,
              cell: ({ id, record }) => (
                <form method="post" action="/webhooks">
                  <input type="hidden" name="compartment" value={compartment} />
                  <input type="hidden" name="delivery" value={id} />
                  <Button
                    type="submit"
                    look="quiet"
                    size="small"
                    name="intent"
                    value="again"
                    aria-label={`${t('webhooks.again')}: ${record}`}
                  >
                    {t('webhooks.again')}
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      <Subscribe {...{ compartment, kinds }} />
    </section>
  )
}

export default function Webhooks() {
  const { each, done } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useWork()
  return (
    <WorkPage title={t('webhooks.title')} help={t('webhooks.help')}>
      {answered?.secret && (
        <Notice tone="good" title={t('webhooks.secret')} live>
          <p>
            <Code fixed>{answered.secret}</Code>
          </p>
          <p>{t('webhooks.secretMore')}</p>
        </Notice>
      )}
      {answered?.code && answered.field === null && (
        <Notice tone="caution" live>
          {t('webhooks.changed')}
        </Notice>
      )}
      {done && !answered && (
        <Notice tone="good" live>
          {t('webhooks.done')}
        </Notice>
      )}
      {each.map((one) => (
        <Compartment key={one.compartment} {...one} />
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
