import { FilterList } from '../builder/filter-list.tsx';
import { valueTexts } from '../builder/filter-values.ts';
import { words } from '../locales/index.ts';
import { go } from '../state/address.ts';
import { askedFilters } from '../state/asked.ts';
import { Button } from '../ui/button.tsx';

/** The filters that hold for the whole panel; they stand in the address. */
export const FilterBar = () => (
  <section class="filter-bar" aria-label={words.value.filters}>
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
