// SPDX-License-Identifier: Apache-2.0
/** goAML, the XML in which financial intelligence units receive reports: by the schema of each unit, none of which ships here. */
export { type Repair, repairSchema } from './repair.ts'
export { type Fault, type GoamlSchema, LONGEST_SCHEMA, openSchema } from './schema.ts'
export { type Said, type Written, withFixed, writeGoaml } from './write.ts'
