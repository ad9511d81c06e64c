import { quantile } from '@telltale/statistics';
import { conversionOf } from '../../conversion.ts';
import { MARK } from './compile.ts';
import type { Form, FormEvent, FormOutcome } from './find-forms.ts';
import type { FormFieldFigures, FormFigures } from './result.ts';

/** More than any site has steps, and more than any step has fields. */
const MAX_FORMS = 100;
const MAX_FIELDS = 200;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((added, number) => added + number, 0);

/** Puts what has the same name together, in the order in which the names come. */
export const grouped = <Item>(items: readonly Item[], nameOf: (item: Item) => string): [string, Item[]][] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(nameOf(item));
    if (known) known.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return [...groups];
};

/** What happened in one field of one form. */
interface TouchedField {
  field: string;
  form: Form;
  touches: FormEvent[];
}

const fieldFigures = (field: string, touched: readonly TouchedField[]): FormFieldFigures => {
  const focused = touched.map(({ touches }) => sum(touches.map(({ focusedMs }) => focusedMs)));
  const count = (isMeant: (one: TouchedField) => boolean) => touched.filter(isMeant).length;
  const amount = (of: (event: FormEvent) => number) => sum(touched.flatMap(({ touches }) => touches.map(of)));
  const countSome = (isMeant: (event: FormEvent) => boolean) => count(({ touches }) => touches.some(isMeant));
  return {
    field,
    touched: touched.length,
    submitted: count(({ form }) => form.outcome === 'submitted'),
    lastTouched: count(({ form }) => form.outcome === 'abandoned' && form.touches.at(-1)?.field === field),
    focusedMs: sum(focused),
    medianFocusedMs: quantile(focused, 0.5),
    refills: amount(({ refills }) => refills),
    refilledIn: countSome(({ refills }) => refills > 0),
    failures: amount(({ failures }) => failures),
    failedIn: countSome(({ failures }) => failures > 0),
    pastedIn: countSome(({ bits }) => (bits & MARK.pasted) !== 0),
    autofilledIn: countSome(({ bits }) => (bits & MARK.autofilled) !== 0),
  };
};

const figuresOf = (name: string, forms: readonly Form[]): FormFigures => {
  const started = forms.filter(({ touches }) => touches.length > 0);
  const ofOutcome = (outcome: FormOutcome) => forms.filter((form) => form.outcome === outcome).length;
  const [submitted, abandoned, open] = [ofOutcome('submitted'), ofOutcome('abandoned'), ofOutcome('open')];
  const touched = started.flatMap((form) =>
    grouped(form.touches, ({ field }) => field).map(([field, touches]): TouchedField => ({ field, form, touches })),
  );
  const focused = started.map(({ touches }) => sum(touches.map(({ focusedMs }) => focusedMs)));
  return {
    form: name,
    seen: forms.length,
    started: started.length,
    submitted,
    abandoned,
    open,
    untouched: ofOutcome('untouched'),
    completion: conversionOf(submitted, forms.length - open),
    abandonment: conversionOf(abandoned, abandoned + submitted),
    medianFocusedMs: started.length === 0 ? null : quantile(focused, 0.5),
    fields: grouped(touched, ({ field }) => field)
      .map(([field, some]) => fieldFigures(field, some))
      .sort((a, b) => b.touched - a.touched || compareText(a.field, b.field))
      .slice(0, MAX_FIELDS),
  };
};

/** Counts forms by their step, the most seen first. */
export const tallyForms = (forms: readonly Form[]): FormFigures[] =>
  grouped(forms, ({ name }) => name)
    .sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))
    .slice(0, MAX_FORMS)
    .map(([name, some]) => figuresOf(name, some));
