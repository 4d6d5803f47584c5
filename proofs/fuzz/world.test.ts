// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over the desks by which a node deals with the world outside, on one database. */
import type { WebhookTables } from '#platform/webhooks/index.ts'
import type { CorrectionTables } from '#supply/corrections/index.ts'
import type { FeedTables } from '#supply/feeds/index.ts'
import type { RestrictedTables } from '#supply/restricted/index.ts'
import { compartmentOf } from './harness.ts'
import { fuzzCorrections } from './world/corrections.ts'
import { fuzzFeeds } from './world/feeds.ts'
import { fuzzRestricted } from './world/restricted.ts'
import { fuzzWebhooks } from './world/webhooks.ts'

const supply = compartmentOf<CorrectionTables & FeedTables & RestrictedTables & WebhookTables>('supply')
fuzzCorrections(supply as never)
fuzzFeeds(supply as never)
fuzzRestricted(supply as never)
fuzzWebhooks(supply as never)
