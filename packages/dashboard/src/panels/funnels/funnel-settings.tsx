import { sharedProperties } from '../../builder/shared-properties.ts';
import { commonProperties } from '../../state/catalog.ts';
import { propertyName } from '../../state/names.ts';
import { Card } from '../../ui/card.tsx';
import { Input, Segmented, Select } from '../../ui/field.tsx';
import { ExclusionsEditor } from './exclusions-editor.tsx';
import { type FunnelDraft, isWindowUsable, withSteps } from './funnel-draft.ts';
import { funnelWords } from './words.ts';

interface FunnelSettingsProps {
  draft: FunnelDraft;
  /** `isTyping` while a number is being typed: such steps are not worth going back to. */
  onChange: (draft: FunnelDraft, isTyping?: boolean) => void;
}

const TimeToConvert = ({ draft, onChange }: FunnelSettingsProps) => {
  const text = funnelWords.value;
  return (
    <fieldset class="field">
      <legend class="field-label">{text.window}</legend>
      <div class="funnel-window">
        <Input
          label={text.windowAmount}
          isLabelHidden
          type="number"
          min={1}
          value={Number.isNaN(draft.windowAmount) ? '' : String(draft.windowAmount)}
          error={isWindowUsable(draft) ? undefined : text.windowWrong}
          onChange={(amount) => onChange({ ...draft, windowAmount: amount === '' ? Number.NaN : Number(amount) }, true)}
        />
        <Select
          label={text.windowUnit}
          isLabelHidden
          value={draft.windowUnit}
          choices={(['minute', 'hour', 'day', 'week'] as const).map((unit) => ({
            value: unit,
            label: text.units[unit],
          }))}
          onChange={(windowUnit) => onChange({ ...draft, windowUnit })}
        />
      </div>
    </fieldset>
  );
};

const Breakdown = ({ draft, onChange }: FunnelSettingsProps) => {
  const text = funnelWords.value;
  const dimensions = commonProperties.value.filter(({ role, name }) => role === 'dimension' && !/Id$/.test(name));
  return (
    <>
      <Select
        label={text.breakdown}
        value={draft.breakdown}
        choices={[
          { value: '', label: text.noBreakdown },
          ...dimensions.map((property) => ({ value: property.name, label: propertyName(property) })),
        ]}
        onChange={(breakdown) => onChange({ ...draft, breakdown })}
      />
      {draft.breakdown !== '' && (
        <Select
          label={text.attribution}
          value={String(draft.attribution)}
          choices={[
            { value: 'first_touch', label: text.attributions.first_touch },
            { value: 'last_touch', label: text.attributions.last_touch },
            ...draft.steps.map((_, index) => ({ value: String(index + 1), label: text.step(index + 1) })),
          ]}
          onChange={(chosen) =>
            onChange({
              ...draft,
              attribution: chosen === 'first_touch' || chosen === 'last_touch' ? chosen : Number(chosen),
            })
          }
        />
      )}
    </>
  );
};

/** How the steps are counted. */
export const FunnelSettings = ({ draft, onChange }: FunnelSettingsProps) => {
  const text = funnelWords.value;
  const constants = sharedProperties([...draft.steps, ...draft.exclusions].flatMap(({ events }) => events));
  return (
    <Card title={text.settings}>
      <div class="funnel-settings">
        <TimeToConvert draft={draft} onChange={onChange} />
        <Breakdown draft={draft} onChange={onChange} />
        <div class="field">
          <span class="field-label" aria-hidden="true">
            {text.order}
          </span>
          <Segmented
            label={text.order}
            value={draft.order}
            choices={(['ordered', 'strict', 'any_order'] as const).map((order) => ({
              value: order,
              label: text.orders[order],
            }))}
            onChange={(order) => onChange(withSteps({ ...draft, order }, draft.steps))}
          />
          <span class="is-quiet">{text.orderHints[draft.order]}</span>
        </div>
        <div class="field">
          <span class="field-label" aria-hidden="true">
            {text.counted}
          </span>
          <Segmented
            label={text.counted}
            value={draft.unit}
            choices={(['visitor', 'session', 'customer'] as const).map((unit) => ({
              value: unit,
              label: text.countedUnits[unit],
            }))}
            onChange={(unit) => onChange({ ...draft, unit })}
          />
          <span class="is-quiet">{text.unitHints[draft.unit]}</span>
        </div>
        <div class="field">
          <Select
            label={text.constant}
            value={draft.constant}
            choices={[
              { value: '', label: text.noConstant },
              // One from an old link stays in sight; the collector says why it does not fit.
              ...(draft.constant && !constants.some(({ name }) => name === draft.constant)
                ? [{ value: draft.constant, label: propertyName(draft.constant) }]
                : []),
              ...constants.map((property) => ({ value: property.name, label: propertyName(property) })),
            ]}
            onChange={(constant) => onChange({ ...draft, constant })}
          />
          <span class="is-quiet">{text.constantHint}</span>
        </div>
        <ExclusionsEditor draft={draft} onChange={(exclusions) => onChange({ ...draft, exclusions })} />
      </div>
    </Card>
  );
};
