// SPDX-License-Identifier: Apache-2.0
import { index, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('../public/start.ts'),
  route(':lang', '../public/frame.tsx', [
    index('../public/home.tsx'),
    route('substances', '../public/substances.tsx'),
    route('substances/:id', '../public/substance.tsx'),
    route('bench', '../public/bench.tsx'),
    route('api', '../public/api.tsx'),
    route('about', '../public/about.tsx'),
    route('*', '../public/missing.tsx'),
  ]),
] satisfies RouteConfig
