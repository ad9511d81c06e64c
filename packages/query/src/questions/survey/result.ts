import type { Interval } from '@telltale/statistics';
import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** How often something came of a survey. */
export interface SurveyCount {
  /**
   * Showings: what was answered and closed belongs to the showing that its `responseId` names; what has none belongs to the visitor's
   * session.
   */
  responses: number;
  /** Different visitors. */
  visitors: number;
}

/** The scores given to a question, summed up. Only whole numbers on the scale of its kind count. */
export interface SurveyScore {
  /**
   * `nps`: promoters less detractors, −1 to 1, with the adjusted Wald interval (Rocks 2016). `csat`: the share of 4 and 5 of 1 to 5; `ces`:
   * the share of 5 to 7 of 1 to 7; both with Wilson's interval. `mean`: the mean of a rating, without an interval.
   */
  method: 'nps' | 'csat' | 'ces' | 'mean';
  /** Scores that count. */
  answers: number;
  value: number;
  /** 95 % confidence; null for a mean. */
  interval: Interval | null;
  /** Mean of the scores. */
  mean: number;
  /** Answers of 9 and 10, of 7 and 8, and below; null but for `nps`. */
  groups: { promoters: number; passives: number; detractors: number } | null;
}

/** What was answered to one question. A question that changed its kind is two. */
export interface QuestionFigures {
  questionId: string;
  /** nps, csat, ces, rating, choice or text. */
  questionKind: string;
  /** Events: of several choices each is one. */
  answers: number;
  /** Showings in which it was answered. */
  responses: number;
  visitors: number;
  /** Answers with words. */
  texts: number;
  /** Null for questions without scores, and where no score counts. */
  score: SurveyScore | null;
}

/** One choice of a question. */
export interface ChoiceCount {
  /** The option's id; `other` for words of the visitor's own. */
  choice: string;
  responses: number;
  visitors: number;
  /** Of the showings in which the question was answered. */
  share: Conversion | null;
}

/** A question with all that was answered to it. */
export interface SurveyQuestionFigures extends QuestionFigures {
  /** Answers by score, the lowest first; scores that nobody gave are left out. */
  scores: { score: number; answers: number }[];
  /** The most chosen first, at most 100. */
  choices: ChoiceCount[];
}

/** What came of a survey. */
export interface SurveyFigures {
  shown: SurveyCount;
  /** At least one question answered. */
  answered: SurveyCount;
  /** Come to its end. */
  completed: SurveyCount;
  /** Closed before its end. */
  dismissed: SurveyCount;
  /** Shown, and neither answered nor closed: responses only. */
  ignored: number;
  /** The response rate: of the showings in the range, those that were answered in it. Null where there was none. */
  response: Conversion | null;
}

/** Figures of a part of what happened, with its questions, the most answered first. */
export interface SurveyPart extends SurveyFigures {
  questions: QuestionFigures[];
}

/** What came of a survey. */
export interface SurveyResult {
  range: Span;
  total: SurveyFigures & { questions: SurveyQuestionFigures[] };
  /** The latest version first, at most 50; null where events do not say it. */
  versions: (SurveyPart & { version: number | null })[];
  /** Of a property those with most showings first, '' where events have none; of segments as they were asked for. Null without a breakdown. */
  groups: (SurveyPart & { value: string })[] | null;
  trend: {
    /** Beginnings of the buckets, epoch ms. Those that have not begun yet are left out. */
    startAts: number[];
    /** Showings in each bucket. */
    shown: number[];
    /** Showings that were answered in the bucket. */
    answered: number[];
    /** The questions of `total`, in its order. */
    questions: { questionId: string; questionKind: string; answers: number[]; scores: (SurveyScore | null)[] }[];
  };
  /** Null when nobody was asked for. */
  people: People | null;
}
