// SPDX-License-Identifier: Apache-2.0
/** A footbridge: the sign of the house, and its large drawing behind the first words of the home page. */

const hangers = (from: number, to: number, step: number, deck: number, curve: (x: number) => number) => {
  const parts: string[] = []
  for (let x = from; x <= to; x += step) parts.push(`M${x} ${curve(x).toFixed(1)}V${deck}`)
  return parts.join('')
}

export const BridgeSign = () => (
  <svg viewBox="0 0 52 32" fill="none" stroke="currentColor" aria-hidden="true">
    <path d="M1 25Q26 -9 51 25" strokeWidth="3" />
    <path d="M0 25h52" strokeWidth="3" />
    <path d={hangers(10, 42, 8, 25, (x) => 8 + ((x - 26) / 25) ** 2 * 17)} strokeWidth="2" />
  </svg>
)

export const BridgeDrawing = () => (
  <svg className="drawing-motif" viewBox="0 0 720 220" fill="none" stroke="currentColor" aria-hidden="true">
    <path d="M40 178Q380 -96 720 178" strokeWidth="5" />
    <path d="M0 178h720M0 188h720" strokeWidth="2" />
    <path d={hangers(68, 700, 24, 178, (x) => 41 + ((x - 380) / 340) ** 2 * 137)} strokeWidth="1.5" />
    <path d="M0 206q30 -6 60 0t60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0 60 0" strokeWidth="1.5" />
  </svg>
)
