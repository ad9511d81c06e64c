import type { Recorder } from '../recorder.ts';
import type { ExperimentSettings } from '../settings.ts';
import { decision, type Kept } from './assignments.ts';

/** A visitor is new for as long as a visit may pause. */
const NEW_MS = 30 * 60_000;

/** What the collector said longer ago about a visitor's segments may no longer be so. */
const SAID_MS = 24 * 60 * 60_000;

/** What a browser says about the device; a tablet's says "Mac" where it wants pages for desktops. */
const deviceOf = ({ userAgent, maxTouchPoints }: Navigator): string => {
  if (/iPad|Tablet|Android(?!.*Mobi)/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1)) return 'tablet';
  return /Mobi/.test(userAgent) ? 'mobile' : 'desktop';
};

const isLanguage = (language: string, wanted: string): boolean =>
  `${language.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`);

const isInAudience = ({ id, audience = {} }: ExperimentSettings, { madeAt, members = [0] }: Kept): boolean => {
  const { languages, devices, visitors, parameters = [], hasSegment } = audience;
  const now = Date.now();
  const language = document.documentElement.lang || navigator.language;
  const search = new URLSearchParams(location.search);
  return (
    (!languages?.[0] || languages.some((wanted) => isLanguage(language, wanted))) &&
    (!devices?.[0] || devices.some((device) => device === deviceOf(navigator))) &&
    (!visitors || (visitors === 'new') === now - madeAt < NEW_MS) &&
    (!hasSegment || (now - members[0] < SAID_MS && members.includes(id))) &&
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
