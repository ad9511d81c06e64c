import { EventEditor } from '../../builder/event-editor.tsx';
import { trendWords } from '../../builder/trend-words.ts';
import { kinds } from '../../state/catalog.ts';
import { propertyName } from '../../state/names.ts';
import { IconButton } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { type Aggregation, counts, type DraftSeries, needsMeasure, ofMeasures } from './explore-draft.ts';
import { exploreWords } from './words.ts';

interface SeriesEditorProps {
  letter: string;
  series: DraftSeries;
  canBeRemoved: boolean;
  onChange: (series: DraftSeries, isTyping?: boolean) => void;
  onRemove: () => void;
}

const measuresOf = (kind: string | undefined) =>
  (kinds.value.find((known) => known.kind === kind)?.properties ?? []).filter(({ role }) => role === 'measure');

/** The series with another event or figure; a measure that the event does not have becomes its first one. */
const fitted = (series: DraftSeries): DraftSeries => {
  if (!needsMeasure(series.aggregation)) return { ...series, property: '' };
  const measures = measuresOf(series.events[0]?.kind);
  const isKnown = measures.some(({ name }) => name === series.property);
  return isKnown ? series : { ...series, property: measures[0]?.name ?? '' };
};

/** One line: which event, what of it, of which measure. */
export const SeriesEditor = ({ letter, series, canBeRemoved, onChange, onRemove }: SeriesEditorProps) => {
  const text = exploreWords.value;
  const { events, aggregation, property, percentile } = series;
  const measures = measuresOf(events[0]?.kind);
  const isPercentileUsable = percentile >= 0 && percentile <= 100;
  const choice = (name: Aggregation) => ({ value: name, label: trendWords.value.aggregations[name] });
  return (
    <li class="explore-series">
      <span class="explore-letter" aria-hidden="true">
        {letter}
      </span>
      <div class="explore-fields">
        <EventEditor
          label={text.series(letter)}
          event={events[0] ?? { kind: 'page_view' }}
          onChange={(event) => onChange(fitted({ ...series, events: [event, ...events.slice(1)] }))}
        />
        <div class="explore-figure">
          <Select
            label={text.aggregation(letter)}
            isLabelHidden
            value={aggregation}
            choices={[...counts, ...ofMeasures].map(choice)}
            onChange={(chosen) => onChange(fitted({ ...series, aggregation: chosen }))}
          />
          {needsMeasure(aggregation) && measures.length > 0 && (
            <Select
              label={text.measure(letter)}
              isLabelHidden
              value={property}
              choices={measures.map((measure) => ({ value: measure.name, label: propertyName(measure) }))}
              onChange={(name) => onChange({ ...series, property: name })}
            />
          )}
          {aggregation === 'percentile' && (
            <Input
              label={text.percentile(letter)}
              isLabelHidden
              type="number"
              min={0}
              max={100}
              value={Number.isNaN(percentile) ? '' : String(percentile)}
              error={isPercentileUsable ? undefined : text.percentileWrong}
              onChange={(typed) => onChange({ ...series, percentile: typed === '' ? Number.NaN : Number(typed) }, true)}
            />
          )}
        </div>
        {needsMeasure(aggregation) && measures.length === 0 && <p class="field-error">{text.noMeasure}</p>}
      </div>
      <IconButton
        icon="close"
        isSmall
        label={text.removeSeries(letter)}
        aria-disabled={!canBeRemoved}
        onClick={() => canBeRemoved && onRemove()}
      />
    </li>
  );
};
