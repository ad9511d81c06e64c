import { valueName } from '../../state/names.ts';
import { savedSegment, savedSegments } from '../../state/segments.ts';
import { Input, Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { ValuesInput } from '../../ui/values-input.tsx';
import { parameterOf, parameterText } from './audience-text.ts';
import { audienceWords } from './audience-words.ts';
import type { Draft, Experiment } from './experiment.ts';

type Audience = NonNullable<Experiment['audience']>;

interface AudienceEditorProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  /** Groups and hold-outs that other experiments name. */
  known: { groups: readonly string[]; holdOuts: readonly string[] };
}

const devices = ['desktop', 'tablet', 'mobile'] as const;

const percentOf = (ratio: number): string => String(Math.round(ratio * 10_000) / 100);
const ratioOf = (percent: string): number => Math.min(1, Math.max(0, (Number(percent) || 0) / 100));

/** A group that takes in all visitors, to be narrowed. */
const wholeGroup = { id: '', from: 0, to: 1 };
const newHoldOut = { id: '', share: 0.05 };

/** Where an experiment runs and who takes part, what it is never together with, and who is held out. */
export const AudienceEditor = ({ draft, onChange, known }: AudienceEditorProps) => {
  const text = audienceWords.value;
  const { pages, audience, group, holdOut } = draft;
  const { languages = [], devices: chosen = [], visitors, parameters = [], segment } = audience;
  const setAudience = (change: { [Name in keyof Audience]: Audience[Name] | undefined }) => {
    const all = Object.entries({ ...audience, ...change });
    onChange({
      audience: Object.fromEntries(
        all.filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)),
      ),
    });
  };
  return (
    <div class="stack">
      <ValuesInput
        label={text.pages}
        hint={text.pagesHint}
        values={pages.include}
        suggestions={[]}
        onChange={(include) => onChange({ pages: { ...pages, include: [...include] } })}
      />
      <ValuesInput
        label={text.exceptPages}
        values={pages.exclude}
        suggestions={[]}
        onChange={(exclude) => onChange({ pages: { ...pages, exclude: [...exclude] } })}
      />
      <Select
        label={text.visitors}
        value={visitors ?? 'all'}
        choices={(['all', 'new', 'returning'] as const).map((value) => ({ value, label: text.visitorsAre[value] }))}
        onChange={(value) => setAudience({ visitors: value === 'all' ? undefined : value })}
      />
      <Select
        label={text.segment}
        value={segment ?? ''}
        choices={[
          { value: '', label: text.anybody },
          ...savedSegments.value.map(({ id, title }) => ({ value: id, label: title })),
          // It was removed since.
          ...(segment && !savedSegment(segment) ? [{ value: segment, label: segment }] : []),
        ]}
        onChange={(id) => setAudience({ segment: id || undefined })}
      />
      {segment && <p class="is-quiet">{text.segmentHint}</p>}
      <fieldset class="experiment-checks">
        <legend>{text.devices}</legend>
        {devices.map((device) => (
          <label key={device}>
            <input
              type="checkbox"
              checked={chosen.includes(device)}
              onChange={({ currentTarget: { checked } }) =>
                setAudience({ devices: devices.filter((one) => (one === device ? checked : chosen.includes(one))) })
              }
            />
            {valueName('device', device)}
          </label>
        ))}
        <p class="is-quiet">{text.anyDevice}</p>
      </fieldset>
      <ValuesInput
        label={text.languages}
        hint={text.languagesHint}
        values={languages}
        suggestions={['en', 'ar']}
        onChange={(next) => setAudience({ languages: [...next] })}
      />
      <ValuesInput
        label={text.parameters}
        hint={text.parametersHint}
        values={parameters.map(parameterText)}
        suggestions={['utm_source', 'utm_campaign']}
        onChange={(next) => setAudience({ parameters: next.map(parameterOf) })}
      />
      <QuestionSettings>
        <Input
          label={text.group}
          value={group?.id ?? ''}
          isCode
          maxLength={60}
          suggestions={known.groups}
          onChange={(id) => onChange({ group: id ? { ...(group ?? wholeGroup), id } : null })}
        />
        {group && (
          <>
            <Input
              label={text.groupFrom}
              type="number"
              min={0}
              max={99}
              value={percentOf(group.from)}
              onChange={(percent) => onChange({ group: { ...group, from: ratioOf(percent) } })}
            />
            <Input
              label={text.groupTo}
              type="number"
              min={1}
              max={100}
              value={percentOf(group.to)}
              onChange={(percent) => onChange({ group: { ...group, to: ratioOf(percent) } })}
            />
          </>
        )}
      </QuestionSettings>
      <p class="is-quiet">{text.groupHint}</p>
      <QuestionSettings>
        <Input
          label={text.holdOut}
          value={holdOut?.id ?? ''}
          isCode
          maxLength={60}
          suggestions={known.holdOuts}
          onChange={(id) => onChange({ holdOut: id ? { ...(holdOut ?? newHoldOut), id } : null })}
        />
        {holdOut && (
          <Input
            label={text.holdOutPercent}
            type="number"
            min={0}
            max={100}
            value={percentOf(holdOut.share)}
            onChange={(percent) => onChange({ holdOut: { ...holdOut, share: ratioOf(percent) } })}
          />
        )}
      </QuestionSettings>
      <p class="is-quiet">{text.holdOutHint}</p>
    </div>
  );
};
