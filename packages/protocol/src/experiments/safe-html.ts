/**
 * What a variant may bring as HTML: words and their dress. No script, no frame, no form, no style element, nothing that loads by itself
 * but pictures. Whoever applies it makes nodes of these elements and attributes only and takes the text of all others.
 */
export const safeElements = [
  'a',
  'b',
  'br',
  'code',
  'div',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'i',
  'img',
  'li',
  'mark',
  'ol',
  'p',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'ul',
] as const;

/** An attribute that a variant may set, by a change or in its HTML: never one that runs, loads a document or sends a form. */
export const isSafeAttribute = (name: string): boolean =>
  /^(alt|class|dir|disabled|height|hidden|href|lang|placeholder|rel|role|src|srcset|target|title|value|width|(aria|data)-[\w-]+)$/i.test(
    name,
  );

/** An address that a variant may lead to or show: of the page's own site, or http(s), mailto, tel. Never one that runs or holds a document. */
export const isSafeAddress = (address: string): boolean => {
  // What browsers skip in an address must not hide its scheme.
  const [, scheme] =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what browsers skip.
    /^([a-z][a-z\d+.-]*):/i.exec(address.replace(/[\u0000-\u0020]/g, '')) ?? [];
  return scheme === undefined || /^(https?|mailto|tel)$/i.test(scheme);
};
