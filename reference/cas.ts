// SPDX-License-Identifier: Apache-2.0
/** CAS Registry Numbers: 2 to 7 digits, 2 digits, check digit. */

/**
 * True where the form is right and the check digit agrees: the other digits, counted from the right, each times
 * its place, summed, modulo ten (rule published by the Chemical Abstracts Service).
 */
export function isCas(text: string): boolean {
  if (!/^[1-9]\d{1,6}-\d{2}-\d$/.test(text)) return false
  const digits = [...text.replaceAll('-', '')].map(Number).reverse()
  const [check, ...others] = digits
  return others.reduce((sum, digit, i) => sum + digit * (i + 1), 0) % 10 === check
}
