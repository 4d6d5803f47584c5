// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { KitProvider } from '../../kit/provider.tsx'
import { WorkWordsProvider } from '../words.tsx'
import type { FrameData } from './frame-data.ts'

interface ProvideProps {
  frame: Pick<FrameData, 'language' | 'messages' | 'path' | 'search'>
  mirrored?: boolean
  children: ReactNode
}

/** Words and the way to other addresses, for everything inside. */
export function Provide({ frame, mirrored = false, children }: ProvideProps) {
  const { language, messages, path, search } = frame
  const navigate = useNavigate()
  return (
    <WorkWordsProvider language={language} messages={messages}>
      <KitProvider
        {...{ language, path, search, mirrored }}
        navigate={(href) => navigate(href, { preventScrollReset: true })}
      >
        {children}
      </KitProvider>
    </WorkWordsProvider>
  )
}
