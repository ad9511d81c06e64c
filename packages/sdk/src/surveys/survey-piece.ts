import type { SurveySettings } from './survey-settings.ts';

/** What became of a survey: the events that only the widget can tell. */
export interface SurveyOutcome {
  survey_shown: { surveyLanguage: string };
  /** One for each answered question; where several options are chosen, one for each of them. */
  survey_answer: {
    questionId: string;
    questionKind: 'nps' | 'csat' | 'ces' | 'rating' | 'choice' | 'text';
    questionNumber: number;
    score?: number | undefined;
    choice?: string | undefined;
    text?: string | undefined;
  };
  survey_completed: Record<never, never>;
  survey_dismissed: { questionNumber: number };
}

/** Tells what became of a survey, the moment it happens. */
export type TellOutcome = <Kind extends keyof SurveyOutcome>(kind: Kind, properties: SurveyOutcome[Kind]) => void;

/** How a survey is shown. */
export interface ShowOptions {
  /** Takes the survey away, without an outcome. */
  signal?: AbortSignal;
  /** True where the visitor asked for it: it takes the focus, and gives it back. */
  isAskedFor?: boolean;
}

/** What the lazy piece offers. */
export interface SurveyPiece {
  /** Shows a survey; settles when it is gone, or had no place. */
  showSurvey(survey: SurveySettings, tell: TellOutcome, options?: ShowOptions): Promise<void>;
  /** Shows the tab that opens a survey. */
  showTab(survey: SurveySettings, open: () => void, signal: AbortSignal): void;
}
