import { EventEditor } from '../../builder/event-editor.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { directions, nodeKinds, type PathsChoice, stepCounts, units } from './paths-question.ts';
import { pathsWords } from './words.ts';

/** Where the paths begin or end, how far they go, and what their steps are. */
export const PathsSettings = ({ choice }: { choice: PathsChoice }) => {
  const text = pathsWords.value;
  const { direction, steps, unit, nodes, anchor } = choice;
  return (
    <Card title={text.question}>
      <QuestionSettings>
        <Select
          label={text.direction}
          value={direction}
          choices={directions.map((value) => ({ value, label: text.directions[value] }))}
          onChange={(chosen) => goOwn({ direction: chosen })}
        />
        <div class="field">
          <Select
            label={text.anchor[direction]}
            value={anchor ? 'event' : 'anywhere'}
            choices={(['anywhere', 'event'] as const).map((value) => ({
              value,
              label: text.anchors[direction][value],
            }))}
            onChange={(chosen) => goOwn({ anchor: chosen === 'event' ? { kind: 'page_view' } : undefined })}
          />
          {anchor && (
            <EventEditor label={text.anchorEvent} event={anchor} onChange={(event) => goOwn({ anchor: event })} />
          )}
        </div>
        <Select
          label={text.steps}
          value={steps}
          choices={stepCounts.map((value) => ({ value, label: formats.value.number(Number(value)) }))}
          onChange={(chosen) => goOwn({ steps: chosen })}
        />
        <Select
          label={text.nodes}
          value={nodes}
          choices={nodeKinds.map((value) => ({ value, label: text.nodeKinds[value] }))}
          onChange={(chosen) => goOwn({ nodes: chosen })}
        />
        <Select
          label={text.unit}
          value={unit}
          choices={units.map((value) => ({ value, label: text.units[value] }))}
          onChange={(chosen) => goOwn({ unit: chosen })}
        />
      </QuestionSettings>
    </Card>
  );
};
