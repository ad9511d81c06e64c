import type { Span } from '../../time/range.ts';

/** What one visitor wrote. */
export interface WrittenAnswer {
  /** Epoch ms. */
  at: number;
  /** 16 hex digits. */
  visitorId: string;
  /** '' where nobody was identified. */
  customerId: string;
  surveyId: string;
  /** Null where the event does not say it. */
  surveyVersion: number | null;
  questionId: string;
  questionKind: string;
  /** What was chosen beside the words; '' where nothing was. */
  choice: string;
  text: string;
  /** The answer's own score; without one, the visitor's last in this survey, session and range. Null where there is none. */
  score: number | null;
  path: string;
  language: string;
  device: string;
  country: string;
  /** Ids of the themes it is of, in the order of the definition. */
  themes: string[];
}

/** How many answers are of a theme. */
export interface ThemeCount {
  answers: number;
  visitors: number;
  /** Answers in each bucket. */
  values: number[];
}

/** What visitors wrote. */
export interface AnswersResult {
  range: Span;
  /** Beginnings of the buckets, epoch ms. Those that have not begun yet are left out. */
  startAts: number[];
  /** Answers with words on all pages, and who wrote them. */
  answers: number;
  visitors: number;
  /** The page, the latest first. */
  list: WrittenAnswer[];
  /** Where the next page begins; null on the last. */
  nextAfter: string | null;
  /** In the order of the definition. An answer of several is counted with each. */
  themes: ({ id: string } & ThemeCount)[];
  /** Answers of no theme. */
  ofNone: ThemeCount;
}
