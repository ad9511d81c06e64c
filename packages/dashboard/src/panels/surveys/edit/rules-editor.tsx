import { valueName } from '../../../state/names.ts';
import { savedSegments } from '../../../state/segments.ts';
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
const DAY_MS = 86_400_000;

const dayOf = (epochMs: number | null, shiftMs = 0): string =>
  epochMs === null ? '' : new Date(epochMs - shiftMs).toISOString().slice(0, 10);

const momentOf = (day: string): number | null => {
  const epochMs = Date.parse(`${day}T00:00:00Z`);
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
  const device = rules.devices.length === 1 ? (rules.devices[0] ?? '') : '';
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
          label={text.devices}
          value={device}
          choices={[
            { value: '', label: text.allDevices },
            ...(['desktop', 'tablet', 'mobile'] as const).map((value) => ({
              value,
              label: valueName('device', value),
            })),
          ]}
          onChange={(chosen) => setRules({ devices: chosen === '' ? [] : [chosen as 'desktop'] })}
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
          value={dayOf(survey.startsAt)}
          onChange={(day) => set({ startsAt: momentOf(day) })}
        />
        <Input
          label={text.endsAt}
          type="date"
          // The last day belongs to it.
          value={dayOf(survey.endsAt, DAY_MS)}
          onChange={(day) => {
            const moment = momentOf(day);
            set({ endsAt: moment === null ? null : moment + DAY_MS });
          }}
        />
      </div>
    </div>
  );
};
