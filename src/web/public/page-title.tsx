// SPDX-License-Identifier: Apache-2.0
import { Unbroken } from '../kit/layout/unbroken.tsx'
import { useWords } from './words.tsx'

/** The heading of the page, which is also the title of its window. */
export function PageTitle({ children, window }: { children: string; window?: string }) {
  const { t } = useWords()
  return (
    <>
      <title>{`${window ?? children} – ${t('frame.name')}`}</title>
      <h1>
        <bdi>
          <Unbroken>{children}</Unbroken>
        </bdi>
      </h1>
    </>
  )
}
