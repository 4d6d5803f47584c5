// SPDX-License-Identifier: Apache-2.0
/** `10 for £20`, `3 à 50`, `5 euros la pièce`, `€2 each`: the price of so many, as dealers write it. */
const bargained =
  /(?<![\p{L}\d.,-])\d{1,4}\+?\s(?:for|pour|por|für|за)\s[$€£]?\s?\d+(?!\d|\s?(?:ml|mg|kg|cm|mm|in|x|%|days?|jours?|pers))|(?<!\d)\d{1,3}\s?(?:à|a|=|-|for|4)\s?[$€£]\s?\d|\p{L}\s?=\s?[$€£]\s?\d|(?:[$€£]\s?\d+|\d+\s?(?:[$€£]|e|eur|euros?))\s?(?:each|ea|a pop|per pill|la pièce|pièce|le g|l'unité|unidad|la unidad|cada un[oa]|stück|pro stück|das g|за шт)(?!\p{L})/iu

/** Something in every line that has such a price, and in few others: quick, since it asks for no letters by property. */
const mayBeBargained =
  /\d\+?\s(?:f[oü]r|pou?r|за)\s[$€£]?\s?\d|[àa=r4-]\s?[$€£]\s?\d|(?:[$€£]\s?\d+|\d\s?(?:[$€£]|e|eur|euro[sſ]?))\s?(?:ea|a |p[eir]|l[ae']|un|ca|[sſ]t|da|за)/i

export const isBargained = (text: string): boolean => mayBeBargained.test(text) && bargained.test(text)
