// SPDX-License-Identifier: Apache-2.0
/** Papers as PDF 1.7 (ISO 32000-1), tagged, so that a screen reader reads them in their order. Writes; reads nothing. */
export { type Paper, type Sheet, writePdf } from './write.ts'
