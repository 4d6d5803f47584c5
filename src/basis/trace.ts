// SPDX-License-Identifier: Apache-2.0

/** Where something failed, without the sentence: the database puts values of rows into it, and logs hold none. */
export const trace = (cause: unknown): string => {
  const { name = 'Error', code = '', stack = '' } = cause as { name?: string; code?: string; stack?: string }
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line))
  return [`${name} ${code}`.trim(), ...frames].join('\n')
}
