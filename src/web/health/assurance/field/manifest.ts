// SPDX-License-Identifier: Apache-2.0
/** What makes the field mode installable. */
import mark from '../../../kit/layout/mark.svg?url'

export const loader = () =>
  Response.json(
    {
      ...{ name: 'Passerelle – field', short_name: 'Field', id: '/field/visits', start_url: '/field/visits' },
      ...{ scope: '/field/', display: 'standalone', background_color: '#ffffff', theme_color: '#ffffff' },
      icons: [{ src: mark, sizes: 'any', type: 'image/svg+xml' }],
    },
    { headers: { 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' } },
  )
