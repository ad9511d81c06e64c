import type { Enricher } from './enricher.ts';

/** The browser's primary language (`ar` of `ar-EG`), as the tag says it, or else as the request's first preference says it. */
export const language: Enricher = {
  name: 'language',
  enrich: ({ envelope, arrival: { acceptLanguage } }) => {
    const tag = envelope.language ?? acceptLanguage.split(/[,;]/)[0] ?? '';
    return { language: /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag.trim())?.[1]?.toLowerCase() ?? '' };
  },
};
