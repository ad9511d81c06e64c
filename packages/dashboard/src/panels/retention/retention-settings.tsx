import { EventEditor } from '../../builder/event-editor.tsx';
import { goOwn } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { entries, intervals, modes, type RetentionChoice, units } from './retention-question.ts';
import { retentionWords } from './words.ts';

/** Who begins by what, and what counts as coming back. */
export const RetentionSettings = ({ choice }: { choice: RetentionChoice }) => {
  const text = retentionWords.value;
  return (
    <Card title={text.question}>
      <QuestionSettings>
        <div class="field">
          <span class="field-label" aria-hidden="true">
            {text.start}
          </span>
          <EventEditor label={text.start} event={choice.start} onChange={(start) => goOwn({ start })} />
        </div>
        <div class="field">
          <span class="field-label" aria-hidden="true">
            {text.back}
          </span>
          <EventEditor label={text.back} event={choice.back} onChange={(back) => goOwn({ back })} />
        </div>
        <Select
          label={text.interval}
          value={choice.interval}
          choices={intervals.map((value) => ({ value, label: text.intervals[value] }))}
          onChange={(interval) => goOwn({ interval, cohort: '', period: '' })}
        />
        <Select
          label={text.mode}
          value={choice.mode}
          choices={modes.map((value) => ({ value, label: text.modes[value] }))}
          onChange={(mode) => goOwn({ mode })}
        />
        <Select
          label={text.entry}
          value={choice.entry}
          choices={entries.map((value) => ({ value, label: text.entries[value] }))}
          onChange={(entry) => goOwn({ entry })}
        />
        <Select
          label={text.unit}
          value={choice.unit}
          choices={units.map((value) => ({ value, label: text.units[value] }))}
          onChange={(unit) => goOwn({ unit })}
        />
      </QuestionSettings>
    </Card>
  );
};
