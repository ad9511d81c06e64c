import { scrubAlso } from '../lib/scrub-text.ts';
import type { Recorder } from '../recorder.ts';

/** Letters, digits and marks stand for themselves in a pattern, whatever the alphabet; everything else may mean something. */
const literal = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '\\$&');

/** Keeps the values of the parameters that the site lists on the page, as they are written and percent-encoded. */
export const scrubbedParameters: Recorder = (_emit, settings) => {
  let names = '';
  for (const name of settings.scrubbedParameters ?? [])
    names += `${names && '|'}${literal(name)}|${literal(encodeURIComponent(name))}`;
  if (names) scrubAlso(new RegExp(`([?&#;](?:${names})=)[^&#;\\s]+`, 'gi'));
  return undefined;
};
