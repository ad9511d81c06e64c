import type { EventReference } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { kinds } from '../state/catalog.ts';
import { kindName } from '../state/names.ts';
import { Select } from '../ui/field.tsx';
import './builder.css';
import { FilterList } from './filter-list.tsx';

interface EventEditorProps {
  /** What the select is called, such as "Step 2". */
  label: string;
  event: EventReference;
  onChange: (event: EventReference) => void;
  /** Further buttons after the filters. */
  actions?: ComponentChildren;
}

/** Which event, with which filters. */
export const EventEditor = ({ label, event, onChange, actions }: EventEditorProps) => {
  const known = kinds.value.map(({ kind }) => kind);
  // A kind from an old link stays in sight, so that it can be changed; the collector says that it is not known.
  const offered = known.includes(event.kind) ? known : [event.kind, ...known];
  return (
    <div class="event-editor">
      <Select
        label={label}
        isLabelHidden
        value={event.kind}
        choices={offered.map((kind) => ({ value: kind, label: kindName(kind) }))}
        // The filters go with the kind: they may name properties that the next kind does not have.
        onChange={(kind) => onChange({ kind })}
      />
      <FilterList
        filters={event.filters ?? []}
        kind={event.kind}
        actions={actions}
        onChange={(filters) => onChange(filters.length > 0 ? { kind: event.kind, filters } : { kind: event.kind })}
      />
    </div>
  );
};
