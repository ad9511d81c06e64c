import type { Emit } from '../emit.ts';
import { hear } from '../lib/hear.ts';
import { isHidden } from '../lib/is-hidden.ts';
import { readStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';
import type { Recorder } from '../recorder.ts';
import type { Settings, SurveySettings } from '../settings.ts';
import { consentGiven } from '../stages/consent.ts';
import type { SurveyPiece } from './survey-piece.ts';

const DAY_MS = 86_400_000;

/** Two surveys in one day are one too many, whichever they are. */
const BETWEEN_SURVEYS_MS = DAY_MS;

/** Whoever closed a survey is not asked again for this long; whoever ignored it, for a shorter time. */
const SNOOZED_MS = 90 * DAY_MS;
const IGNORED_MS = 14 * DAY_MS;

/** What this visitor has seen: by survey, how it ended and when. */
type History = Record<string, [ending: 'shown' | 'dismissed' | 'answered', version: number, at: number]>;

const readHistory = (): History => fromJson(readStored('y') ?? '{}');

/** Why a survey is not shown now; undefined when nothing stands in its way. */
const obstacleTo = ({ id, version }: SurveySettings): string | undefined => {
  if (consentGiven() !== 'granted') return 'without consent nothing would remember that it was asked';
  const now = Date.now();
  const history = readHistory();
  const [ending, seenVersion, at = 0] = history[id] ?? [];
  if (ending === 'answered' && seenVersion === version) return 'the visitor has answered it';
  if (ending === 'dismissed' && now - at < SNOOZED_MS) return 'the visitor closed it and is left in peace for 90 days';
  if (ending === 'shown' && now - at < IGNORED_MS) return 'the visitor ignored it and is left in peace for 14 days';
  for (const other of Object.keys(history))
    if (now - (history[other]?.[2] ?? 0) < BETWEEN_SURVEYS_MS) return `the visitor saw "${other}" within a day`;
  return undefined;
};

/**
 * Shows a survey when it is due, with a piece that `load` brings only then. One at a time, one a day, never again once
 * answered; a dismissal snoozes.
 */
export const surveysFrom =
  (load: (settings: Settings) => Promise<SurveyPiece>): Recorder =>
  (emit: Emit, settings) => {
    const { surveys = [] } = settings;
    let isBusy = false;

    const remember = ({ id, version }: SurveySettings, ending: 'shown' | 'dismissed' | 'answered'): void => {
      writeStored('y', toJson({ ...readHistory(), [id]: [ending, version, Date.now()] }));
    };

    const show = async (survey: SurveySettings): Promise<void> => {
      if (isBusy || isHidden() || obstacleTo(survey)) return;
      isBusy = true;
      const about = { surveyId: survey.id, surveyVersion: survey.version };
      const { questionId, questionKind } = survey;
      try {
        const { showSurvey } = await load(settings);
        showSurvey(survey, {
          onShown() {
            remember(survey, 'shown');
            emit('survey_shown', about);
          },
          onAnswered(score, words) {
            remember(survey, 'answered');
            emit('survey_answer', { ...about, questionId, questionKind, score, ...(words && { text: words }) });
          },
          onDismissed() {
            remember(survey, 'dismissed');
            emit('survey_dismissed', about);
          },
        });
      } catch {
        // Blocked or away: the visitor is not asked.
        isBusy = false;
      }
    };

    hear('emitted', (kind) => {
      for (const survey of surveys)
        if (survey.trigger.kind === kind) setTimeout(() => show(survey), survey.trigger.delayMs);
    });

    return {
      whySurvey(id) {
        const survey = surveys.find((known) => known.id === id);
        if (!survey) return 'this site has no such survey, or it is not switched on';
        if (isBusy) return 'another survey is or was shown on this page';
        return (
          obstacleTo(survey) ?? `it waits for its moment: ${survey.trigger.kind}, then ${survey.trigger.delayMs} ms`
        );
      },
    };
  };
