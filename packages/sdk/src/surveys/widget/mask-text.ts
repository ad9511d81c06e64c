/** What stands in place of what was masked. */
const MASK = '•••';

/** An address of any alphabet. */
const address = /[^\s@＠<>()[\]",;:]{1,100}[@＠][^\s@＠<>()[\]",;:]{1,100}\.\p{L}{2,}/gu;

/** Seven digits and more of any script, also with signs, spaces or invisible marks between them: telephones, cards, accounts. */
const digits = /[+＋]?\p{Nd}(?:[\s\p{Cf}().·_‐-―-]{0,3}\p{Nd}){6,}/gu;

/** A day as people write it: two or four digits, three times in all. */
const day = /^(?:\p{Nd}{4}[-.]\p{Nd}{1,2}[-.]\p{Nd}{1,2}|\p{Nd}{1,2}[-.]\p{Nd}{1,2}[-.]\p{Nd}{4})$/u;

/** Takes e-mail addresses and long runs of digits out of a visitor's words, whatever the script. Days stay. */
export const maskText = (text: string): string =>
  text.replace(address, MASK).replace(digits, (run) => (day.test(run) ? run : MASK));
