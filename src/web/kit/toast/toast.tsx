// SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { useAlive } from '../alive.ts'
import { useKit } from '../words.tsx'

export interface Said {
  text: string
  /** Takes back what was done: better than asking beforehand. */
  undo?: () => void
}

const queue = new ToastQueue<Said>({ maxVisibleToasts: 3 })

/** Milliseconds; a text with a way back stays until it is closed. */
const LONG_ENOUGH = 8000

/** Says in a corner what was done. Only for what can also be seen on the page: it goes away. Call it in a browser. */
export const announce = (said: Said): void => {
  queue.add(said, said.undo ? {} : { timeout: LONG_ENOUGH })
}

/** Where what is announced appears: once in a page's frame. */
export function Toasts() {
  const { say } = useKit()
  if (!useAlive()) return null
  return (
    <ToastRegion queue={queue} className="toasts">
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.undo && (
            <Button
              className="button"
              data-look="light"
              data-size="small"
              onPress={() => {
                toast.content.undo?.()
                queue.close(toast.key)
              }}
            >
              {say('undo')}
            </Button>
          )}
          <Button slot="close" className="toast-close" aria-label={say('close')}>
            ×
          </Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
