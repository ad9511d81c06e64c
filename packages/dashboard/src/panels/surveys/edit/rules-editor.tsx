import { addDays, dayStartAt, isoDayAt } from '../../../state/iso-day.ts';
import { valueName } from '../../../state/names.ts';
import { savedSegments } from '../../../state/segments.ts';
import { site } from '../../../state/site.ts';
import type { WrittenSurvey } from '../../../state/surveys.ts';
import { Button } from '../../../ui/button.tsx';
import { Input, Select } from '../../../ui/field.tsx';
import { ValuesInput } from '../../../ui/values-input.tsx';
import { numberIn, numberText } from './numbers.ts';
import { newTrigger, TriggerEditor } from './trigger-editor.tsx';
import { editWords } from './words.ts';

interface RulesEditorProps {
  survey: WrittenSurvey;
  onChange: (survey: WrittenSurvey) => void;
}

const MOST_TRIGGERS = 5;

const devices = ['desktop', 'tablet', 'mobile'] as const;

/** The day at a moment, as a date field has it; '' for none. */
const dayOf = (epochMs: number | null, timeZone: string): string =>
  epochMs === null ? '' : isoDayAt(epochMs, timeZone);

const startOf = (day: string, timeZone: string): number | null => {
  const epochMs = dayStartAt(day, timeZone);
  return Number.isNaN(epochMs) ? null : epochMs;
};

const repeats = {
  once: { rule: 'once' },
  until_answered: { rule: 'until_answered', times: 3 },
  every: { rule: 'every', days: 90 },
} as const;

/** When and before whom a survey appears, how often, until when. */
export const RulesEditor = ({ survey, onChange }: RulesEditorProps) => {
  const text = editWords.value;
  const { rules, repeat } = survey;
  const set = (change: Partial<WrittenSurvey>) => onChange({ ...survey, ...change });
  const setRules = (change: Partial<WrittenSurvey['rules']>) => set({ rules: { ...rules, ...change } });
  const whole = (label: string, value: number, bounds: readonly [number, number], take: (value: number) => void) => (
    <Input
      label={label}
      type="number"
      min={bounds[0]}
      max={bounds[1]}
      value={String(value)}
      onChange={(written) => take(Math.round(numberIn(written, bounds, bounds[0])))}
    />
  );
  const timeZone = site.value?.timeZone ?? 'UTC';
  return (
    <div class="stack">
      {rules.triggers.map((trigger, index) => (
        <TriggerEditor
          key={index}
          trigger={trigger}
          onChange={(changed) =>
            setRules({ triggers: rules.triggers.map((other, at) => (at === index ? changed : other)) })
          }
          onRemove={
            rules.triggers.length > 1
              ? () => setRules({ triggers: rules.triggers.filter((_, at) => at !== index) })
              : undefined
          }
        />
      ))}
      {rules.triggers.length < MOST_TRIGGERS && (
        <div>
          <Button icon="plus" isSmall onClick={() => setRules({ triggers: [...rules.triggers, newTrigger.time] })}>
            {text.addTrigger}
          </Button>
        </div>
      )}
      <div class="survey-pair">
        {whole(text.delay, rules.delaySeconds, [0, 600], (delaySeconds) => setRules({ delaySeconds }))}
        <Select
          label={text.visitors}
          value={rules.visitors}
          choices={(['all', 'new', 'returning'] as const).map((value) => ({ value, label: text.visitorsAre[value] }))}
          onChange={(visitors) => setRules({ visitors })}
        />
        <Select
          label={text.segment}
          value={rules.segment ?? ''}
          choices={[
            { value: '', label: text.noSegment },
            ...savedSegments.value.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(segment) => setRules({ segment: segment || null })}
        />
        {whole(text.sharePercent, Math.round(rules.shareRatio * 100), [1, 100], (percent) =>
          setRules({ shareRatio: percent / 100 }),
        )}
        {whole(text.priority, survey.priority, [0, 100], (priority) => set({ priority }))}
      </div>
      <fieldset class="survey-checks">
        <legend>{text.devices}</legend>
        {devices.map((device) => (
          <label key={device}>
            <input
              type="checkbox"
              checked={rules.devices.includes(device)}
              onChange={({ currentTarget: { checked } }) =>
                setRules({
                  devices: devices.filter((one) => (one === device ? checked : rules.devices.includes(one))),
                })
              }
            />
            {valueName('device', device)}
          </label>
        ))}
      </fieldset>
      <ValuesInput
        label={text.pages}
        values={rules.pages}
        suggestions={[]}
        onChange={(pages) => setRules({ pages: [...pages] })}
      />
      <ValuesInput
        label={text.exceptPages}
        values={rules.exceptPages}
        suggestions={[]}
        onChange={(exceptPages) => setRules({ exceptPages: [...exceptPages] })}
      />
      <ValuesInput
        label={text.languages}
        values={rules.languages}
        suggestions={['en', 'ar']}
        onChange={(languages) => setRules({ languages: [...languages] })}
      />
      <div class="survey-pair">
        <Select
          label={text.repeat}
          value={repeat.rule}
          choices={(['once', 'until_answered', 'every'] as const).map((value) => ({
            value,
            label: text.repeats[value],
          }))}
          onChange={(rule) => set({ repeat: repeats[rule] })}
        />
        {repeat.rule === 'until_answered' &&
          whole(text.times, repeat.times, [1, 20], (times) => set({ repeat: { rule: 'until_answered', times } }))}
        {repeat.rule === 'every' &&
          whole(text.days, repeat.days, [1, 3650], (days) => set({ repeat: { rule: 'every', days } }))}
        {whole(text.snoozeDays, survey.snoozeDays, [0, 3650], (snoozeDays) => set({ snoozeDays }))}
        <Input
          label={text.stopAfter}
          type="number"
          min={1}
          value={numberText(survey.stopAfterAnswers)}
          onChange={(written) =>
            set({
              stopAfterAnswers: written.trim() === '' ? null : Math.round(numberIn(written, [1, 10_000_000], 1)),
            })
          }
        />
        <Input
          label={text.startsAt}
          type="date"
          value={dayOf(survey.startsAt, timeZone)}
          onChange={(day) => set({ startsAt: startOf(day, timeZone) })}
        />
        <Input
          label={text.endsAt}
          type="date"
          // The last day belongs to it.
          value={dayOf(survey.endsAt === null ? null : survey.endsAt - 1, timeZone)}
          onChange={(day) => set({ endsAt: startOf(addDays(day, 1), timeZone) })}
        />
      </div>
    </div>
  );
};
