// SPDX-License-Identifier: Apache-2.0
/** Other nodes, for whoever keeps the commons: what this one shows of itself, those that it knows, one more, one less. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import type { NodesDesk } from '#platform/peers/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { Choice } from '../kit/field/choice.tsx'
import { TextField } from '../kit/field/field.tsx'
import { Code } from '../kit/layout/code.tsx'
import { Facts } from '../kit/layout/layout.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { Table } from '../kit/table/table.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { WorkPage } from '../workspace/page.tsx'
import { nothingHere, signedIn } from '../workspace/who.ts'
import { Answer } from './answer.tsx'
import { nodesContext } from './contexts.ts'
import { act, formWords } from './form.ts'
import { useAdmin } from './words.tsx'

async function atNodes({ context, url }: Pick<LoaderFunctionArgs, 'context' | 'url'>) {
  await signedIn(context, url)
  const door = context.get(nodesContext)
  if (!door) throw nothingHere()
  return door
}

export async function loader(args: LoaderFunctionArgs) {
  const { desk, organisations } = await atNodes(args)
  const [nodes, all] = await Promise.all([desk.list(), organisations()])
  return {
    own: desk.own(),
    nodes: nodes.map((node) => ({ ...node, reaches: all.filter(({ id }) => node.reaches.includes(id)) })),
    organisations: all.map(({ id, name }) => ({ id, name })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { desk } = await atNodes(args)
  const change = async (work: ReturnType<NodesDesk['suspend']>) => {
    const done = await work
    return done.ok ? { ...done, value: null } : done
  }
  return act(args.request, {
    'add-node': ({ text, all }) =>
      desk.add({ address: text('address'), fingerprint: text('fingerprint'), reaches: all('reaches') }),
    'suspend-node': ({ text }) => change(desk.suspend(text('node'))),
    'resume-node': ({ text }) => change(desk.resume(text('node'))),
  })
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Row = Loaded['nodes'][number]

const tones = { active: 'sure', proposed: 'plain', suspended: 'listed' } as const

function State({ node: { status, problem } }: { node: Row }) {
  const { t, maybe } = useAdmin()
  return (
    <>
      <Tag tone={tones[status]}>{t(`nodes.states.${status}`)}</Tag>
      {problem && <p className="quiet">{maybe(`nodes.problems.${problem.code}`, t('nodes.problem'))}</p>}
    </>
  )
}

function Change({ node: { id, name, status } }: { node: Row }) {
  const { t } = useAdmin()
  const intent = status === 'suspended' ? 'resume' : 'suspend'
  return (
    <form method="post" action="/administration/nodes">
      <input type="hidden" name="node" value={id} />
      <Button
        type="submit"
        look={intent === 'suspend' ? 'danger' : 'quiet'}
        size="small"
        name="intent"
        value={`${intent}-node`}
        aria-label={t(`nodes.${intent}Named`, { name })}
      >
        {t(`nodes.${intent}`)}
      </Button>
    </form>
  )
}

function Nodes({ nodes }: { nodes: Row[] }) {
  const { t, moment, number } = useAdmin()
  if (nodes.length === 0) return <EmptyState title={t('nodes.none')}>{t('nodes.noneMore')}</EmptyState>
  return (
    <Table
      caption={t('nodes.title')}
      captionHidden
      rows={nodes}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('nodes.name'),
          head: true,
          cell: ({ name, address }) => (
            <>
              <bdi>{name}</bdi> <span className="quiet">{address}</span>
            </>
          ),
        },
        { title: t('nodes.state'), cell: (node) => <State node={node} /> },
        {
          title: t('nodes.heard'),
          cell: ({ heardAt }) =>
            heardAt ? (
              <time dateTime={heardAt}>{moment(heardAt)}</time>
            ) : (
              <span className="quiet">{t('nodes.never')}</span>
            ),
        },
        { title: t('nodes.waiting'), figures: true, cell: ({ waiting }) => number(waiting) },
        { title: t('nodes.refused'), figures: true, cell: ({ refused }) => number(refused) },
        {
          title: t('nodes.reaches'),
          cell: ({ reaches }) =>
            reaches.map(({ name }) => name).join(', ') || <span className="quiet">{t('nodes.nobody')}</span>,
        },
        { title: t('nodes.change'), acts: true, cell: (node) => <Change node={node} /> },
      ]}
    />
  )
}

function Add({ organisations, open }: { organisations: Loaded['organisations']; open: boolean }) {
  const words = useAdmin()
  const { t } = words
  const form = formWords(useActionData<typeof action>(), 'add-node', words)
  return (
    <Panel title={t('nodes.add')} fold={open ? 'open' : 'closed'}>
      <form method="post" action="/administration/nodes" className="stack">
        <TextField
          name="address"
          label={t('nodes.address')}
          hint={t('nodes.addressHint')}
          defaultValue={form.typed('address')}
          autoComplete="off"
          required
          {...form.error('address')}
        />
        <TextField
          name="fingerprint"
          label={t('nodes.fingerprint')}
          hint={t('nodes.fingerprintHint')}
          defaultValue={form.typed('fingerprint')}
          autoComplete="off"
          required
          {...form.error('fingerprint')}
        />
        <fieldset className="field">
          <legend>{t('nodes.reaches')}</legend>
          <span className="hint">{t('nodes.reachesHint')}</span>
          {organisations.map(({ id, name }) => (
            <Choice
              key={id}
              type="checkbox"
              name="reaches"
              value={id}
              label={name}
              defaultChecked={form.ticked('reaches', id)}
            />
          ))}
        </fieldset>
        <div className="row">
          <Button type="submit" name="intent" value="add-node">
            {t('nodes.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

export default function NodesPage() {
  const { own, nodes, organisations } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useAdmin()
  return (
    <WorkPage title={t('nodes.title')} help={t('nodes.help')}>
      <Answer answered={answered} />
      <Panel title={t('nodes.own')}>
        <Facts
          facts={[
            [t('nodes.name'), <bdi key="name">{own.name}</bdi>],
            [t('nodes.address'), <Code key="address">{own.address}</Code>],
            [
              t('nodes.fingerprint'),
              <Code key="fingerprint" fixed>
                {own.fingerprint}
              </Code>,
            ],
          ]}
        />
        <p className="quiet">{t('nodes.ownHint')}</p>
      </Panel>
      <Nodes nodes={nodes} />
      <Add organisations={organisations} open={answered?.state === 'refused' && answered.intent === 'add-node'} />
    </WorkPage>
  )
}
