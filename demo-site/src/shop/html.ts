/** Markup that is already safe to write: made by `html` alone. */
export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** What can stand in a template: text is escaped, markup is not, nothing is nothing. */
type Value = Html | string | number | false | undefined | readonly Value[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const write = (value: Value): string => {
  if (value instanceof Html) return value.source;
  if (value === false || value === undefined) return '';
  if (typeof value === 'object') return value.map((item) => write(item)).join('');
  return String(value).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
};

/** Writes markup; every value in it is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(strings.reduce((markup, text, index) => markup + write(values[index - 1]) + text));
