import type { Compared, PathsDefinitionInput, PathsResult } from '@telltale/query';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { CsvButton, TableBehind } from '../../ui/table.tsx';
import { PathNodes } from './path-nodes.tsx';
import { linkTable, PathWays } from './path-ways.tsx';
import { pathsWords } from './words.ts';

interface PathsResultViewProps {
  result: Compared<PathsResult>;
  statistics: { rowsRead: number; elapsedMs: number };
  question: PathsDefinitionInput;
}

/** The ways as a diagram with the table behind it, then the steps with who took them. */
export const PathsResultView = ({ result, statistics, question }: PathsResultViewProps) => {
  const { columns, rows } = linkTable(result);
  return (
    <div class="stack">
      <PathWays result={result} />
      <AnswerFoot kind="paths" definition={question} statistics={statistics}>
        <TableBehind caption={pathsWords.value.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-paths" columns={columns} rows={rows} />
      </AnswerFoot>
      <PathNodes result={result} question={question} />
    </div>
  );
};
