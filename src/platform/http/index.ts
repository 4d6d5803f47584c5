// SPDX-License-Identifier: Apache-2.0
/** HTTP without a domain: strict headers, one error shape, the API's router. */
import { join } from 'node:path'

export { type Api, createApi, problemAnswer, queryShape } from './api.ts'
export { clientAddress } from './client.ts'
export { type Place, readCursor, writeCursor } from './cursor.ts'
export { answered, byId, idempotent, jsonAnswer, jsonBody, REFUSALS, seatedAt } from './describe.ts'
export {
  alwaysHttps,
  type HttpVariables,
  microphoneHere,
  positionHere,
  strictHeaders,
  workerPolicy,
} from './headers.ts'
export { type Listening, listen } from './listen.ts'
export { type Log, logged, logTo } from './log.ts'
export { refuseOtherMethods, takesOnly } from './methods.ts'
export { withoutNul } from './nul.ts'
export { type Asked, forgetAnswers, type RequestTables, sitOnce } from './once.ts'
export { packed } from './packed.ts'
export { answerError, answerProblem, type Problem, problemOf, raiseProblem } from './problem.ts'
export { limitRate, networkOf, type RatePlan } from './rate.ts'

export const requestMigrations = join(import.meta.dirname, 'migrations')
