/**
 * Characters with which a spreadsheet begins a formula, wide forms included. A cell that begins so could run code on whoever opens the
 * file. Source: OWASP, "CSV Injection".
 */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const GUARDED = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Puts an apostrophe before a text that a spreadsheet would take for a formula. */
export const guardFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Takes off the apostrophe that `guardFormula` put there. */
export const withoutGuard = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
