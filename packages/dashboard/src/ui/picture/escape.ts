const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an attribute of XML. Control characters, which XML has none of, are left out. */
const escapeXml = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '').replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? '');

/** An element as XML. Numbers are rounded to hundredths: nobody sees more. */
export const element = (name: string, attributes: Readonly<Record<string, string | number>>, inside = ''): string => {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escapeXml(value)}"`)
    .join('');
  return `<${name}${written}>${inside}</${name}>`;
};
