/** One micro-survey: one question, its texts per language, the moment it is due. */
export interface SurveySettings {
  id: string;
  version: number;
  questionId: string;
  questionKind: 'nps';
  /** By language ("en", "ar"); the first is the fall-back. */
  texts: Record<string, SurveyTexts>;
  /** Due after an event of this kind on this page, then `delayMs` later. */
  trigger: { kind: string; delayMs: number };
}

/** What a survey says in one language. */
export interface SurveyTexts {
  question: string;
  lowLabel: string;
  highLabel: string;
  followUp?: string | undefined;
  thanks: string;
  submit: string;
  dismiss: string;
}

/** One experiment: which variants, in which weights. The first variant is the control. */
export interface ExperimentSettings {
  id: string;
  variants: { id: string; weight: number }[];
}

/** A site's settings, as recorders see them. */
export interface Settings {
  /** The site's public key. */
  site: string;
  /** Where batches are posted. */
  collectUrl: string;
  /** True when nothing is stored in the browser until the visitor consents. */
  isCookieless?: boolean;
  /** True when another query makes another page. Default: only the path does. */
  isQueryCounted?: boolean;
  /** True when another hash makes another page. Default: only the path does. */
  isHashCounted?: boolean;
  /** In the tag: its own address; its lazy pieces are beside it. */
  tagUrl?: string;
  surveys?: SurveySettings[];
  experiments?: ExperimentSettings[];
}
