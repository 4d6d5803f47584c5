// SPDX-License-Identifier: Apache-2.0
import { Unbroken } from '../kit/layout/unbroken.tsx'
import { useWords } from './words.tsx'

interface PageTitleProps {
  children: string
  window?: string
  /** Where it is in another language than the page. */
  lang?: string
}

/** The heading of the page, which is also the title of its window. */
export function PageTitle({ children, window, lang }: PageTitleProps) {
  const { t } = useWords()
  return (
    <>
      <title>{`${window ?? children} – ${t('frame.name')}`}</title>
      <h1>
        <bdi lang={lang}>
          <Unbroken>{children}</Unbroken>
        </bdi>
      </h1>
    </>
  )
}
