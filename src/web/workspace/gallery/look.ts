// SPDX-License-Identifier: Apache-2.0
/** How the gallery looks, by its address: `?look=dark&dir=rtl`. */
import contrast from '../../kit/contrast.css?url'
import dark from '../../kit/dark.css?url'
import light from '../../kit/light.css?url'

export const looks = ['system', 'light', 'dark', 'contrast'] as const
export type Look = (typeof looks)[number]

const sheets: Record<Look, readonly string[]> = {
  system: [],
  light: [light],
  dark: [dark],
  contrast: [light, contrast],
}

export interface GalleryLook {
  look: Look
  mirrored: boolean
}

export function galleryLook(parameters: URLSearchParams): GalleryLook {
  const asked = parameters.get('look')
  return { look: looks.find((look) => look === asked) ?? 'system', mirrored: parameters.get('dir') === 'rtl' }
}

export const sheetsOf = ({ look }: GalleryLook): readonly string[] => sheets[look]

/** The same page with another look. */
export const withLook = (path: string, { look, mirrored }: GalleryLook): string => {
  const parameters = new URLSearchParams({ ...(look !== 'system' && { look }), ...(mirrored && { dir: 'rtl' }) })
  return parameters.size === 0 ? path : `${path}?${parameters}`
}
