// SPDX-License-Identifier: Apache-2.0
/** Health services in prison against those outside. See README.md. */
export { compare, type Listed } from './compare.ts'
export type { Comparison, Equivalence } from './contract.ts'
export { equivalenceFacts } from './facts.ts'
export { equivalenceRoutes } from './routes.ts'
