import { z } from 'zod';
import { isSafeAddress, isSafeAttribute } from './safe-html.ts';
import { textsByLanguage } from './texts-by-language.ts';

/** What is changed, as the page's browser finds it. */
const selector = z
  .string()
  .trim()
  .min(1, 'a CSS selector, such as "#order"; it is empty')
  .max(512, 'a CSS selector of at most 512 characters, such as "#order"')
  .describe('CSS selector of the elements concerned; whether a browser understands it shows in the page.');

const address = z
  .string()
  .min(1, 'an address, such as "/images/red.webp"; it is empty')
  .max(2048)
  .refine(isSafeAddress, 'an address with http(s), mailto or tel, or a path of the site; others could run code');

const place = z
  .enum(['before', 'after', 'first', 'last'])
  .describe('Before or after the element, or as the first or last thing in it.');

const className = z.string().regex(/^[^\s]{1,120}$/, 'one class name, without spaces');

const properties = z
  .record(
    z.string().regex(/^(--)?[a-z][\w-]{0,119}$/i, 'a CSS property, such as "background-color"'),
    z
      .string()
      .min(1, 'a CSS value; it is empty')
      .max(512)
      .refine((value) => !/url\(|expression\(|[;{}\\]/i.test(value), 'a CSS value without "url(", ";", braces or "\\"'),
  )
  .refine((map) => Object.keys(map).length > 0 && Object.keys(map).length <= 30, '1 to 30 CSS properties');

/** One change that a variant makes to a page; they are made in their order, moves last. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), selector, texts: textsByLanguage(z.string().max(2000)) }),
  z.strictObject({
    kind: z.literal('html'),
    selector,
    texts: textsByLanguage(z.string().max(10_000)).describe(
      'HTML of a safe subset: words, headings, lists, links, pictures. What else stands in it is left out.',
    ),
  }),
  z
    .strictObject({
      kind: z.literal('attribute'),
      selector,
      name: z
        .string()
        .max(120)
        .refine(isSafeAttribute, 'an attribute that cannot run code, such as "title", "href" or "aria-label"'),
      value: z.string().max(2048).nullable().describe('null removes the attribute.'),
    })
    .refine(({ value, name }) => value === null || !/^(href|src)$/i.test(name) || isSafeAddress(value), {
      path: ['value'],
      error: 'an address with http(s), mailto or tel, or a path of the site; others could run code',
    }),
  z.strictObject({
    kind: z.literal('class'),
    selector,
    add: className.array().max(20).default([]),
    remove: className.array().max(20).default([]),
  }),
  z.strictObject({ kind: z.literal('style'), selector, properties }),
  z.strictObject({
    kind: z.literal('image'),
    selector,
    src: address,
    texts: textsByLanguage(z.string().max(300))
      .optional()
      .describe('What the picture shows, for those who do not see it.'),
  }),
  z.strictObject({ kind: z.literal('hide'), selector }),
  z.strictObject({ kind: z.literal('move'), selector, to: selector, place }),
  z.strictObject({
    kind: z.literal('message'),
    selector,
    place,
    texts: textsByLanguage(z.string().min(1).max(500)).describe('Such as "Free shipping today".'),
    properties: properties.optional().describe('How the message looks, beside what it inherits from its place.'),
  }),
]);

/** One change that a variant makes to a page. */
export type Change = z.infer<typeof changeSchema>;
