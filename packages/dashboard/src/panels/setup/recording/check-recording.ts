import type { Recording } from './recording.ts';

/** What can be wrong with a setting; the words for it stand with the others. */
export type FieldProblem =
  | 'nameMissing'
  | 'selectorMissing'
  | 'selectorIsXPath'
  | 'selectorIsOpen'
  | 'selectorStartsWithDigit'
  | 'selectorWrong'
  | 'rowRepeated'
  | 'stepNumberWrong'
  | 'secondsWrong'
  | 'usesWrong'
  | 'domainWrong'
  | 'domainForeign';

interface CheckOptions {
  /** True when a browser understands the selector. */
  isSelector: (selector: string) => boolean;
  /** Host names the site is served from; empty when it may be any. */
  domains: readonly string[];
}

const MOST_MS = 600_000;
const MOST_USES = 1000;
const MOST_STEPS = 100;
const DOMAIN = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u;

const isBetween = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

/** A row in which nothing stands yet; it is not saved. */
const isEmpty = (row: object) => Object.values(row).every((cell) => cell === '' || cell === undefined);

/** A host name as addresses carry it: in lower case, and Arabic as Punycode. */
const asciiOf = (domain: string) => {
  try {
    return new URL(`https://${domain}`).hostname;
  } catch {
    return domain;
  }
};

/** Asks the browser itself; nothing is looked for. */
export const isBrowserSelector = (selector: string): boolean => {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
};

/** A selector without what may hold any letter: quoted texts and escaped letters. */
const bare = (selector: string) => selector.replace(/\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');

const count = (text: string, letter: string) => text.split(letter).length - 1;

const selectorProblem = (selector: string, { isSelector }: CheckOptions): FieldProblem | undefined => {
  if (selector === '') return 'selectorMissing';
  if (selector.startsWith('/')) return 'selectorIsXPath';
  const code = bare(selector);
  const isOpen = count(code, '[') !== count(code, ']') || count(code, '(') !== count(code, ')') || /["']/.test(code);
  // A browser closes for itself what stands open at the end; what the owner meant is not known then.
  if (isOpen) return 'selectorIsOpen';
  if (isSelector(selector)) return undefined;
  return /(^|[\s>+~,])[#.]\d/.test(selector) ? 'selectorStartsWithDigit' : 'selectorWrong';
};

/**
 * What is wrong with the settings, by the place as the API names it, such as `features.0.selector`.
 * The API has the last word; this says it sooner and in the reader's language.
 */
export const checkRecording = (recording: Recording, options: CheckOptions): ReadonlyMap<string, FieldProblem> => {
  const problems = new Map<string, FieldProblem>();
  const note = (path: string, problem: FieldProblem | false | undefined) => {
    if (problem) problems.set(path, problem);
  };

  const { features, checkoutSteps, inspectionFrom, cookieDomain, linkedDomains } = recording;
  const noteRepeated = (path: string, rows: readonly object[]) => {
    const seen = new Set<string>();
    for (const [place, row] of rows.entries()) {
      if (isEmpty(row)) continue;
      const text = JSON.stringify(row);
      note(`${path}.${place}.selector`, seen.has(text) && 'rowRepeated');
      seen.add(text);
    }
  };
  noteRepeated('features', features);
  noteRepeated('checkoutSteps', checkoutSteps);
  for (const [place, row] of features.entries()) {
    const { feature, selector } = row;
    if (isEmpty(row)) continue;
    note(`features.${place}.feature`, feature === '' && 'nameMissing');
    note(`features.${place}.selector`, selectorProblem(selector, options));
  }
  for (const [place, row] of checkoutSteps.entries()) {
    const { step, selector, stepNumber } = row;
    if (isEmpty(row)) continue;
    note(`checkoutSteps.${place}.step`, step === '' && 'nameMissing');
    note(`checkoutSteps.${place}.selector`, selectorProblem(selector, options));
    const isNumberFine = stepNumber === undefined || isBetween(stepNumber, 1, MOST_STEPS);
    note(`checkoutSteps.${place}.stepNumber`, !isNumberFine && 'stepNumberWrong');
  }
  for (const name of ['ignoredSelectors', 'maskedSelectors', 'textSelectors'] as const)
    for (const [place, selector] of recording[name].entries()) {
      if (selector === '') continue;
      note(`${name}.${place}`, recording[name].indexOf(selector) < place && 'rowRepeated');
      note(`${name}.${place}`, selectorProblem(selector, options));
    }

  for (const name of ['visibleMs', 'hoveredMs'] as const)
    note(`inspectionFrom.${name}`, !isBetween(inspectionFrom[name], 0, MOST_MS) && 'secondsWrong');
  note('inspectionFrom.uses', !isBetween(inspectionFrom.uses, 1, MOST_USES) && 'usesWrong');

  if (cookieDomain !== '') {
    const shared = asciiOf(cookieDomain);
    const isOwn = options.domains.map(asciiOf).some((domain) => domain === shared || domain.endsWith(`.${shared}`));
    note('cookieDomain', options.domains.length > 0 && !isOwn && 'domainForeign');
    // A browser keeps no cookie for a whole ending, such as "com".
    note('cookieDomain', !(DOMAIN.test(cookieDomain) && cookieDomain.includes('.')) && 'domainWrong');
  }
  for (const [place, domain] of linkedDomains.entries())
    note(`linkedDomains.${place}`, !DOMAIN.test(domain) && 'domainWrong');
  return problems;
};

/** The settings without blanks around texts and without rows in which nothing stands. */
export const tidied = (recording: Recording): Recording => {
  const texts = (values: readonly string[]) => values.map((value) => value.trim()).filter((value) => value !== '');
  return {
    ...recording,
    features: recording.features
      .map(({ feature, selector }) => ({ feature: feature.trim(), selector: selector.trim() }))
      .filter((row) => !isEmpty(row)),
    checkoutSteps: recording.checkoutSteps
      .map((row) => ({ ...row, step: row.step.trim(), selector: row.selector.trim() }))
      .filter((row) => !isEmpty(row)),
    ignoredSelectors: texts(recording.ignoredSelectors),
    maskedSelectors: texts(recording.maskedSelectors),
    textSelectors: texts(recording.textSelectors),
    cookieDomain: recording.cookieDomain.trim(),
  };
};

/** A domain as it is meant by somebody who pasted an address. */
export const domainOf = (text: string): string =>
  text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#:].*$/, '')
    .toLowerCase();

/** A parameter's name as it is meant by somebody who pasted it with its value. */
export const parameterOf = (text: string): string =>
  text
    .trim()
    .replace(/^[?&#]/, '')
    .replace(/=.*$/, '');
