import type { FormsDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { FormFields } from './form-fields.tsx';
import { FormPeople } from './form-people.tsx';
import { FormsTable } from './forms-table.tsx';
import { formsWords } from './words.ts';

/** Each step's form, field by field: where people begin, struggle and give up. */
export const FormsPanel = () => {
  const text = formsWords.value;
  const comparison = chosenComparison.value;
  const question: FormsDefinitionInput = {
    range: chosenRange.value,
    filters: visitFilters.value,
  };
  const compared: FormsDefinitionInput = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('forms', compared);
  return (
    <>
      <AnswerView answer={answer}>
        {(result, statistics) =>
          result.forms.length === 0 ? (
            <section class="card">
              <Empty title={text.none} icon="forms">
                <p>{text.noneHint}</p>
                <PanelLink panel="setup">{text.toSetup}</PanelLink>
              </Empty>
            </section>
          ) : (
            <div class="stack">
              <FormsTable result={result} statistics={statistics} question={compared} />
              <FormFields forms={result.forms} />
            </div>
          )
        }
      </AnswerView>
      <FormPeople question={question} />
    </>
  );
};
