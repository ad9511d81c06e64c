import { isLanguage, type Language } from '../locales/language.ts';
import { type FilterText, formatFilter, parseFilter } from './filter-notation.ts';
import { pack, unpack } from './packed.ts';
import { type Comparison, comparisons, formatRange, parseRange, type RangeChoice } from './range.ts';

/** What the reader looks at, whole: the address bar is the dashboard's state. */
export interface Address {
  /** The site's id; empty until one is chosen. */
  site: string;
  /** The panel's id; empty for the first one. */
  panel: string;
  range: RangeChoice;
  comparison: Comparison;
  filters: readonly FilterText[];
  /** The id of the saved segment whose visitors alone are asked about; empty for everyone. */
  segment: string;
  /** Undefined until the reader chose one: then the browser's language counts. */
  language: Language | undefined;
  /** The panel's own state, such as the funnel being built; undefined for none. The panel judges it. */
  own: unknown;
}

/** What an address without parameters means. */
export const emptyAddress: Address = {
  site: '',
  panel: '',
  range: '30d',
  comparison: 'previous',
  filters: [],
  segment: '',
  language: undefined,
  own: undefined,
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
};

/** Reads an address. What it does not understand becomes the default: an old link still opens. */
export const parseAddress = (url: URL): Address => {
  const [first, site = '', panel = ''] = url.pathname.split('/').filter(Boolean).map(decode);
  const query = url.searchParams;
  const language = query.get('lang');
  return {
    site: first === 'sites' ? site : '',
    panel: first === 'sites' ? panel : '',
    range: parseRange(query.get('range') ?? '') ?? emptyAddress.range,
    comparison: comparisons.find((name) => name === query.get('compare')) ?? emptyAddress.comparison,
    filters: query
      .getAll('filter')
      .map(parseFilter)
      .filter((filter) => filter !== undefined),
    segment: query.get('segment') ?? emptyAddress.segment,
    language: isLanguage(language) ? language : undefined,
    own: query.has('own') ? unpack(query.get('own') ?? '') : undefined,
  };
};

/** Writes an address: path and query, defaults left out. */
export const formatAddress = ({ site, panel, range, comparison, filters, segment, language, own }: Address): string => {
  const query = new URLSearchParams();
  if (formatRange(range) !== emptyAddress.range) query.set('range', formatRange(range));
  if (comparison !== emptyAddress.comparison) query.set('compare', comparison);
  for (const filter of filters) query.append('filter', formatFilter(filter));
  if (segment) query.set('segment', segment);
  if (own !== undefined) query.set('own', pack(own));
  if (language) query.set('lang', language);
  const path = site ? `/sites/${[site, panel].filter(Boolean).map(encodeURIComponent).join('/')}` : '/';
  return query.size > 0 ? `${path}?${query}` : path;
};
