import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formats } from '../../../locales/index.ts';
import type { Site } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Problem } from '../../../ui/states.tsx';
import { FileChooser } from './file-chooser.tsx';
import { ImportFigures } from './import-figures.tsx';
import { endImport, importingOf, loadImports, startImport, stopImport } from './importing.ts';
import { type ImportState, importsOf } from './imports.ts';
import { transferWords } from './words.ts';

const shareOf = ({ offset, sizeBytes }: ImportState) =>
  formats.value.percent(sizeBytes ? Math.min(1, offset / sizeBytes) : 0);

/** What can be done with the file that was chosen: import it, go on with it, or do it once more. */
const ChosenFile = ({ site, file, onStart }: { site: string; file: File; onStart: () => void }) => {
  const text = transferWords.value;
  const same = importsOf(file, importingOf(site).imports);
  const left = same.find(({ status }) => status === 'open');
  const isAgain = same.some(({ status }) => status === 'done');
  const start = (from?: ImportState) => {
    void startImport(site, file, from);
    onStart();
  };
  return (
    <div class="chosen-file">
      <p class="chosen-file-name">
        <bdi>{file.name}</bdi>
      </p>
      {left && <p class="is-quiet">{text.wasStopped}</p>}
      {!left && isAgain && <p class="is-quiet">{text.wasImported}</p>}
      <div class="transfer-actions">
        {left && (
          <Button look="primary" onClick={() => start(left)}>
            {text.goOn(shareOf(left))}
          </Button>
        )}
        <Button look={left ? 'plain' : 'primary'} onClick={() => start()}>
          {left ? text.anew : isAgain ? text.again : text.start}
        </Button>
      </div>
    </div>
  );
};

/** An import that is being sent: how far it is. */
const Progress = ({ site, current }: { site: string; current: ImportState }) => {
  const text = transferWords.value;
  const { waiting } = importingOf(site);
  return (
    <div class="import-progress">
      <div class="import-progress-head">
        <span>
          <bdi>{text.sending(`\u2068${current.name}\u2069`)}</bdi>
        </span>
        <span class="import-share">{shareOf(current)}</span>
      </div>
      <progress
        class="import-bar"
        aria-label={text.sending(current.name)}
        max={current.sizeBytes ?? undefined}
        value={current.sizeBytes === null ? undefined : current.offset}
      />
      <p class="is-quiet">{waiting ? text[waiting] : text.keepOpen}</p>
      <Button isSmall onClick={() => stopImport(site)}>
        {text.stop}
      </Button>
    </div>
  );
};

/** Imports that were begun and not ended. */
const OpenImports = ({ site, imports }: { site: string; imports: readonly ImportState[] }) => {
  const text = transferWords.value;
  if (imports.length === 0) return null;
  return (
    <ul class="open-imports">
      {imports.map((one) => (
        <li key={one.id}>
          <span>
            <bdi class="chosen-file-name">{one.name}</bdi> <span class="is-quiet">{text.isOpen(shareOf(one))}</span>
          </span>
          <Button
            look="quiet"
            isSmall
            aria-label={text.giveUpOf(one.name)}
            onClick={() => void endImport(site, one.id)}
          >
            {text.giveUp}
          </Button>
        </li>
      ))}
    </ul>
  );
};

/** Files of events that come in: choose, follow, go on. */
export const ImportCard = ({ site }: { site: Site }) => {
  const text = transferWords.value;
  const chosen = useSignal<File | undefined>(undefined);
  const mayWrite = site.scopes.includes('events:write');
  const { imports, current, isSending, problem } = importingOf(site.id);
  const open = imports.filter(({ id, status }) => status === 'open' && !(isSending && id === current?.id));

  useEffect(() => {
    chosen.value = undefined;
    if (mayWrite) void loadImports(site.id);
  }, [site.id]);

  const ending = { done: text.done, cancelled: text.cancelled, open: text.stopped };
  return (
    <Card title={text.importTitle}>
      <div class="transfer">
        <p>{text.importLead}</p>
        <p class="is-quiet">
          {text.importFormat} <code dir="ltr">{text.columns}</code>
        </p>
        {!mayWrite && <p class="off-note">{text.readOnly}</p>}
        {mayWrite && !isSending && (
          <FileChooser
            label={chosen.value ? text.chooseOther : text.choose}
            accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json"
            onChoose={(file) => {
              chosen.value = file;
            }}
          />
        )}
        {chosen.value && !isSending && (
          <ChosenFile
            site={site.id}
            file={chosen.value}
            onStart={() => {
              chosen.value = undefined;
            }}
          />
        )}
        {isSending && current && <Progress site={site.id} current={current} />}
        {!isSending && !chosen.value && <OpenImports site={site.id} imports={open} />}
        {problem() && <Problem message={problem()} />}
        {current && !chosen.value && (
          <ImportFigures title={isSending ? undefined : ending[current.status]} current={current} />
        )}
      </div>
    </Card>
  );
};
