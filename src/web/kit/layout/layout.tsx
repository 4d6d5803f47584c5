// SPDX-License-Identifier: Apache-2.0
// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets that a list without marks is a list
import type { ReactNode } from 'react'

export interface MenuItem {
  label: string
  href: string
  here: boolean
  /** Where the label is in another language than the page. */
  language?: string
}

export const Menu = ({ label, items }: { label: string; items: readonly MenuItem[] }) => (
  <nav aria-label={label}>
    <ul role="list">
      {items.map(({ label, href, here, language }) => (
        <li key={href}>
          <a href={href} aria-current={here ? 'page' : undefined} lang={language} hrefLang={language}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

interface StackProps {
  gap?: 'small' | 'large'
  children: ReactNode
}

export const Stack = ({ gap, children }: StackProps) => (
  <div className="stack" data-gap={gap}>
    {children}
  </div>
)

export const Row = ({ children }: { children: ReactNode }) => <div className="row">{children}</div>

export const Grid = ({ children }: { children: ReactNode }) => <div className="grid">{children}</div>

export const Card = ({ children }: { children: ReactNode }) => <div className="card">{children}</div>

/** Terms and what they are, side by side where there is room. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="facts">
    {facts.map(([term, fact]) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{fact}</dd>
      </div>
    ))}
  </dl>
)

/** A part of a page under its own heading. */
export const Section = ({ title, children, id }: { title: string; children: ReactNode; id?: string }) => (
  <section className="stack" aria-labelledby={id && `${id}-title`}>
    <h2 id={id && `${id}-title`}>{title}</h2>
    {children}
  </section>
)
