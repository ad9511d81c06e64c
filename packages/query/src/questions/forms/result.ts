import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** What a field did to a form; never what was typed. */
export interface FormFieldFigures {
  field: string;
  /** Forms in which it was touched. */
  touched: number;
  /** Those of them that were submitted. */
  submitted: number;
  /** Abandoned forms in which it was touched last. */
  lastTouched: number;
  /** Sum over all forms, in ms. */
  focusedMs: number;
  /** Median over the forms in which it was touched, in ms. */
  medianFocusedMs: number;
  /** How often it was changed again in a later visit to it. */
  refills: number;
  /** Forms in which it was. */
  refilledIn: number;
  /** How often validation refused it. */
  failures: number;
  /** Forms in which it was refused. */
  failedIn: number;
  /** Forms in which something was pasted into it. */
  pastedIn: number;
  /** Forms in which the browser filled it. */
  autofilledIn: number;
}

/**
 * What became of the forms of one step. `seen` is the sum of the four outcomes:
 * - `submitted`: after the first touch of a field (where none was touched, after it was seen) the checkout reached a step that it
 *   had not reached before, or its purchase followed.
 * - `abandoned`: a field was touched, the form was not submitted, and nothing has happened in it since the cut-off.
 * - `open`: it was not submitted, and the cut-off is not over.
 * - `untouched`: it was seen and left without a touch.
 */
export interface FormFigures {
  /** The step. */
  form: string;
  seen: number;
  /** Forms of which a field was touched, whatever became of them. */
  started: number;
  submitted: number;
  abandoned: number;
  open: number;
  untouched: number;
  /** submitted / (seen − open); null where nothing is decided. */
  completion: Conversion | null;
  /** abandoned / (abandoned + submitted); null where there are none. */
  abandonment: Conversion | null;
  /** Time in the fields, a median over the forms that were started, in ms; null where none was. */
  medianFocusedMs: number | null;
  /** The most touched first, at most 200. */
  fields: FormFieldFigures[];
}

/** The forms whose first event had one value. */
export interface FormGroup {
  /** '' where the events had none; null for "other". */
  value: string | null;
  isOther: boolean;
  forms: FormFigures[];
}

/** Forms, field by field. */
export interface FormsResult {
  range: Span;
  cutoffMs: number;
  /** The most seen first, at most 100. */
  forms: FormFigures[];
  /** The value of most forms first, "other" last. Null without a breakdown. */
  groups: FormGroup[] | null;
  comparison: { range: Span; forms: FormFigures[] } | null;
  /** Null when nobody was asked for. */
  people: People | null;
}
