// SPDX-License-Identifier: Apache-2.0
/** HTTP without a domain: strict headers, one error shape, the API's router. */
export { type Api, createApi, problemAnswer, queryShape } from './api.ts'
export { type HttpVariables, strictHeaders, workerPolicy } from './headers.ts'
export { type Listening, listen } from './listen.ts'
export { refuseOtherMethods, takesOnly } from './methods.ts'
export { answerError, answerProblem, type Problem, problemOf, raiseProblem } from './problem.ts'
