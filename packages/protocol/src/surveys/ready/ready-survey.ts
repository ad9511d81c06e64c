import type { SurveyDraft } from '../survey.ts';

/** A survey that is written already: it becomes a draft of the site's, to be changed as one likes. */
export interface ReadySurvey {
  /** Also the id that is proposed for the draft. */
  id: string;
  /** What it is called, by the language of the reader. */
  titles: { en: string; ar: string };
  /** What one learns by it, and when it appears. */
  purposes: { en: string; ar: string };
  survey: Omit<SurveyDraft, 'id' | 'version' | 'title'>;
}
