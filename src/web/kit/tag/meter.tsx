// SPDX-License-Identifier: Apache-2.0
/** A share between 0 and 1 as a short bar, with its words beside it. */
export const Meter = ({ value, label }: { value: number; label: string }) => (
  <span className="meter">
    <svg width="48" height="8" viewBox="0 0 48 8" aria-hidden="true">
      <rect x=".5" y=".5" width="47" height="7" fill="none" stroke="currentColor" />
      <rect width={Math.round(48 * Math.min(1, Math.max(0, value)))} height="8" fill="currentColor" />
    </svg>
    <span>{label}</span>
  </span>
)
