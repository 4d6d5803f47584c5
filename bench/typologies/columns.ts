// SPDX-License-Identifier: Apache-2.0
/** The columns of each file and the codes that stand in them. */

const words = (text: string) => text.trim().split(/[\s,]+/)

export const COLUMNS = {
  orders: words(`order,at,customer,country,item,kind,channel,customer_ref,person,address,email,phone,website,
    registration,sector,since,founded,identity,licence,licence_until,asks_nothing,cas,count,quantity,unit,price,
    usual_price,currency,use_stated,use,place,ship_to,ship_address,urgent,plain,changed,payment,payer`),
  payments: words(`payment,at,amount,from_account,to_account,kind,branch,from_name,from_holder,from_category,to_name,
    to_holder,to_category,memo`),
  parcels: words(`parcel,at,sender,sender_address,sender_country,addressee,addressee_address,addressee_country,hs,
    description,weight_g,value,currency,postage,service,paid_with`),
  listings: words('listing,at,seller,venue,title,text,quantity,unit,price,currency,contact,picture'),
} as const

export type Family = keyof typeof COLUMNS
/** A line of a file: what is not there is empty. */
export type Row = Record<string, string>

export const CODES: Record<Family, Record<string, string[]>> = {
  orders: {
    kind: words('order inquiry'),
    channel: words('web email phone edi in-person marketplace social-media unknown'),
    identity: words('seen not-seen altered refused unknown'),
    licence: words('verified stated expired none refused not-needed unknown'),
    use_stated: words('stated vague refused not-asked'),
    place: words('business laboratory residence storage post-box forwarder collected unknown'),
    payment: words('transfer card cash money-transfer gift-card crypto unknown'),
    unit: words('kg g mg L mL {piece}'),
  },
  payments: {
    kind: words('transfer card cash money-transfer person-to-person crypto unknown'),
    from_holder: words('person firm unknown'),
    to_holder: words('person firm unknown'),
    from_category: words('gambling postage forwarder storage equipment chemicals mixer other unknown'),
    to_category: words('gambling postage forwarder storage equipment chemicals mixer other unknown'),
  },
  parcels: {
    service: words('letter small-packet parcel registered express'),
    paid_with: words('account card cash stamps unknown'),
  },
  listings: { unit: words('kg g mg L mL {piece}') },
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const toCsv = (columns: readonly string[], rows: readonly Row[]): string =>
  `${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((line) => line.map(cell).join(',')).join('\n')}\n`
