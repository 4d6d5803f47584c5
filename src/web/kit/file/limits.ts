// SPDX-License-Identifier: Apache-2.0
/** What a field of files takes. The server looks again, at the bytes themselves. */
export interface Limits {
  /** As in HTML: `.csv,image/*`. */
  accept?: string | undefined
  /** Bytes of one file. */
  most?: number | undefined
}

interface Refused {
  key: 'tooLarge' | 'tooMany' | 'wrongType'
  name: string
}

interface FileLike {
  name: string
  size: number
  type: string
}

const fits = ({ name, type }: FileLike, rule: string) =>
  rule.startsWith('.')
    ? name.toLowerCase().endsWith(rule.toLowerCase())
    : rule.endsWith('/*')
      ? type.startsWith(rule.slice(0, -1))
      : type === rule

/** The first file that may not be sent, and why. */
export function refusedFile(
  files: readonly FileLike[],
  { accept, most, multiple }: Limits & { multiple?: boolean | undefined },
): Refused | undefined {
  const [, second] = files
  if (!multiple && second) return { key: 'tooMany', name: second.name }
  const rules = (accept ?? '').split(',').map((rule) => rule.trim())
  for (const file of files) {
    if (accept && !rules.some((rule) => fits(file, rule))) return { key: 'wrongType', name: file.name }
    if (most !== undefined && file.size > most) return { key: 'tooLarge', name: file.name }
  }
  return undefined
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes as a person reads them, in steps of 1000: `1.5 MB`. */
export function sizeOf(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const format = { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step)
}
