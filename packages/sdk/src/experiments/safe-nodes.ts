import { isSafeAddress, isSafeAttribute, safeElements } from '@telltale/protocol/safe-html';

const safeNames = new Set<string>(safeElements);

/** What stands in these is no text that anybody reads. */
const unreadElements = /^(script|style|template|iframe|noscript|object|svg|math|textarea|title)$/;

const htmlEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]+));/gi, (all, decimal, hex, name) =>
    name ? (htmlEntities[name] ?? all) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  );

const htmlToken = /<!--.*?-->|<(\/?)([a-z][a-z\d]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</gis;
const htmlAttribute = /([^\s"'=/<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Whether an element may have an attribute of this value. */
const isSafePair = (name: string, value: string): boolean =>
  isSafeAttribute(name) && (!/^(href|src)$/i.test(name) || isSafeAddress(value));

/**
 * Makes nodes of HTML, of a safe subset: no parser of the browser's sees it, so that no policy needs to trust anything and nothing of
 * it can run. Elements that are not in the subset are left out, their text stays; so are their attributes.
 */
export const safeNodes = (html: string): Node[] => {
  const root = document.createDocumentFragment();
  let at: Node = root;
  let skipped = '';
  for (const [all, closing, tag = '', rest = ''] of html.matchAll(htmlToken)) {
    const name = tag.toLowerCase();
    if (skipped) {
      if (closing && name === skipped) skipped = '';
    } else if (!name) {
      if (!all.startsWith('<!--')) at.appendChild(document.createTextNode(decodeEntities(all)));
    } else if (closing) {
      for (let open: Node | null = at; open && open !== root; open = open.parentNode)
        if (open.nodeName.toLowerCase() === name) {
          at = open.parentNode ?? root;
          break;
        }
    } else if (safeNames.has(name)) {
      const element = document.createElement(name);
      for (const [, key = '', quoted, single, bare] of rest.matchAll(htmlAttribute)) {
        const value = decodeEntities(quoted ?? single ?? bare ?? '');
        if (isSafePair(key, value)) element.setAttribute(key, value);
      }
      at.appendChild(element);
      if (!/^(br|img)$/.test(name)) at = element;
    } else if (unreadElements.test(name) && !rest.endsWith('/')) skipped = name;
  }
  return [...root.childNodes];
};
