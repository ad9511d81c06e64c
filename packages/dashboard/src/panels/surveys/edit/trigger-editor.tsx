import { kinds } from '../../../state/catalog.ts';
import { kindName } from '../../../state/names.ts';
import type { WrittenSurvey } from '../../../state/surveys.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Input, Select } from '../../../ui/field.tsx';
import { EventConditions } from './event-conditions.tsx';
import { numberIn } from './numbers.ts';
import { editWords } from './words.ts';

type Trigger = WrittenSurvey['rules']['triggers'][number];

/** What each moment begins with. */
export const newTrigger: { readonly [On in Trigger['on']]: Extract<Trigger, { on: On }> } = {
  time: { on: 'time', seconds: 30 },
  scroll: { on: 'scroll', ratio: 0.5 },
  exit: { on: 'exit', idleSeconds: 30 },
  event: { on: 'event', kind: 'purchase', filters: [] },
  rage_click: { on: 'rage_click' },
  feature: { on: 'feature', feature: 'size-guide' },
  checkout_left: { on: 'checkout_left', cutoffMinutes: 30 },
  checkout_return: { on: 'checkout_return', cutoffMinutes: 30 },
  call: { on: 'call' },
};

interface TriggerEditorProps {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
  onRemove: (() => void) | undefined;
}

const Details = ({ trigger, onChange }: Pick<TriggerEditorProps, 'trigger' | 'onChange'>) => {
  const text = editWords.value;
  const numberField = (
    label: string,
    value: number,
    bounds: readonly [number, number],
    set: (value: number) => Trigger,
  ) => (
    <Input
      label={label}
      type="number"
      min={bounds[0]}
      max={bounds[1]}
      value={String(value)}
      onChange={(written) => onChange(set(numberIn(written, bounds, bounds[0])))}
    />
  );
  switch (trigger.on) {
    case 'time':
      return numberField(text.seconds, trigger.seconds, [0, 3600], (seconds) => ({ ...trigger, seconds }));
    case 'scroll':
      return numberField(text.percentSeen, Math.round(trigger.ratio * 100), [0, 100], (percent) => ({
        ...trigger,
        ratio: percent / 100,
      }));
    case 'exit':
      return numberField(text.idleSeconds, trigger.idleSeconds, [5, 600], (idleSeconds) => ({
        ...trigger,
        idleSeconds: Math.round(idleSeconds),
      }));
    case 'event': {
      const names = kinds.value.map(({ kind }) => kind).filter((kind) => !kind.startsWith('survey_'));
      return (
        <Select
          label={text.eventKind}
          value={trigger.kind}
          choices={[...new Set([...names, trigger.kind])].map((kind) => ({ value: kind, label: kindName(kind) }))}
          // Conditions are about properties of the kind.
          onChange={(kind) => onChange({ ...trigger, kind, filters: [] })}
        />
      );
    }
    case 'feature':
      return (
        <Input
          label={text.feature}
          value={trigger.feature}
          maxLength={120}
          onChange={(feature) => onChange({ ...trigger, feature })}
        />
      );
    case 'checkout_left':
    case 'checkout_return':
      return numberField(text.cutoffMinutes, trigger.cutoffMinutes, [10, 10_080], (minutes) => ({
        ...trigger,
        cutoffMinutes: Math.round(minutes),
      }));
    default:
      return null;
  }
};

/** One moment in which a survey is due. */
export const TriggerEditor = ({ trigger, onChange, onRemove }: TriggerEditorProps) => {
  const text = editWords.value;
  const names = Object.keys(newTrigger) as Trigger['on'][];
  return (
    <div class="survey-trigger">
      <Select
        label={text.trigger}
        value={trigger.on}
        choices={names.map((on) => ({ value: on, label: text.triggers[on] }))}
        onChange={(on) => onChange(newTrigger[on])}
      />
      <Details trigger={trigger} onChange={onChange} />
      {onRemove && <IconButton icon="close" label={text.removeTrigger} onClick={onRemove} />}
      {trigger.on === 'event' && <EventConditions trigger={trigger} onChange={onChange} />}
    </div>
  );
};
