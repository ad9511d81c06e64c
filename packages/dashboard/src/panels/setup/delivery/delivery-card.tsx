import { useSignal } from '@preact/signals';
import { formats } from '../../../locales/index.ts';
import type { Site } from '../../../state/session.ts';
import { Card } from '../../../ui/card.tsx';
import { Segmented } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { PngButton } from '../../../ui/png-button.tsx';
import { Loading } from '../../../ui/states.tsx';
import { CsvButton, TableBehind } from '../../../ui/table.tsx';
import { countOf } from './count-of.ts';
import { type Delivery, daysOf, type Fates, fetchDelivery, type Span, spans } from './delivery.ts';
import './delivery.css';
import { columnsOf, fileColumnsOf, rowsOf } from './delivery-table.tsx';
import { type Finding, findingsOf } from './findings.ts';
import { reasonName } from './reason-words.ts';
import { RefusedEvents } from './refused-events.tsx';
import { usePolled } from './use-polled.ts';
import { deliveryWords } from './words.ts';

const figures = [
  'received',
  'accepted',
  'stored',
  'duplicate',
  'waiting',
  'rejected',
  'bot',
  'late',
  'dropped',
] as const;

const countIn = (total: Fates, name: (typeof figures)[number] | 'setAside'): number => {
  const count = total[name];
  return typeof count === 'number' ? count : countOf(count);
};

const sentenceOf = (finding: Finding, timeZone: string): string => {
  const text = deliveryWords.value.findings;
  switch (finding.kind) {
    case 'nothing':
      return text.nothing;
    case 'waiting':
      return text.waiting(finding.events, formats.value.hour(finding.sinceAt, timeZone));
    case 'rejected':
      return text.rejected(finding.events, formats.value.percent(finding.ratio), reasonName(finding.reason));
    case 'dropped':
      return text.dropped(finding.events, reasonName(finding.reason));
    case 'duplicate':
    case 'late':
      return text[finding.kind](finding.events, formats.value.percent(finding.ratio));
    default:
      return text[finding.kind](finding.events);
  }
};

const Findings = ({ delivery }: { delivery: Delivery }) => (
  <div role="status">
    <ul class="findings">
      {findingsOf(delivery, Date.now()).map((finding) => (
        <li key={finding.kind} class={`finding finding-${finding.tone}`}>
          <Icon name={finding.tone === 'good' ? 'check' : finding.tone === 'note' ? 'more' : 'alert'} />
          <span>{sentenceOf(finding, delivery.timeZone)}</span>
        </li>
      ))}
    </ul>
  </div>
);

const Reasons = ({ title, reasons }: { title: string; reasons: Readonly<Record<string, number>> }) => {
  const listed = Object.entries(reasons).toSorted(([, one], [, other]) => other - one);
  if (listed.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <dl class="delivery-reasons">
        {listed.map(([reason, events]) => (
          <div key={reason}>
            <dt>{reasonName(reason)}</dt>
            <dd>{formats.value.number(events)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** What became of a site's events: figures, what is wrong in a sentence, the table behind, and the refused ones to read and judge again. */
export const DeliveryCard = ({ site: { id, timeZone } }: { site: Site }) => {
  const text = deliveryWords.value;
  const span = useSignal<Span>('day');
  const { value, hasFailed, refresh } = usePolled(`${id} ${span.value}`, () => fetchDelivery(id, span.value));
  const rows = value ? rowsOf(value, span.value) : [];
  const shown = value && value.total.setAside > 0 ? ([...figures, 'setAside'] as const) : figures;

  return (
    <Card
      title={text.title}
      actions={
        <>
          <Segmented
            label={text.span}
            value={span.value}
            choices={spans.map((one) => ({ value: one, label: text.spans[one] }))}
            onChange={(chosen) => {
              span.value = chosen;
            }}
          />
          {value && (
            <>
              <PngButton
                fileName={`delivery-${id}`}
                about={text.spans[span.value]}
                days={daysOf(value, span.value)}
                isIconOnly
              />
              <CsvButton fileName={`delivery-${id}`} columns={fileColumnsOf(span.value, value)} rows={rows} />
            </>
          )}
        </>
      }
    >
      <div class="delivery">
        {hasFailed && <p class="finding finding-warning">{text.failed}</p>}
        {!value && !hasFailed && <Loading />}
        {value && (
          <>
            <Findings delivery={value} />
            <dl class="delivery-figures">
              {shown.map((name) => (
                <div key={name}>
                  <dt>{text.figures[name].name}</dt>
                  <dd>
                    <span class="delivery-figure">{formats.value.number(countIn(value.total, name))}</span>
                    <span class="is-quiet">{text.figures[name].hint}</span>
                  </dd>
                </div>
              ))}
            </dl>
            <div class="delivery-why">
              <Reasons title={text.reasons.rejected} reasons={value.total.rejected} />
              <Reasons title={text.reasons.bot} reasons={value.total.bot} />
              <Reasons title={text.reasons.dropped} reasons={value.total.dropped} />
            </div>
            <TableBehind caption={text.table} columns={columnsOf(span.value)} rows={rows} />
          </>
        )}
        <RefusedEvents siteId={id} timeZone={timeZone} onReplayed={refresh} />
      </div>
    </Card>
  );
};
