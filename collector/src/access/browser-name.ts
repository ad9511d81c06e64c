import { parse } from 'bowser';

/** Longer ones are made up; what reads them need not. */
const MOST_CHARACTERS = 400;

/** A browser and its system in words that people know, such as "Firefox, Linux"; empty when the user agent says neither. */
export const browserName = (userAgent: string | undefined): string => {
  if (!userAgent) return '';
  const { browser, os } = parse(userAgent.slice(0, MOST_CHARACTERS));
  return [browser.name, os.name].filter(Boolean).join(', ');
};
