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
