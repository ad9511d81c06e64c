import { isHidden } from '../lib/is-hidden.ts';
import { consentGiven } from '../stages/consent.ts';
import { gates } from './gates.ts';
import { heldByHistory } from './history.ts';
import type { SurveySettings } from './survey-settings.ts';

/** A rule that holds a survey back now; until when, epoch ms, where that is known. */
export type Obstacle = [rule: string, until?: number];

/** Finds the rules that hold a survey back; those that the page has are asked only until `most` are found. What visitors open themselves is held to no cap and no repeat rule. */
export const obstaclesTo = async (survey: SurveySettings, capMs: number, most = 1): Promise<Obstacle[]> => {
  const found: Obstacle[] = survey.place === 'tab' ? [] : heldByHistory(survey, capMs);
  if (isHidden()) found.unshift(['hidden']);
  if (consentGiven !== 'granted') found.unshift(['consent']);
  for (const rule of Object.keys(gates)) {
    if (found.length >= most) break;
    if (await gates[rule]?.(survey)) found.push([rule]);
  }
  return found;
};
