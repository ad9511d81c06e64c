import type { ErrorsDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats, words } from '../../locales/index.ts';
import { pageFilters } from '../../state/asked.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Select } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Empty } from '../../ui/states.tsx';
import { CsvButton, Table } from '../../ui/table.tsx';
import './errors.css';
import { faultColumns } from './fault-columns.tsx';
import { FaultPeople } from './fault-people.tsx';
import { errorWords } from './words.ts';

const orders = ['visitors', 'occurrences', 'last_seen', 'first_seen'] as const;

/** What failed on the pages, a line for each fault, and whom it hit. */
export const ErrorsPanel = () => {
  const text = errorWords.value;
  const { number } = formats.value;
  const order = ownChoice('order', orders, 'visitors');
  const comparison = chosenComparison.value;
  const question: ErrorsDefinitionInput = {
    range: chosenRange.value,
    ...(comparison && { comparison }),
    filters: pageFilters.value,
    order,
  };
  const answer = useAnswer('errors', question);
  const columns = faultColumns();
  return (
    <>
      <Card
        title={text.faults}
        actions={
          <Select
            label={text.order}
            isLabelHidden
            isSmall
            value={order}
            choices={orders.map((value) => ({ value, label: text.orders[value] }))}
            onChange={(chosen) => goOwn({ order: chosen === 'visitors' ? '' : chosen })}
          />
        }
      >
        <AnswerView answer={answer}>
          {({ total, count, faults, comparison: before }, statistics) =>
            count === 0 ? (
              <Empty title={text.none} icon="check">
                <p>{text.noneHint}</p>
              </Empty>
            ) : (
              <div class="stack">
                <Figures
                  figures={[
                    {
                      title: text.count,
                      value: number(count),
                      note: comparedNote(count, { before: before?.count, format: number }),
                    },
                    ...(['occurrences', 'visitors', 'sessions'] as const).map((figure) => ({
                      title: text[figure],
                      value: number(total[figure]),
                      note: comparedNote(total[figure], { before: before?.total[figure], format: number }),
                    })),
                  ]}
                />
                <Table caption={text.faults} columns={columns} rows={faults} />
                <AnswerFoot
                  kind="errors"
                  definition={question}
                  statistics={statistics}
                  note={count > faults.length && words.value.firstListed(faults.length)}
                >
                  <CsvButton fileName="telltale-errors" columns={columns} rows={faults} />
                </AnswerFoot>
              </div>
            )
          }
        </AnswerView>
      </Card>
      <FaultPeople question={question} />
    </>
  );
};
