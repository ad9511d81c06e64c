import type { SurveySettings } from '../settings.ts';

/** What became of a survey that was shown. */
export interface SurveyOutcome {
  onShown(): void;
  onAnswered(score: number, words: string): void;
  onDismissed(): void;
}

/** What the lazy piece offers. */
export interface SurveyPiece {
  showSurvey(survey: SurveySettings, outcome: SurveyOutcome): void;
}
