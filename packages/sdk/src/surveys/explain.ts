import type { SurveyExplanation } from '../telltale.ts';
import type { Obstacle } from './obstacles.ts';
import type { SurveySettings, SurveyTrigger } from './survey-settings.ts';

/** What the lazy piece with the explanations offers. */
export interface ExplainPiece {
  explain(id: string, survey: SurveySettings | undefined, found: Obstacle[]): SurveyExplanation[];
}

const days = (ms: number): string => `${Math.round(ms / 86_400_000)} days`;

const reasons: Record<string, (survey: SurveySettings) => string> = {
  busy: () => 'A survey is shown on this page now; there is one at a time.',
  consent: () => 'The visitor has not given the consent it needs: nothing would remember that it was asked.',
  hidden: () => 'Nobody sees the page: it is in the background.',
  answered: ({ againMs }) =>
    againMs
      ? `The visitor has answered it; it comes again ${days(againMs)} later.`
      : 'The visitor has answered it; its rule is not to ask again.',
  snooze: ({ snoozeMs }) => `The visitor closed or ignored it and is left in peace for ${days(snoozeMs)}.`,
  times: ({ times }) => `The visitor has seen it ${times} times, as often as its rule allows.`,
  cap: () => 'The visitor saw a survey a short time ago; the site’s cap on all surveys holds this one back.',
  dates: ({ dates: [fromAt, toAt] = [0, 0] }) =>
    Date.now() < fromAt
      ? `It begins on ${new Date(fromAt).toISOString()}.`
      : `It ended on ${new Date(toAt).toISOString()}.`,
  pages: ({ pages }) => `The page is none of its pages: ${pages}`,
  exceptPages: ({ exceptPages }) => `The page is one on which it must not appear: ${exceptPages}`,
  languages: ({ languages }) => `The page is not in one of its languages: ${languages}.`,
  devices: ({ devices }) => `The device is none of: ${devices}.`,
  visitors: ({ visitors }) => `It is for ${visitors} visitors, and this one is not.`,
  shareRatio: ({ shareRatio = 1 }) => `The visitor is not in the share of ${shareRatio * 100} % that may see it.`,
  place: ({ selector }) => `The page has no element "${selector}" for it to stand in.`,
  segment: () => 'The visitor is not in its segment, or the collector did not say so.',
};

const momentOf = (trigger: SurveyTrigger): string => {
  switch (trigger.on) {
    case 'time':
      return `${trigger.ms / 1000} s on a page`;
    case 'scroll':
      return `${trigger.ratio * 100} % of a page seen`;
    case 'exit':
      return `the visitor about to leave, or, on touch screens, idle for ${trigger.idleMs / 1000} s`;
    case 'feature':
      return `the feature "${trigger.feature}" used`;
    case 'checkout_left':
      return 'an open checkout left';
    case 'checkout_return':
      return `the return to a checkout that was left more than ${trigger.cutoffMs / 60_000} min ago`;
    case 'call':
      return 'a call of telltale.survey.show()';
    case 'event':
    case 'rage_click':
      return `an event "${trigger.kind}"${trigger.filters ? ` with ${JSON.stringify(trigger.filters)}` : ''}`;
  }
};

const explanationsOf: ExplainPiece['explain'] = (id, survey, found) => {
  if (!survey) return [{ rule: 'unknown', reason: `This site has no survey "${id}" that is live.` }];
  const explanations = found.map(([rule, until]) => {
    const reason = reasons[rule]?.(survey) ?? rule;
    return until && Number.isFinite(until) ? { rule, reason, until } : { rule, reason };
  });
  const moments = survey.triggers.map(momentOf).join('; or ');
  const delay = survey.delayMs ? `, then ${survey.delayMs / 1000} s` : '';
  return explanations.length > 0
    ? explanations
    : [{ rule: 'trigger', reason: `Nothing holds it back. It waits for: ${moments}${delay}.` }];
};

/** Says in sentences what holds a survey back, or which moment it waits for: to whoever asks, and in the console. */
export const explain: ExplainPiece['explain'] = (id, survey, found) => {
  const explanations = explanationsOf(id, survey, found);
  // Who asked before the tag was there gets no answer but this.
  for (const { rule, reason, until } of explanations)
    console.info(
      `Telltale, survey "${id}": ${reason} (${rule}${until ? `, until ${new Date(until).toISOString()}` : ''})`,
    );
  return explanations;
};
