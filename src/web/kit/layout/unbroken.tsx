// SPDX-License-Identifier: Apache-2.0
/** Short codes such as `54-04-6` or `P-2-P`: a digit in it, hyphens between its parts. */
const codes = /((?<![\p{L}\d-])(?=[\p{L}-]*\d)[\p{L}\d]{1,7}(?:-[\p{L}\d]{1,3}){1,3}(?![\p{L}\d-]))/u

/** A text whose short codes are not broken over two lines. */
export const Unbroken = ({ children }: { children: string }) =>
  children.split(codes).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  )
