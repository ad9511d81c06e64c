import type { SurveySettings } from './surveys/survey-settings.ts';

/** Texts by language ("en", "ar"); the first is the fall-back. */
export type TextsByLanguage = Record<string, string>;

/** Before or after an element, or as the first or last thing in it. */
export type Place = 'before' | 'after' | 'first' | 'last';

/** One change that a variant makes to the elements that a CSS selector means. */
export type ChangeSettings = { selector: string } & (
  | { kind: 'text'; texts: TextsByLanguage }
  | { kind: 'html'; texts: TextsByLanguage }
  | { kind: 'attribute'; name: string; value: string | null }
  | { kind: 'class'; add: string[]; remove: string[] }
  | { kind: 'style'; properties: Record<string, string> }
  | { kind: 'image'; src: string; texts?: TextsByLanguage | undefined }
  | { kind: 'hide' }
  | { kind: 'move'; to: string; place: Place }
  | { kind: 'message'; place: Place; texts: TextsByLanguage; properties?: Record<string, string> | undefined }
);

/** One variant. */
export interface VariantSettings {
  id: string;
  weight: number;
  /** Made in their order, moves last, and again when the page re-renders. */
  changes?: ChangeSettings[] | undefined;
  /** The path that is shown instead; query and hash are kept. */
  redirect?: string | undefined;
}

/** Who takes part, by what the browser knows. */
export interface AudienceSettings {
  languages?: string[] | undefined;
  devices?: ('mobile' | 'tablet' | 'desktop')[] | undefined;
  visitors?: 'new' | 'returning' | undefined;
  parameters?: { name: string; value?: string | undefined }[] | undefined;
  /** Those who are in the experiment's saved segment, as the collector said on an earlier page; nobody before it has. */
  hasSegment?: true | undefined;
}

/** One experiment. The first variant is the control. Whatever is absent is at its default: everywhere, everybody, all the traffic. */
export interface ExperimentSettings {
  id: string;
  /** Paths, "*" for any characters; no `include` means every page. */
  pages?: { include: string[]; exclude: string[] } | undefined;
  audience?: AudienceSettings | undefined;
  /** Share of the visitors concerned that take part at all, 0 to 1. Default: 1. */
  trafficShare?: number | undefined;
  /** Experiments of one group whose ranges do not overlap never meet in one visitor. */
  group?: { id: string; from: number; to: number } | undefined;
  /** The share of visitors who see no experiment that names the same hold-out. */
  holdOut?: { id: string; share: number } | undefined;
  /** Another one shuffles the visitors anew. Default: the id. */
  salt?: string | undefined;
  variants: VariantSettings[];
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
  /** A visitor who saw any survey is left in peace for so many days. Default: 7. */
  surveyCapDays?: number | undefined;
  experiments?: ExperimentSettings[] | undefined;
}
