import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type ImportState, UploadError, uploadFile } from './import-events/upload-file.ts';

/** `pnpm import-events FILE --site SITE --key KEY`: sends a file of events, of any size, to a collector. */

const USAGE = `pnpm import-events FILE --site SITE --key KEY [options]

  FILE                events as CSV or NDJSON; see docs/import-export.md
  --site SITE         the site's id
  --key KEY           a secret key with the scope "events:write", or
  --key-file PATH     a file that holds it
  --url URL           the collector; default http://localhost:3000
  --format FORMAT     csv or ndjson; default: by the file's name
  --resume            go on with a file that was sent in part
  --again             send a file that was sent before once more`;

const MOST_SHOWN = 20;

const say = (text: string) => process.stdout.write(`${text}\n`);

const readArguments = async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: { type: 'string' },
      key: { type: 'string' },
      'key-file': { type: 'string' },
      url: { type: 'string', default: 'http://localhost:3000' },
      format: { type: 'string' },
      resume: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  const key = values.key ?? (values['key-file'] ? (await readFile(values['key-file'], 'utf8')).trim() : undefined);
  const format = values.format ?? (file && /\.(nd)?json(l|lines)?$/i.test(file) ? 'ndjson' : 'csv');
  if (!file || !values.site || !key || (format !== 'csv' && format !== 'ndjson')) throw new UploadError(USAGE);
  const before = values.again ? 'again' : values.resume ? 'resume' : 'ask';
  return { file, key, format, before, site: values.site, url: values.url.replace(/\/+$/, '') } as const;
};

const progressOf = ({ offset, sizeBytes, read, accepted, duplicate, rejected }: ImportState) => {
  const share = sizeBytes ? Math.floor((offset / sizeBytes) * 100) : 100;
  return `${share} %  ${read} read, ${accepted} accepted, ${duplicate} already there, ${rejected} rejected`;
};

/** One line that is written over, where somebody looks on. */
const show = (text: string) => process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${text}` : `${text}\n`);

try {
  const done = await uploadFile({
    ...(await readArguments()),
    onProgress: (state) => show(progressOf(state)),
    onWaiting: (reason, seconds) => show(`Waiting ${seconds} s: ${reason}`),
  });
  show(progressOf(done));
  if (process.stdout.isTTY) say('');
  for (const { line, message } of done.errors.slice(0, MOST_SHOWN)) say(`  line ${line}: ${message}`);
  if (done.rejected > MOST_SHOWN)
    say(`  … ${done.rejected} lines were rejected; the dashboard lists the first hundred.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
