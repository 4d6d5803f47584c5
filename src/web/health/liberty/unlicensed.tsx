// SPDX-License-Identifier: Apache-2.0
/** Places said to have no licence, and what an authority found of each. */
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { FOUND } from '#health/liberty/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { field, keyIn, libertyAt, refused } from './door.ts'
import { Told } from './parts.tsx'
import { useLiberty } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages, timeZone } = await libertyAt({ context, url })
  const places = await desk.unlicensed()
  if (!places.ok) throw nothingHere()
  return { messages, timeZone, places: places.value, key: crypto.randomUUID(), done: url.searchParams.has('done') }
}

export const shouldRevalidate = () => true

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await libertyAt({ context, url })
  const form = await request.formData()
  const command = { state: field(form, 'state') as 'confirmed' }
  const done = await desk.settle(field(form, 'id'), command, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect('/liberty/unlicensed?done')
  return refused(done.refusal)
}

export default function UnlicensedPage() {
  const { places, key, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, moment } = useLiberty()
  return (
    <WorkPage title={t('unlicensed.title')} help={t('unlicensed.help')}>
      <Told answer={answer} done={done} />
      {places.length === 0 && <EmptyState title={t('unlicensed.none')}>{t('unlicensed.noneMore')}</EmptyState>}
      {places.map(({ id, name, address, received, state, settled, isLate, version }) => (
        <Panel key={`${id} ${version}`} title={name}>
          <p>
            <bdi>{address}</bdi>
          </p>
          <p>
            <Tag tone={state === 'waiting' ? 'watch' : 'plain'}>{t(`unlicensed.is.${state}`)}</Tag>
            {isLate && <Tag tone="unsure">{t('unlicensed.late')}</Tag>}{' '}
            <span className="quiet">
              {t('unlicensed.received', { moment: moment(received) })}
              {settled && ` · ${t('unlicensed.settled', { moment: moment(settled) })}`}
            </span>
          </p>
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="key" value={key} />
            <SelectField
              name="state"
              label={t('unlicensed.found')}
              defaultValue={state === 'waiting' ? 'confirmed' : state}
              options={FOUND.map((each) => [each, t(`unlicensed.is.${each}`)] as const)}
            />
            <div className="row">
              <Button type="submit" look={state === 'waiting' ? 'strong' : 'quiet'}>
                {t('unlicensed.do')}
              </Button>
            </div>
          </Form>
        </Panel>
      ))}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
