// SPDX-License-Identifier: Apache-2.0
import { data } from 'react-router'
import { PageProblem } from './problem.tsx'

export function loader() {
  throw data(null, { status: 404 })
}

export default function Missing() {
  return null
}

export const ErrorBoundary = PageProblem
