// SPDX-License-Identifier: Apache-2.0
/** Ordinary goods of post and market: what they are called, their HS code, their weight and their price. */

export type Thing = { name: string; hs: string; grams: number; price: number; about: string }

export const THINGS: Thing[] = `
Cotton shirt|610910|220|18|worn twice, size M
Paperback book|490199|340|9|good condition
Ceramic mug|691200|420|11|made by hand
Phone case|392690|70|12|new, in its box
Running shoes|640411|850|55|new, size 42
Wooden toy train|950300|640|24|for small children
Coffee beans|090121|500|12|roasted last week
Vitamin tablets|210690|150|14|sealed
Face cream|330499|120|17|unopened
Scented candle|340600|380|13|lavender
Model railway engine|950300|900|85|runs well
Bicycle light|851210|160|21|with battery
Silver ring|711311|40|48|stamped
Wool scarf|621420|180|26|very warm
Board game|950490|1300|32|complete
Watch strap|911390|50|15|leather
Guitar strings|920992|60|9|set of six
Seeds for the garden|120991|30|6|mixed flowers
Spectacle frame|900311|90|39|new
Camera lens|900211|560|190|no scratches
Tea, green|090210|250|8|loose leaf
Stamps for collectors|970400|20|35|a page of twelve
Fishing lures|950790|210|16|ten pieces
Kitchen knife|821192|300|44|sharp
Epoxy resin set|390730|1100|29|with hardener
Acetone|291411|1000|7|for nails and cleaning, 1 L
Citric acid|291814|1000|6|food grade, 1 kg
Empty capsules|960200|150|11|one thousand, gelatin
Precision balance|901600|700|38|0.01 g
Tablet cutter|821490|90|7|for medicines
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', hs = '', grams = '', price = '', about = ''] = line.split('|')
    return { name, hs, grams: Number(grams), price: Number(price), about }
  })
