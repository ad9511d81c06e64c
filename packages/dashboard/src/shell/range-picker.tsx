import { useSignal } from '@preact/signals';
import { formats, words } from '../locales/index.ts';
import { type DayRange, type RangeChoice, rangePresets } from '../state/range.ts';
import { shownSite, today } from '../state/site.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/field.tsx';
import { Popover } from '../ui/popover.tsx';

interface RangePickerProps {
  /** What is chosen; undefined where nothing is: then `none` says what holds. */
  range: RangeChoice | undefined;
  /** The days that it means today. */
  days: DayRange;
  /** What holds where no days are chosen; left out where some always are. */
  none?: { label: string; onChoose: () => void };
  onChoose: (range: RangeChoice) => void;
}

interface OwnRangeProps {
  days: DayRange;
  onApply: (days: DayRange) => void;
}

const OwnRange = ({ days, onApply }: OwnRangeProps) => {
  const from = useSignal(days.from);
  const to = useSignal(days.to);
  const isWrong = from.value > to.value;
  return (
    <form
      class="own-range"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && from.value && to.value) onApply({ from: from.value, to: to.value });
      }}
    >
      <p class="own-range-title">{words.value.ownRange}</p>
      <div class="own-range-days">
        <Input
          label={words.value.from}
          type="date"
          value={from.value}
          max={today.value}
          onChange={(day) => {
            from.value = day;
          }}
        />
        <Input
          label={words.value.to}
          type="date"
          value={to.value}
          max={today.value}
          error={isWrong ? words.value.rangeWrong : undefined}
          onChange={(day) => {
            to.value = day;
          }}
        />
      </div>
      <Button type="submit" look="primary" disabled={isWrong}>
        {words.value.apply}
      </Button>
    </form>
  );
};

const Chosen = ({ range, days, none }: RangePickerProps) => {
  const shownDays = formats.value.days(days.from, days.to);
  if (range === undefined) return <span>{none?.label ?? shownDays}</span>;
  if (typeof range !== 'string') return <span>{shownDays}</span>;
  return (
    <>
      <span>{words.value.ranges[range]}</span>
      <span class="range-days">{shownDays}</span>
    </>
  );
};

/** Which days, by name or by calendar. */
export const RangePicker = (picker: RangePickerProps) => {
  const { range, days, none, onChoose } = picker;
  return (
    <Popover icon="calendar" label={words.value.range} button={<Chosen {...picker} />}>
      {(close) => {
        const preset = (label: string, isChosen: boolean, choose: () => void) => (
          <Button
            look="quiet"
            aria-pressed={isChosen}
            onClick={() => {
              choose();
              close();
            }}
          >
            {label}
          </Button>
        );
        return (
          <div class="range-box">
            <ul class="range-presets">
              {none && <li>{preset(none.label, range === undefined, none.onChoose)}</li>}
              {rangePresets.map((name) => (
                <li key={name}>{preset(words.value.ranges[name], name === range, () => onChoose(name))}</li>
              ))}
            </ul>
            <OwnRange
              days={days}
              onApply={(own) => {
                onChoose(own);
                close();
              }}
            />
            <p class="range-zone">{words.value.timeZone(shownSite.value?.timeZone ?? 'UTC')}</p>
          </div>
        );
      }}
    </Popover>
  );
};
