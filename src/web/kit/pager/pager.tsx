// SPDX-License-Identifier: Apache-2.0
interface PagerProps {
  label: string
  here: string
  previous: { label: string; href: string } | null
  next: { label: string; href: string } | null
}

export const Pager = ({ label, here, previous, next }: PagerProps) => (
  <nav className="pager" aria-label={label}>
    {previous && (
      <a href={previous.href} rel="prev">
        {previous.label}
      </a>
    )}
    {here && <span className="quiet">{here}</span>}
    {next && (
      <a href={next.href} rel="next">
        {next.label}
      </a>
    )}
  </nav>
)
