import type { Recorder } from '../recorder.ts';
import type { AudienceSettings } from '../settings.ts';
import { decision } from './assignments.ts';

/** What a browser says about the device; a tablet's says "Mac" where it wants pages for desktops. */
const deviceOf = ({ userAgent, maxTouchPoints }: Navigator): string => {
  if (/iPad|Tablet|Android(?!.*Mobi)/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1)) return 'tablet';
  return /Mobi/.test(userAgent) ? 'mobile' : 'desktop';
};

const isLanguage = (language: string, wanted: string): boolean =>
  `${language.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`);

const isInAudience = ({ languages, devices, visitors, parameters = [] }: AudienceSettings, isNew: boolean): boolean => {
  const language = document.documentElement.lang || navigator.language;
  const search = new URLSearchParams(location.search);
  return (
    (!languages?.[0] || languages.some((wanted) => isLanguage(language, wanted))) &&
    (!devices?.[0] || devices.some((device) => device === deviceOf(navigator))) &&
    (!visitors || (visitors === 'new') === isNew) &&
    parameters.every(({ name, value }) =>
      value === undefined ? search.has(name) : search.getAll(name).includes(value),
    )
  );
};

/** Experiments that are not for everybody. */
export const audience: Recorder = () => {
  decision.isInAudience = isInAudience;
  return undefined;
};
