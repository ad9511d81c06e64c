import { conversionOf } from '../../conversion.ts';
import { type ScoreCounts, scoreOf } from './figures.ts';
import type { ChoiceCount, QuestionFigures, SurveyCount, SurveyFigures, SurveyQuestionFigures } from './result.ts';

/** One event of a survey. Showings and visitors are numbers, each its own. */
export interface SurveyEvent {
  /** From 1, in the order of `outcomes`. */
  outcome: number;
  response: number;
  visitor: number;
  /** '' of what is no answer; so are the next two. */
  questionId: string;
  questionKind: string;
  choice: string;
  hasText: boolean;
  /** Whole, 0 to 100; null where there is none that counts. */
  score: number | null;
}

/** The outcomes by their numbers. */
export const OUTCOME = { shown: 1, answered: 2, completed: 3, dismissed: 4 } as const;

/** Showings and visitors, each once. */
class Counted {
  readonly responses = new Set<number>();
  readonly visitors = new Set<number>();

  add({ response, visitor }: SurveyEvent): void {
    this.responses.add(response);
    this.visitors.add(visitor);
  }

  count(): SurveyCount {
    return { responses: this.responses.size, visitors: this.visitors.size };
  }
}

/** What was answered to one question. */
class Answers {
  #answers = 0;
  #texts = 0;
  readonly #given = new Counted();
  readonly #scores = new Map<number, number>();
  readonly #choices = new Map<string, Counted>();
  readonly #questionId: string;
  readonly #questionKind: string;

  constructor({ questionId, questionKind }: SurveyEvent) {
    this.#questionId = questionId;
    this.#questionKind = questionKind;
  }

  add(event: SurveyEvent): void {
    const { choice, score, hasText } = event;
    this.#answers++;
    if (hasText) this.#texts++;
    this.#given.add(event);
    if (score !== null) this.#scores.set(score, (this.#scores.get(score) ?? 0) + 1);
    if (choice === '') return;
    const chosen = this.#choices.get(choice) ?? new Counted();
    this.#choices.set(choice, chosen);
    chosen.add(event);
  }

  get scoreCounts(): ScoreCounts {
    return this.#scores;
  }

  /** Sets of choices, which no other question needs. */
  choices(most: number): ChoiceCount[] {
    return [...this.#choices]
      .map(([choice, chosen]) => {
        const counted = chosen.count();
        return { choice, ...counted, share: conversionOf(counted.responses, this.#given.responses.size) };
      })
      .sort((a, b) => b.responses - a.responses || compareText(a.choice, b.choice))
      .slice(0, most);
  }

  figures(): QuestionFigures {
    return {
      questionId: this.#questionId,
      questionKind: this.#questionKind,
      answers: this.#answers,
      ...this.#given.count(),
      texts: this.#texts,
      score: scoreOf(this.#questionKind, this.#scores),
    };
  }
}

/** The order of texts that does not depend on a language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byAnswers = (a: QuestionFigures, b: QuestionFigures): number =>
  b.answers - a.answers || compareText(a.questionId, b.questionId) || compareText(a.questionKind, b.questionKind);

/** More than any survey has; ids come from outside. */
const MAX_QUESTIONS = 50;
const MAX_CHOICES = 100;

/** Counts what came of a survey, or of a part of it. */
export class SurveyTally {
  readonly #counted = {
    shown: new Counted(),
    answered: new Counted(),
    completed: new Counted(),
    dismissed: new Counted(),
  };
  readonly #questions = new Map<string, Answers>();

  add(event: SurveyEvent): void {
    if (event.outcome === OUTCOME.shown) this.#counted.shown.add(event);
    else if (event.outcome === OUTCOME.completed) this.#counted.completed.add(event);
    else if (event.outcome === OUTCOME.dismissed) this.#counted.dismissed.add(event);
    else {
      this.#counted.answered.add(event);
      const name = JSON.stringify([event.questionId, event.questionKind]);
      const answers = this.#questions.get(name) ?? new Answers(event);
      this.#questions.set(name, answers);
      answers.add(event);
    }
  }

  /** Whether a showing was one, and nothing came of it. */
  isIgnored(response: number): boolean {
    const { shown, answered, completed, dismissed } = this.#counted;
    const isBusy = [answered, completed, dismissed].some(({ responses }) => responses.has(response));
    return shown.responses.has(response) && !isBusy;
  }

  figures(): SurveyFigures {
    const { shown, answered, completed, dismissed } = this.#counted;
    let responded = 0;
    let ignored = 0;
    for (const response of shown.responses) {
      if (answered.responses.has(response)) responded++;
      if (this.isIgnored(response)) ignored++;
    }
    return {
      shown: shown.count(),
      answered: answered.count(),
      completed: completed.count(),
      dismissed: dismissed.count(),
      ignored,
      response: conversionOf(responded, shown.responses.size),
    };
  }

  /** The most answered first. */
  questions(): QuestionFigures[] {
    return [...this.#questions.values()]
      .map((answers) => answers.figures())
      .sort(byAnswers)
      .slice(0, MAX_QUESTIONS);
  }

  /** The same with scores and choices. */
  wholeQuestions(): SurveyQuestionFigures[] {
    return this.questions().map((figures) => {
      const answers = this.#questions.get(JSON.stringify([figures.questionId, figures.questionKind]));
      const scores = [...(answers?.scoreCounts ?? [])].map(([score, count]) => ({ score, answers: count }));
      return {
        ...figures,
        scores: scores.sort((a, b) => a.score - b.score),
        choices: answers?.choices(MAX_CHOICES) ?? [],
      };
    });
  }
}
