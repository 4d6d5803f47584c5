// SPDX-License-Identifier: Apache-2.0
/** Of these desks those at which their actor may do something: the others are on nobody's desk, page or menu. */
export const withWork = <D extends Record<string, { may: readonly unknown[] } | undefined>>(
  desks: D,
): { [K in keyof D]?: NonNullable<D[K]> } =>
  Object.fromEntries(Object.entries(desks).filter(([, desk]) => desk && desk.may.length > 0)) as never
