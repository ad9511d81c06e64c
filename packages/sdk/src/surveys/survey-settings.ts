import type { OpenValue } from '../telltale.ts';

/** A text by language ("en", "ar-MA"); the first is the fall-back. */
export type SurveyText = Record<string, string>;

/** One question of a survey. */
export interface SurveyQuestion {
  /** Names the question in answers. */
  id: string;
  /** 0–10, 1–5, 1–7, 1–`highest`, options, words. */
  kind: 'nps' | 'csat' | 'ces' | 'rating' | 'choice' | 'text';
  text: SurveyText;
  /** Asked only after such an answer to an earlier question; all that is given must hold. */
  if?: SurveyCondition | undefined;
  /** True where it may be skipped. */
  isOptional?: boolean | undefined;
  /** What stands at the ends of a scale. */
  low?: SurveyText | undefined;
  high?: SurveyText | undefined;
  /** Names of the scores, from 1. */
  labels?: SurveyText[] | undefined;
  /** How scores are shown. Default: by their names, else as numbers. */
  shape?: 'stars' | 'faces' | undefined;
  /** The highest score of a rating. */
  highest?: number | undefined;
  options?: { id: string; text: SurveyText }[] | undefined;
  /** True where several options may be chosen. */
  isMultiple?: boolean | undefined;
  /** What the option says that lets visitors use words of their own. Default: there is none. */
  other?: SurveyText | undefined;
  /** True where words leave the page as they were typed. Default: e-mail addresses and long runs of digits are masked. */
  isUnmasked?: boolean | undefined;
}

/** An answer to an earlier question. */
export interface SurveyCondition {
  question: string;
  /** The lowest and the highest score, both included. */
  from?: number | undefined;
  to?: number | undefined;
  /** Options one of which was chosen. */
  choices?: string[] | undefined;
}

/** A condition on a property of the event that brings a survey. */
export interface SurveyEventFilter {
  /** Such as `step`, `props.plan`; of money the amount. */
  property: string;
  operator: 'is' | 'is_not' | 'contains' | 'at_least' | 'at_most';
  values: OpenValue[];
}

/** The moment in which a survey is due. */
export type SurveyTrigger =
  /** So long on the page, in view. */
  | { on: 'time'; ms: number }
  /** The page was seen down to this share of its height. */
  | { on: 'scroll'; ratio: number }
  /** The visitor is about to leave; on touch screens also after so long without doing anything. */
  | { on: 'exit'; idleMs: number }
  | { on: 'event' | 'rage_click'; kind: string; filters?: SurveyEventFilter[] | undefined }
  /** What the selector means was used. */
  | { on: 'feature'; feature: string; selector: string }
  /** A checkout is left; or returned to after so long. */
  | { on: 'checkout_left' | 'checkout_return'; cutoffMs: number }
  /** Only `survey.show` shows it. */
  | { on: 'call' };

/** A survey as the page needs it. What is left out is at its default. */
export interface SurveySettings {
  id: string;
  /** Stands in its events. */
  version: number;
  questions: SurveyQuestion[];
  thanks: SurveyText;
  words: { send: SurveyText; next: SurveyText; skip: SurveyText; dismiss: SurveyText; progress: SurveyText };
  /** One of them brings it. */
  triggers: SurveyTrigger[];
  delayMs?: number | undefined;
  /** Default: a card in a corner of the window. */
  place?: 'bar' | 'inline' | 'tab' | undefined;
  /** True: on the side where reading begins. */
  isAtStart?: boolean | undefined;
  /** The element that an inline survey stands in. */
  selector?: string | undefined;
  /** What the tab says that opens it. */
  tabLabel?: SurveyText | undefined;
  /** Default: as the system is. `page`: as the page's `color-scheme` is. */
  theme?: 'light' | 'dark' | 'page' | undefined;
  /** CSS: `--b-l` background, `--t-l` text, `--a-l` accent, `--o-l` on the accent; `-d` in the dark. */
  colours?: string | undefined;
  /** Regular expressions of the paths on which it may, or may not, appear. */
  pages?: string | undefined;
  exceptPages?: string | undefined;
  /** Languages of the page. */
  languages?: string[] | undefined;
  /** `desktop`, `tablet`, `mobile`. */
  devices?: string[] | undefined;
  /** `new`: in their first session. */
  visitors?: 'new' | 'returning' | undefined;
  /** The share of visitors who may see it, 0 to 1. */
  shareRatio?: number | undefined;
  /** True where the collector says whether the visitor is in its segment. */
  hasSegment?: boolean | undefined;
  /** Epoch ms: from, to; 0 for none. */
  dates?: [fromAt: number, toAt: number] | undefined;
  /** Of several that are due at once the highest appears. Default: 0. */
  priority?: number | undefined;
  /** Shown so often at the most. Default: until it is answered. */
  times?: number | undefined;
  /** Again so long after an answer. Default: never again. */
  againMs?: number | undefined;
  /** Whoever closed or ignored it is left in peace for so long. */
  snoozeMs: number;
}
