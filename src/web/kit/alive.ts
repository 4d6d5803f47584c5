// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether script runs: false on the server and in the first picture in the browser, which must be the same. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
