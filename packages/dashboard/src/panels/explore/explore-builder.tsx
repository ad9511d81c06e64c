import { sharedProperties } from '../../builder/shared-properties.ts';
import { trendWords } from '../../builder/trend-words.ts';
import { formats } from '../../locales/index.ts';
import { propertyName } from '../../state/names.ts';
import { chosenRange } from '../../state/site.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import {
  askedInterval,
  type DraftFormula,
  type ExploreDraft,
  newSeries,
  operators,
  possibleIntervals,
  withoutSeries,
} from './explore-draft.ts';
import { SeriesEditor } from './series-editor.tsx';
import { exploreWords } from './words.ts';

interface ExploreBuilderProps {
  draft: ExploreDraft;
  /** `isTyping` while a number is being typed: such steps are not worth going back to. */
  onChange: (draft: ExploreDraft, isTyping?: boolean) => void;
}

const MOST_SERIES = 10;
const MOST_FORMULAS = 10;

const Formulas = ({ draft, onChange }: ExploreBuilderProps) => {
  const text = exploreWords.value;
  const lines = draft.series.map((_, place) => ({
    value: String(place),
    label: trendWords.value.letters[place] ?? '',
  }));
  const replace = (index: number, changed: DraftFormula) =>
    onChange({ ...draft, formulas: draft.formulas.map((other, place) => (place === index ? changed : other)) });
  return (
    <div class="field">
      <span class="field-label">{text.formulas}</span>
      <ul class="explore-formulas">
        {draft.formulas.map((formula, index) => {
          const number = formats.value.number(index + 1);
          return (
            // Formulas are told apart by their place alone: two may be alike.
            <li key={index}>
              <Select
                label={text.first(number)}
                isLabelHidden
                value={String(formula.a)}
                choices={lines}
                onChange={(place) => replace(index, { ...formula, a: Number(place) })}
              />
              <Select
                label={text.operator(number)}
                isLabelHidden
                value={formula.operator}
                choices={operators.map((name) => ({ value: name, label: text.operators[name] }))}
                onChange={(operator) => replace(index, { ...formula, operator })}
              />
              <Select
                label={text.second(number)}
                isLabelHidden
                value={String(formula.b)}
                choices={lines}
                onChange={(place) => replace(index, { ...formula, b: Number(place) })}
              />
              <IconButton
                icon="close"
                isSmall
                label={text.removeFormula(number)}
                onClick={() => onChange({ ...draft, formulas: draft.formulas.filter((_, place) => place !== index) })}
              />
            </li>
          );
        })}
      </ul>
      <Button
        look="quiet"
        icon="plus"
        isSmall
        disabled={draft.series.length < 2 || draft.formulas.length >= MOST_FORMULAS}
        onClick={() => onChange({ ...draft, formulas: [...draft.formulas, { a: 1, operator: 'per_hundred', b: 0 }] })}
      >
        {text.addFormula}
      </Button>
    </div>
  );
};

/** The lines, the formulas made of them, how the days are cut, and what they are broken down by. */
export const ExploreBuilder = ({ draft, onChange }: ExploreBuilderProps) => {
  const text = exploreWords.value;
  const range = chosenRange.value;
  const properties = sharedProperties(draft.series.flatMap(({ events }) => events));
  const suitable = text.intervals[askedInterval({ ...draft, interval: '' }, range)];
  return (
    <Card title={text.drawn}>
      <div class="stack">
        <ul class="explore-list">
          {draft.series.map((series, index) => (
            // Lines are told apart by their place alone: two may be alike.
            <SeriesEditor
              key={index}
              letter={trendWords.value.letters[index] ?? ''}
              series={series}
              canBeRemoved={draft.series.length > 1}
              onChange={(changed, isTyping) =>
                onChange(
                  { ...draft, series: draft.series.map((other, place) => (place === index ? changed : other)) },
                  isTyping,
                )
              }
              onRemove={() => onChange(withoutSeries(draft, index))}
            />
          ))}
        </ul>
        <Button
          class="explore-add"
          icon="plus"
          disabled={draft.series.length >= MOST_SERIES}
          onClick={() =>
            onChange({
              ...draft,
              series: [...draft.series, newSeries(draft.series.at(-1)?.events[0]?.kind ?? 'page_view')],
            })
          }
        >
          {text.addSeries}
        </Button>
        <Formulas draft={draft} onChange={onChange} />
        <Select
          label={text.interval}
          value={draft.interval}
          choices={[
            { value: '', label: text.suitable(suitable) },
            ...possibleIntervals(range).map((name) => ({ value: name, label: text.intervals[name] })),
          ]}
          onChange={(interval) => onChange({ ...draft, interval })}
        />
        <Select
          label={text.breakdown}
          value={draft.breakdown}
          choices={[
            { value: '', label: text.noBreakdown },
            // One from an old link stays in sight; the collector says why it does not fit.
            ...(draft.breakdown && !properties.some(({ name }) => name === draft.breakdown)
              ? [{ value: draft.breakdown, label: propertyName(draft.breakdown) }]
              : []),
            ...properties.map((property) => ({ value: property.name, label: propertyName(property) })),
          ]}
          onChange={(breakdown) => onChange({ ...draft, breakdown })}
        />
      </div>
    </Card>
  );
};
