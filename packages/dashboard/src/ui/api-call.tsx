import type { QuestionKind } from '@telltale/query';
import { type Definitions, questionUrl } from '../api/ask.ts';
import { words } from '../locales/index.ts';
import { site } from '../state/site.ts';
import { CopyButton } from './copy-button.tsx';

/** A question as a command line that asks it with a key. */
export const apiCall = (url: string, definition: unknown): string => {
  // A quote inside a single-quoted shell word ends it, stands escaped, and begins it again.
  const body = JSON.stringify(definition).replaceAll("'", "'\\''");
  return [
    `curl ${url}`,
    '-H "Authorization: Bearer $TELLTALE_KEY"',
    "-H 'Content-Type: application/json'",
    `-d '${body}'`,
  ].join(' \\\n  ');
};

interface ApiCallButtonProps<Kind extends QuestionKind> {
  kind: Kind;
  definition: Definitions[Kind];
}

/** Copies the question that the panel asks, as the API takes it. */
export const ApiCallButton = <Kind extends QuestionKind>({ kind, definition }: ApiCallButtonProps<Kind>) => (
  <CopyButton
    look="quiet"
    isSmall
    label={words.value.copyAsApiCall}
    text={apiCall(questionUrl(site.value?.id ?? '', kind), definition)}
  />
);
