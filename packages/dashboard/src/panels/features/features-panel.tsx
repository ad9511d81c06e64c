import type { InspectionsDefinitionInput } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { EventEditor } from '../../builder/event-editor.tsx';
import { ownEvent } from '../../builder/own-event.ts';
import { words } from '../../locales/index.ts';
import { pageFilters } from '../../state/asked.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { Empty } from '../../ui/states.tsx';
import { CsvButton, Table } from '../../ui/table.tsx';
import { featureColumns } from './feature-columns.tsx';
import { FeaturePeople } from './feature-people.tsx';
import './features.css';
import { featureWords } from './words.ts';

const orders = ['visitors', 'inspections', 'seen', 'hovered', 'uses', 'feature'] as const;

const LISTED = 50;

/** The league table of features, and whether those who inspected one did the goal more often than those who did not. */
export const FeaturesPanel = () => {
  const text = featureWords.value;
  const goal = ownEvent('goal', { kind: 'purchase' });
  const order = ownChoice('order', orders, 'visitors');
  const question: InspectionsDefinitionInput = {
    range: chosenRange.value,
    filters: pageFilters.value,
    goal: { events: [goal] },
    sort: { by: order, direction: order === 'feature' ? 'ascending' : 'descending' },
    limit: LISTED,
  };
  const answer = useAnswer('inspections', question, { pauseMs: TYPING_PAUSE_MS });
  const columns = featureColumns();
  return (
    <div class="stack">
      <Card title={text.question}>
        <QuestionSettings class="features-settings">
          <div class="field">
            <span class="field-label" aria-hidden="true">
              {text.goal}
            </span>
            <EventEditor label={text.goal} event={goal} onChange={(chosen) => goOwn({ goal: chosen })} />
          </div>
          <Select
            label={text.order}
            value={order}
            choices={orders.map((value) => ({ value, label: text.orders[value] }))}
            onChange={(chosen) => goOwn({ order: chosen === 'visitors' ? '' : chosen })}
          />
        </QuestionSettings>
      </Card>
      <Card title={text.result}>
        <AnswerView answer={answer}>
          {({ rows, features }, statistics) =>
            rows.length === 0 ? (
              <Empty title={text.none} icon="features">
                <p>{text.noneHint}</p>
                <PanelLink panel="setup">{text.toSetup}</PanelLink>
              </Empty>
            ) : (
              <div class="stack">
                <Table caption={text.table} columns={columns} rows={rows} />
                <p class="is-quiet">{text.noProof}</p>
                <AnswerFoot
                  kind="inspections"
                  definition={question}
                  statistics={statistics}
                  note={features > rows.length && words.value.firstListed(rows.length)}
                >
                  <CsvButton fileName="telltale-features" columns={columns} rows={rows} />
                </AnswerFoot>
              </div>
            )
          }
        </AnswerView>
      </Card>
      <FeaturePeople question={question} />
    </div>
  );
};
