// SPDX-License-Identifier: Apache-2.0
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** UPU S10: service (2 letters), serial (8 digits), check digit, country (ISO 3166-1 alpha-2). */
export const isS10 = (value: string): boolean => {
  if (!/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(value)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (value.charCodeAt(at + 2) - 48), 0)
  const check = 11 - (sum % 11)
  return Number(value[10]) === (check === 10 ? 0 : check === 11 ? 5 : check)
}
