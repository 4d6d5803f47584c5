// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src/web/shell',
  ssr: true,
  // The one page with script has its routes in the first answer: no later request for a manifest.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
