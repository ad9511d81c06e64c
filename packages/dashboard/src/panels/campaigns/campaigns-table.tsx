import type { CampaignsDefinitionInput, CampaignsResult } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Figures } from '../../ui/figures.tsx';
import { intervalText } from '../../ui/rate.tsx';
import { CsvButton, Table } from '../../ui/table.tsx';
import { campaignColumns, columnsBefore, currenciesOf, touchRows } from './campaign-columns.tsx';
import type { Dimension } from './campaigns-question.ts';
import { campaignsWords } from './words.ts';

interface CampaignsTableProps {
  result: CampaignsResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: CampaignsDefinitionInput;
  /** What is told of a touch. */
  by: Dimension;
}

/** What came of all touches, and of those of each value. */
export const CampaignsTable = ({ result, statistics, question, by }: CampaignsTableProps) => {
  const text = campaignsWords.value;
  const { number, percent, money } = formats.value;
  const { total, rows, values, overlap, comparisonRange } = result;
  const isCompared = comparisonRange !== null;
  const currencies = currenciesOf(result);
  const columns = campaignColumns({ by, currencies });
  const lines = touchRows(result, by);
  return (
    <div class="stack">
      <Figures
        figures={[
          { title: text.visitors, value: number(total.visitors) },
          { title: text.conversions, value: number(total.conversions) },
          {
            title: text.conversion,
            value: total.conversion ? percent(total.conversion.ratio) : '–',
            note: total.conversion && intervalText(total.conversion),
          },
          { title: text.ordered, value: number(total.orders) },
          ...Object.entries(total.revenue).map(([currency, amount]) => ({
            title: text.revenue(currency),
            value: money(amount, currency),
          })),
        ]}
      />
      <div class="campaigns-table">
        <Table caption={text.result} columns={columns} rows={lines} />
      </div>
      <p class="is-quiet">
        {text.note} {overlap.visitors > 0 && text.overlap}
      </p>
      <AnswerFoot
        kind="campaigns"
        definition={question}
        statistics={statistics}
        note={values > rows.length && words.value.firstListed(rows.length)}
      >
        <CsvButton
          fileName={`telltale-campaigns-${by}`}
          columns={isCompared ? [...columns, ...columnsBefore(currencies)] : columns}
          rows={lines}
        />
      </AnswerFoot>
    </div>
  );
};
