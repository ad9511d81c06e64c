import { FilterList } from '../builder/filter-list.tsx';
import { valueTexts } from '../builder/filter-values.ts';
import { words } from '../locales/index.ts';
import { address, go } from '../state/address.ts';
import { askedFilters } from '../state/asked.ts';
import { areSegmentsSettled, savedSegment, savedSegments } from '../state/segments.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';

/** Whose figures are shown: everyone's, or those of a saved segment. It stands there even where none is saved: nothing moves. */
const SegmentSelect = () => {
  const { segment } = address.value;
  const known = savedSegments.value;
  return (
    <Select
      label={words.value.segment}
      isLabelHidden
      isSmall
      value={segment}
      choices={[
        { value: '', label: words.value.everyone },
        // One that is gone stays in sight, so that it can be changed; the questions say that it is not known.
        ...(segment && !savedSegment(segment)
          ? [{ value: segment, label: areSegmentsSettled.value ? words.value.segmentGone : words.value.segment }]
          : []),
        ...known.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      onChange={(chosen) => go({ segment: chosen })}
    />
  );
};

/** The filters and the segment that hold for the whole panel; they stand in the address. */
export const FilterBar = () => (
  <section class="filter-bar" aria-label={words.value.filters}>
    <SegmentSelect />
    <FilterList
      filters={askedFilters.value}
      onChange={(filters) =>
        go({
          filters: filters.map(({ property, operator, values }) => ({
            property,
            operator,
            values: valueTexts(values),
          })),
        })
      }
    />
    {askedFilters.value.length > 1 && (
      <Button look="link" isSmall onClick={() => go({ filters: [] })}>
        {words.value.clearFilters}
      </Button>
    )}
  </section>
);
