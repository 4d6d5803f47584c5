// SPDX-License-Identifier: Apache-2.0
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const

const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const

/** A browser's own words in two that its owner knows: `Firefox 128, Linux`; null where they are none we know. */
export function browserName(said: string | null): string | null {
  if (said === null) return null
  for (const [token, name] of browsers) {
    const version = new RegExp(`${token}/(\\d+)`).exec(said)?.[1]
    if (version === undefined) continue
    const system = systems.find(([sign]) => sign.test(said))?.[1]
    return [`${name} ${version}`, system].filter(Boolean).join(', ')
  }
  return null
}
