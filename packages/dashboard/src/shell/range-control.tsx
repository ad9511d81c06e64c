import { useSignal } from '@preact/signals';
import { formats, words } from '../locales/index.ts';
import { address, go } from '../state/address.ts';
import { rangePresets } from '../state/range.ts';
import { chosenRange, site, today } from '../state/site.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/field.tsx';
import { Popover } from '../ui/popover.tsx';

const OwnRange = ({ close }: { close: () => void }) => {
  const from = useSignal(chosenRange.value.from);
  const to = useSignal(chosenRange.value.to);
  const isWrong = from.value > to.value;
  return (
    <form
      class="own-range"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWrong || !from.value || !to.value) return;
        go({ range: { from: from.value, to: to.value } });
        close();
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

/** Which days, by name or by calendar. */
export const RangeControl = () => {
  const { range } = address.value;
  const shownDays = formats.value.days(chosenRange.value.from, chosenRange.value.to);
  return (
    <Popover
      icon="calendar"
      label={words.value.range}
      button={
        typeof range === 'string' ? (
          <>
            <span>{words.value.ranges[range]}</span>
            <span class="range-days">{shownDays}</span>
          </>
        ) : (
          <span>{shownDays}</span>
        )
      }
    >
      {(close) => (
        <div class="range-box">
          <ul class="range-presets">
            {rangePresets.map((preset) => (
              <li key={preset}>
                <Button
                  look="quiet"
                  aria-pressed={preset === range}
                  onClick={() => {
                    go({ range: preset });
                    close();
                  }}
                >
                  {words.value.ranges[preset]}
                </Button>
              </li>
            ))}
          </ul>
          <OwnRange close={close} />
          <p class="range-zone">{words.value.timeZone(site.value?.timeZone ?? 'UTC')}</p>
        </div>
      )}
    </Popover>
  );
};
