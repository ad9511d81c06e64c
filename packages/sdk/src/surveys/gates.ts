import type { SurveySettings } from './survey-settings.ts';

/** True when a rule holds a survey back, on this page, for this visitor. */
type Gate = (survey: SurveySettings) => boolean | Promise<boolean>;

/** The rules that surveys of this site have, by name. In the tag of a site are those that one of its surveys uses. */
export const gates: Record<string, Gate> = {};
