// SPDX-License-Identifier: Apache-2.0
/** Requests to addresses that people give, and the secrets kept for them. See README.md. */
export { isPublic } from './address.ts'
export { type Answered, type AskRefusal, type Outward, type OutwardPlan, openOutward } from './ask.ts'
export { openSealer, type Sealer } from './seal.ts'
