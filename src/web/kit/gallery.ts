// SPDX-License-Identifier: Apache-2.0
/** All components with their examples, in the order of the gallery. */
import { audienceExamples } from './audience/audience.examples.tsx'
import { buttonExamples } from './button/button.examples.tsx'
import { comboboxExamples } from './combobox/combobox.examples.tsx'
import { dateExamples } from './date/date.examples.tsx'
import { dialogExamples } from './dialog/dialog.examples.tsx'
import { emptyExamples } from './empty/empty.examples.tsx'
import { errorSummaryExamples } from './error-summary/error-summary.examples.tsx'
import type { Examples } from './examples.ts'
import { fieldExamples } from './field/field.examples.tsx'
import { fileExamples } from './file/file.examples.tsx'
import { flyoutExamples } from './flyout/flyout.examples.tsx'
import { paletteExamples } from './palette/palette.examples.tsx'
import { panelExamples } from './panel/panel.examples.tsx'
import { progressExamples } from './progress/progress.examples.tsx'
import { selectExamples } from './select/select.examples.tsx'
import { tableExamples } from './table/table.examples.tsx'
import { tabsExamples } from './tabs/tabs.examples.tsx'
import { tagExamples } from './tag/tag.examples.tsx'
import { toastExamples } from './toast/toast.examples.tsx'

export const gallery: readonly Examples[] = [
  buttonExamples,
  fieldExamples,
  selectExamples,
  comboboxExamples,
  dateExamples,
  fileExamples,
  tableExamples,
  tabsExamples,
  panelExamples,
  tagExamples,
  dialogExamples,
  toastExamples,
  progressExamples,
  emptyExamples,
  errorSummaryExamples,
  audienceExamples,
  flyoutExamples,
  paletteExamples,
]
