import type { Filter, PropertyFilter } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { words } from '../locales/index.ts';
import { IconButton } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { describeFilter, isPropertyFilter } from './filter-words.ts';

interface FilterListProps<Item extends Filter> {
  filters: readonly Item[];
  onChange: (filters: (Item | PropertyFilter)[]) => void;
  kind?: string | undefined;
  /** Further buttons after the filters. */
  actions?: ComponentChildren;
}

/** Filters as chips: press one to change it, add another, take one away. All of them must hold. */
export const FilterList = <Item extends Filter>({ filters, onChange, kind, actions }: FilterListProps<Item>) => (
  <ul class="filter-list">
    {filters.map((filter, index) => {
      const text = describeFilter(filter, kind);
      return (
        // A filter is told apart by its place alone: two may be alike, and it stays itself when it is changed.
        <li key={index} class="filter-chip">
          {isPropertyFilter(filter) ? (
            <Popover button={text} label={words.value.filter} look="quiet" isSmall>
              {(close) => (
                <FilterEditor
                  filter={filter}
                  kind={kind}
                  onApply={(changed) => {
                    close();
                    onChange(filters.map((other, place) => (place === index ? changed : other)));
                  }}
                />
              )}
            </Popover>
          ) : (
            <code>{text}</code>
          )}
          <IconButton
            icon="close"
            isSmall
            label={words.value.removeFilter(text)}
            onClick={(event) => {
              // The pressed button goes away with its filter; the focus shall not go with it.
              event.currentTarget.closest('ul')?.querySelector<HTMLElement>('.filter-add button')?.focus();
              onChange(filters.filter((_, place) => place !== index));
            }}
          />
        </li>
      );
    })}
    <li class="filter-add">
      <Popover
        button={words.value.addFilterShort}
        buttonLabel={words.value.addFilter}
        label={words.value.addFilter}
        icon="filter"
        look="quiet"
        isSmall
      >
        {(close) => (
          <FilterEditor
            kind={kind}
            onApply={(added) => {
              close();
              onChange([...filters, added]);
            }}
          />
        )}
      </Popover>
    </li>
    {actions && <li>{actions}</li>}
  </ul>
);
