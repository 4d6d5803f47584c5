// SPDX-License-Identifier: Apache-2.0
/** HSDS 3.0 of Open Referral: services in the shape in which directories exchange them. */
export {
  type HsdsAttributeRead,
  type HsdsLocationRead,
  type HsdsPhoneRead,
  type HsdsScheduleRead,
  type HsdsServiceRead,
  hsdsServiceShape,
  hsdsServicesIn,
} from './read.ts'
export {
  HSDS_NEEDED,
  HSDS_TABLES,
  type HsdsRecord,
  type HsdsTable,
  type HsdsTables,
  hsdsJoined,
  hsdsTableOf,
} from './tables.ts'
export {
  type HsdsAddress,
  type HsdsAttribute,
  type HsdsLocation,
  type HsdsOrganization,
  type HsdsPage,
  type HsdsPhone,
  type HsdsSchedule,
  type HsdsService,
  type HsdsServiceAtLocation,
  type HsdsServiceInList,
  type HsdsTaxonomy,
  type HsdsTerm,
  hsdsPage,
} from './write.ts'
