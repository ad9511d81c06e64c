import { pageOfPeople } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import type { Span } from '../../time/range.ts';
import { MARK } from './compile.ts';
import type { FormsDefinition } from './definition.ts';
import { type Form, findForms } from './find-forms.ts';
import { planOf } from './plan.ts';
import type { FormGroup, FormsResult } from './result.ts';
import { grouped, tallyForms } from './tally.ts';

const groupsOf = (forms: readonly Form[], limit: number): FormGroup[] => {
  const sorted = grouped(forms, ({ first }) => first.value).sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  const shown = sorted.slice(0, limit).map(([value, some]) => ({ value, isOther: false, forms: tallyForms(some) }));
  const others = sorted.slice(limit).flatMap(([, some]) => some);
  return others.length === 0 ? shown : [...shown, { value: null, isOther: true, forms: tallyForms(others) }];
};

const listed = (forms: readonly Form[], { form, outcome }: NonNullable<FormsDefinition['people']>): string[] => {
  const isAsked = ({ touches, outcome: own }: Form) =>
    outcome === 'seen' || (outcome === 'started' ? touches.length > 0 : own === outcome);
  const meant = forms.filter((one) => one.name === form && isAsked(one));
  return [...new Set(meant.map(({ visitorId }) => visitorId))];
};

/** Reads the visitors' events, decides what became of each form, and counts. */
export const decodeForms = (
  answer: readonly Row[] | Uint8Array,
  definition: FormsDefinition,
  context: QuestionContext,
): FormsResult => {
  const plan = planOf(definition, context);
  const { breakdown, people } = definition;
  const found = findForms(bytesOf(answer), plan).filter(({ first }) => first.bits & MARK.passes);
  const begunIn = ({ startAt, endAt }: Span) => found.filter(({ first: { time } }) => time >= startAt && time < endAt);
  const forms = begunIn(plan.range);
  return {
    range: plan.range,
    cutoffMs: plan.cutoffMs,
    forms: tallyForms(forms),
    groups: breakdown ? groupsOf(forms, breakdown.limit) : null,
    comparison: plan.compared && { range: plan.compared, forms: tallyForms(begunIn(plan.compared)) },
    people: people ? pageOfPeople(listed(forms, people), people) : null,
  };
};
