// SPDX-License-Identifier: Apache-2.0
import { Notice } from '../../../kit/notice/notice.tsx'
import { Deliveries } from '../../../workspace/deliveries.tsx'
import { Files } from './files-panel.tsx'
import type { Refused } from './form.ts'
import { Messages } from './messages-panel.tsx'
import { Requests, type TalkProps } from './requests-panel.tsx'
import { Sightings } from './sightings-panel.tsx'
import { useTalk } from './words.ts'
import './talk.css'

/** What was said or refused just now. */
function TalkSaid({ loaded, refused }: TalkProps) {
  const { t } = useTalk()
  const { said } = loaded.talk
  if (refused)
    return refused.field === null ? (
      <Notice tone="caution" live>
        {t(refused.say)}
      </Notice>
    ) : null
  return said === null ? null : (
    <Notice tone="good" live>
      {t(said)}
    </Notice>
  )
}

/** For the summary of what is wrong, at the top of the page. */
export function useTalkProblems(refused: Refused | undefined): { text: string; field: string }[] {
  const { t } = useTalk()
  return refused?.field ? [{ text: t(refused.say), field: refused.field }] : []
}

/** What authorities say to each other about an incident, and what other nodes said of it. */
export const Talk = (props: TalkProps) => (
  <div id="talk" className="stack" data-gap="large" tabIndex={-1}>
    <TalkSaid {...props} />
    <Files {...props} />
    <Sightings loaded={props.loaded} />
    <Messages {...props} />
    <Requests {...props} />
    <Deliveries deliveries={props.loaded.talk.deliveries} />
  </div>
)
