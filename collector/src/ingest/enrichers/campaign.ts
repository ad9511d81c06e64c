import { scrubText } from '../../lib/scrub.ts';
import { noParameters } from '../page-url.ts';
import type { Enricher } from './enricher.ts';

/** Long enough for every honest campaign name. */
const MAX_LENGTH = 120;

/** Most addresses have no query, and need not be asked. */
const none = { utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '' };

/** The campaign that the page's address names (UTM parameters), in lower case where people mix cases. */
export const campaign: Enricher = {
  name: 'campaign',
  enrich: ({ page: { parameters } }) => {
    if (parameters === noParameters) return none;
    const read = (name: string) => scrubText((parameters.get(name) ?? '').trim()).slice(0, MAX_LENGTH);
    return {
      utm_medium: read('utm_medium').toLowerCase(),
      utm_campaign: read('utm_campaign'),
      utm_term: read('utm_term'),
      utm_content: read('utm_content'),
    };
  },
};
