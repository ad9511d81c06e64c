import type { Compared, RetentionDefinitionInput, RetentionResult } from '@telltale/query';
import { LineChart } from '../../charts/line-chart.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn, ownChoice, ownText } from '../../state/own.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Segmented } from '../../ui/field.tsx';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { CsvButton, Table } from '../../ui/table.tsx';
import { cohortRows, retentionColumns, shownFigures } from './retention-columns.tsx';
import { retentionWords } from './words.ts';

interface RetentionResultViewProps {
  result: Compared<RetentionResult>;
  statistics: { rowsRead: number; elapsedMs: number };
  question: RetentionDefinitionInput;
}

/** The same period of the compared days; undefined where nothing is compared, or nothing is known yet. */
const comparedPoint = (shareRatio: number | null | undefined, label: string) =>
  typeof shareRatio === 'number' ? { label, value: shareRatio } : undefined;

/** The share that came back in each period, all cohorts together. */
export const curveOf = ({ totals, interval, comparison }: Compared<RetentionResult>) => {
  const text = retentionWords.value;
  return totals
    .map(({ shareRatio }, period) => ({ shareRatio, period }))
    .filter(({ shareRatio, period }) => shareRatio !== null && period > 0)
    .map(({ shareRatio, period }) => ({
      label: text.period(interval, period),
      longLabel: text.period(interval, period),
      value: shareRatio ?? 0,
      compared: comparedPoint(comparison?.totals[period]?.shareRatio, text.before),
    }));
};

/** The share that came back over the periods, then cohort by cohort; a cell, pressed, lists who they are. */
export const RetentionResultView = ({ result, statistics, question }: RetentionResultViewProps) => {
  const text = retentionWords.value;
  const { percent } = formats.value;
  const { interval, unit } = result;
  const shown = ownChoice('shown', shownFigures, 'share');
  const rows = cohortRows(result);
  const columns = retentionColumns(result, shown);
  const curve = curveOf(result);
  const cohort = ownText('cohort');
  const period = Number(ownText('period'));
  const isListed = cohort !== '' && Number.isInteger(period) && period >= 0;
  return (
    <div class="stack">
      {curve.length > 1 && (
        <LineChart
          title={text.curve}
          points={curve}
          format={percent}
          formatAxis={percent}
          isWhole={false}
          isLastUnfinished={false}
        />
      )}
      <div class="retention-head">
        <p class="is-quiet">{text.openNote}</p>
        <Segmented
          label={text.shown}
          value={shown}
          choices={shownFigures.map((value) => ({ value, label: text.shownFigures[value] }))}
          onChange={(chosen) => goOwn({ shown: chosen === 'share' ? '' : chosen })}
        />
      </div>
      <div class="retention-table">
        <Table caption={text.table} columns={columns} rows={rows} />
      </div>
      <AnswerFoot kind="retention" definition={question} statistics={statistics}>
        <CsvButton fileName="telltale-retention" columns={columns} rows={rows} />
      </AnswerFoot>
      {isListed && (
        <PeopleDialog
          kind="retention"
          pageOf={(page) => ({ ...question, people: { cohort, period, ...page } })}
          peopleOf={({ people }) => people && { unit, ...people }}
          fileName={`telltale-retention-${cohort}-${period}`}
          title={`${text.cameBack} · ${text.period(interval, period)}`}
          isOpen
          onClose={() => goOwn({ cohort: '', period: '' })}
        />
      )}
    </div>
  );
};
