import { formats } from '../../../locales/index.ts';
import { isoDayAt } from '../../../state/iso-day.ts';
import type { Column } from '../../../ui/table.tsx';
import { countOf } from './count-of.ts';
import type { Delivery, Fates, HourOfDelivery, Span } from './delivery.ts';
import { deliveryWords } from './words.ts';

/** One line of the table: an hour, or a day of the site's. */
export interface DeliveryRow extends Fates {
  /** What the line is called on screen. */
  name: string;
  /** When it began, for other programs: ISO 8601. */
  iso: string;
}

const plus = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) => {
  const sum: Record<string, number> = { ...one };
  for (const [reason, events] of Object.entries(other)) sum[reason] = (sum[reason] ?? 0) + events;
  return sum;
};

const added = (row: DeliveryRow, hour: HourOfDelivery): DeliveryRow => ({
  ...row,
  received: row.received + hour.received,
  accepted: row.accepted + hour.accepted,
  stored: row.stored + hour.stored,
  duplicate: row.duplicate + hour.duplicate,
  waiting: row.waiting + hour.waiting,
  setAside: row.setAside + hour.setAside,
  late: row.late + hour.late,
  rejected: plus(row.rejected, hour.rejected),
  bot: plus(row.bot, hour.bot),
  dropped: plus(row.dropped, hour.dropped),
});

/** Lines of the table, newest first: hours of a day, days of a week. */
export const rowsOf = ({ hours, timeZone }: Delivery, span: Span): DeliveryRow[] => {
  const rows = new Map<string, DeliveryRow>();
  for (const { startAt, ...fates } of hours) {
    const day = isoDayAt(startAt, timeZone);
    const iso = span === 'day' ? new Date(startAt).toISOString() : day;
    const name =
      span === 'day'
        ? `${formats.value.day(day)} ${formats.value.hour(startAt, timeZone)}`
        : formats.value.longDay(day);
    const known = rows.get(iso);
    rows.set(iso, known ? added(known, { startAt, ...fates }) : { name, iso, ...fates });
  }
  return [...rows.values()].reverse();
};

const counts = ['received', 'accepted', 'stored', 'duplicate', 'waiting', 'setAside', 'late'] as const;
const byReason = ['rejected', 'bot', 'dropped'] as const;

/** What a column is called. */
const heading = (name: (typeof counts)[number] | (typeof byReason)[number]) => deliveryWords.value.figures[name].name;

/** The table's columns. */
export const columnsOf = (span: Span): Column<DeliveryRow>[] => [
  { heading: deliveryWords.value[span === 'day' ? 'hour' : 'day'], value: ({ iso }) => iso, show: ({ name }) => name },
  ...counts.map((name) => ({
    heading: heading(name),
    value: (row: DeliveryRow) => row[name],
    show: (row: DeliveryRow) => formats.value.number(row[name]),
    isNumber: true,
  })),
  ...byReason.map((name) => ({
    heading: heading(name),
    value: (row: DeliveryRow) => countOf(row[name]),
    show: (row: DeliveryRow) => formats.value.number(countOf(row[name])),
    isNumber: true,
  })),
];

/** The file has a column of each reason besides: `rejected: unknown_domain`. */
export const fileColumnsOf = (span: Span, { total }: Delivery): Column<DeliveryRow>[] => [
  ...columnsOf(span),
  ...byReason.flatMap((name) =>
    Object.keys(total[name])
      .toSorted()
      .map((reason) => ({
        heading: `${name}: ${reason}`,
        value: (row: DeliveryRow) => row[name][reason] ?? 0,
      })),
  ),
];
