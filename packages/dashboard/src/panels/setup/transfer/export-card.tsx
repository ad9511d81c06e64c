import { useSignal } from '@preact/signals';
import { words } from '../../../locales/index.ts';
import { resolveRange } from '../../../state/range.ts';
import type { Site } from '../../../state/session.ts';
import { today } from '../../../state/site.ts';
import { Card } from '../../../ui/card.tsx';
import { Input, Segmented } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { transferWords } from './words.ts';

const fileFormats = ['csv', 'ndjson'] as const;
type FileFormat = (typeof fileFormats)[number];

/** Where the browser fetches the file itself: it comes as a stream, however large, and never through the page's memory. */
const exportAddress = (site: string, definition: object, format: FileFormat): string => {
  const query = new URLSearchParams({ format, definition: JSON.stringify(definition) });
  // Spreadsheets take a file without this mark for the system's old code page and garble Arabic.
  if (format === 'csv') query.set('mark', 'true');
  return `/api/v1/sites/${encodeURIComponent(site)}/export?${query}`;
};

/** Files of events that go out: which days, in which format. */
export const ExportCard = ({ site }: { site: Site }) => {
  const text = transferWords.value;
  const days = resolveRange('30d', today.value);
  const from = useSignal(days.from);
  const to = useSignal(days.to);
  const format = useSignal<FileFormat>('csv');
  const hasBots = useSignal(false);
  const isWrong = !from.value || !to.value || from.value > to.value;
  const definition = {
    range: { from: from.value, to: to.value },
    ...(hasBots.value && { bots: 'included' }),
  };
  return (
    <Card title={text.exportTitle}>
      <div class="transfer">
        <p>{text.exportLead}</p>
        {site.scopes.includes('events:read') ? (
          <>
            <div class="export-days">
              <Input
                label={words.value.from}
                type="date"
                value={from.value}
                onChange={(day) => {
                  from.value = day;
                }}
              />
              <Input
                label={words.value.to}
                type="date"
                value={to.value}
                error={isWrong ? words.value.rangeWrong : undefined}
                onChange={(day) => {
                  to.value = day;
                }}
              />
            </div>
            <Segmented
              label={text.format}
              value={format.value}
              choices={fileFormats.map((value) => ({ value, label: text.formats[value] }))}
              onChange={(value) => {
                format.value = value;
              }}
            />
            <Switch
              label={text.bots.name}
              hint={text.bots.hint}
              isOn={hasBots.value}
              onChange={(isOn) => {
                hasBots.value = isOn;
              }}
            />
            {isWrong ? (
              <button type="button" class="button button-primary" disabled>
                <Icon name="download" />
                {text.download}
              </button>
            ) : (
              <a class="button button-primary" href={exportAddress(site.id, definition, format.value)} download>
                <Icon name="download" />
                {text.download}
              </a>
            )}
          </>
        ) : (
          <p class="off-note">{text.exportReadOnly}</p>
        )}
      </div>
    </Card>
  );
};
