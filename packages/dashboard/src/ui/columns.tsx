import { formats } from '../locales/index.ts';
import { Moment } from './moment.tsx';
import { Rate } from './rate.tsx';
import type { Column } from './table.tsx';

/** A column of numbers in the locale's form; a dash where there is no number. */
export const numberColumn = <Row,>(
  heading: string,
  value: (row: Row) => number | null,
  format: (value: number) => string = formats.value.number,
): Column<Row> => ({
  heading,
  value,
  show: (row) => {
    const shown = value(row);
    return shown === null ? '–' : format(shown);
  },
  isNumber: true,
});

/** A column of amounts of one currency, each as exact decimal text; a dash where there is none. */
export const moneyColumn = <Row,>(
  heading: string,
  currency: string,
  amount: (row: Row) => string | null | undefined,
): Column<Row> => ({
  heading,
  value: (row) => amount(row) ?? null,
  show: (row) => {
    const shown = amount(row);
    return shown ? formats.value.money(shown, currency) : '–';
  },
  isNumber: true,
});

/** A column of ratios from 0 to 1, as bars and in per cent. */
export const rateColumn = <Row,>(heading: string, ratio: (row: Row) => number | null): Column<Row> => ({
  heading,
  value: ratio,
  show: (row) => <Rate ratio={ratio(row)} />,
  isNumber: true,
});

/** A column of moments, epoch ms, in the site's time zone; ISO 8601 in the file. */
export const momentColumn = <Row,>(heading: string, at: (row: Row) => number | null): Column<Row> => ({
  heading,
  value: (row) => {
    const epochMs = at(row);
    return epochMs === null ? null : new Date(epochMs).toISOString();
  },
  show: (row) => {
    const epochMs = at(row);
    return epochMs === null ? '–' : <Moment at={epochMs} />;
  },
});
