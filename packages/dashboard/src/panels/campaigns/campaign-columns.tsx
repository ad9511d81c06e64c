import type { CampaignFigures, CampaignsResult } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { formats, words } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { RateWithInterval } from '../../ui/rate.tsx';
import type { Column } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import type { Dimension, ListedTouch } from './campaigns-question.ts';
import { dimensionName, touchName } from './dimension-name.ts';
import { campaignsWords } from './words.ts';

/** A line of the table. */
export interface TouchRow extends CampaignFigures {
  name: string;
  /** Null for "other" and for the sum: their people are not listed. */
  value: string | null;
  comparison: CampaignFigures | null;
}

/** The lines in the order asked for, then all other values, then the sum. */
export const touchRows = ({ rows, other, total }: CampaignsResult, by: Dimension): TouchRow[] => [
  ...rows.map((row) => ({ ...row, name: touchName(by, row.value) })),
  ...(other ? [{ ...other, name: words.value.otherValues, value: null }] : []),
  { ...total, name: campaignsWords.value.all, value: null },
];

/** The currencies of either range, in the order of their codes. */
export const currenciesOf = ({ total }: CampaignsResult): string[] =>
  [...new Set([total, total.comparison].flatMap((figures) => Object.keys(figures?.revenue ?? {})))].sort();

interface Measure {
  heading: string;
  /** Null where there is none. */
  of: (figures: CampaignFigures) => number | string | null;
  text: (value: number | string) => string;
  /** Instead of the text. */
  show?: (row: TouchRow) => ComponentChildren;
}

const countText = (value: number | string) => formats.value.number(Number(value));

const measures = (currencies: readonly string[]): Measure[] => {
  const text = campaignsWords.value;
  const list = (listed: ListedTouch) => () => goOwn({ listed });
  const who =
    (outcome: ListedTouch['outcome'], said: (count: string, name: string) => string, of: (row: TouchRow) => number) =>
    (row: TouchRow) =>
      row.value === null ? (
        formats.value.number(of(row))
      ) : (
        <WhoButton
          count={of(row)}
          said={said(formats.value.number(of(row)), row.name)}
          onPress={list({ value: row.value, outcome })}
        />
      );
  return [
    {
      heading: text.visitors,
      of: ({ visitors }) => visitors,
      text: countText,
      show: who('all', text.who, ({ visitors }) => visitors),
    },
    { heading: text.sessions, of: ({ sessions }) => sessions, text: countText },
    { heading: text.conversions, of: ({ conversions }) => conversions, text: countText },
    {
      heading: text.converted,
      of: ({ converted }) => converted,
      text: countText,
      show: who('converted', text.whoConverted, ({ converted }) => converted),
    },
    {
      heading: text.conversion,
      of: ({ conversion }) => conversion?.ratio ?? null,
      text: (ratio) => formats.value.percent(Number(ratio)),
      show: ({ conversion }) => <RateWithInterval conversion={conversion} />,
    },
    { heading: text.ordered, of: ({ orders }) => orders, text: countText },
    ...currencies.map(
      (currency): Measure => ({
        heading: text.revenue(currency),
        of: ({ revenue }) => revenue[currency] ?? null,
        text: (amount) => formats.value.money(amount, currency),
      }),
    ),
  ];
};

const shownOf = ({ of, text, show }: Measure, row: TouchRow): ComponentChildren => {
  if (show) return show(row);
  const value = of(row);
  return value === null ? '–' : text(value);
};

interface ColumnsOptions {
  by: Dimension;
  currencies: readonly string[];
}

/** What came of the touches of each value, and below each figure what it was before where that is known. */
export const campaignColumns = ({ by, currencies }: ColumnsOptions): Column<TouchRow>[] => [
  { heading: dimensionName(by), value: ({ name }) => name },
  ...measures(currencies).map((measure): Column<TouchRow> => {
    const { heading, of, text } = measure;
    return {
      heading,
      value: of,
      show: (row) => {
        const before = row.comparison && of(row.comparison);
        return (
          <>
            {shownOf(measure, row)}
            {before !== null && <small class="interval">{campaignsWords.value.was(text(before))}</small>}
          </>
        );
      },
      isNumber: true,
    };
  }),
];

/** What the file has besides: the figures before, each a column of its own. */
export const columnsBefore = (currencies: readonly string[]): Column<TouchRow>[] =>
  measures(currencies).map(({ heading, of }) => ({
    heading: campaignsWords.value.before(heading),
    value: ({ comparison }) => comparison && of(comparison),
  }));
