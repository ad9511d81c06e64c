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

/** From where on a feature counts as inspected. One of the three is enough. */
export interface InspectionThresholds {
  /** Seen this long. Default: 1,000. */
  visibleMs: number;
  /** Hovered this long by a resting pointer. Default: 300. */
  hoveredMs: number;
  /** Used this often. Default: 1. */
  uses: number;
}

/** What the owner decides about how to record. Whatever is absent is at its default. */
export interface RecordingSettings {
  /** True when another query makes another page. Default: only the path does. */
  isQueryCounted?: boolean | undefined;
  /** True when another hash makes another page. Default: only the path does. */
  isHashCounted?: boolean | undefined;
  /** False when unsent events live no longer than the page. Default: true. */
  isQueuePersistent?: boolean | undefined;
  /** Features by CSS selector, beside those that pages name with `data-tt-feature`. */
  features?: { feature: string; selector: string }[] | undefined;
  inspectionFrom?: InspectionThresholds | undefined;
  /** Steps of the checkout by CSS selector, beside those that pages name with `data-tt-checkout`. */
  checkoutSteps?: { step: string; selector: string; stepNumber?: number | undefined }[] | undefined;
  /** Nothing that happens in these elements is recorded; like `data-tt-ignore`. */
  ignoredSelectors?: string[] | undefined;
  /** What these elements say is never recorded, nor made into a name; like `data-tt-mask`. */
  maskedSelectors?: string[] | undefined;
  /** Clicks in these elements record the element's text; like `data-tt-text`. */
  textSelectors?: string[] | undefined;
  /** Query and hash parameters whose values never leave the page, beside those that look like secrets. */
  scrubbedParameters?: string[] | undefined;
  /** Query parameters that hold what a visitor searched for. Default: `q`, `query`, `search`, `s`, `keyword`. */
  searchParameters?: string[] | undefined;
  /** The domain whose subdomains share one visitor. Default: each has its own. In the library it needs `cookieDomain` among the recorders. */
  cookieDomain?: string | undefined;
  /** Other domains of the owner's: links to them carry the visitor's id. In the library it needs `linkedDomains` among the recorders. */
  linkedDomains?: string[] | undefined;
}

/** A site's settings, as recorders see them. */
export interface Settings extends RecordingSettings {
  /** The site's public key. */
  site: string;
  /** Where batches are posted. */
  collectUrl: string;
  /** True when nothing is stored in the browser until the visitor consents. */
  isCookieless?: boolean | undefined;
  /** In the tag: its own address; its lazy pieces are beside it. */
  tagUrl?: string;
  surveys?: SurveySettings[] | undefined;
  experiments?: ExperimentSettings[] | undefined;
}
