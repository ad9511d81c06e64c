import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { Moment } from '../../ui/moment.tsx';
import type { Column } from '../../ui/table.tsx';
import { actionName } from './action-words.ts';
import type { AuditEntry } from './audit-log.ts';
import { auditWords } from './words.ts';

/** Who acted, in words. */
const actorName = ({ actor }: AuditEntry): string => {
  const text = auditWords.value;
  if (actor.kind === 'collector') return text.collector;
  return actor.kind === 'key' ? text.key(actor.name) : actor.name || actor.id;
};

const valueText = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return auditWords.value.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const changesText = ({ changes }: AuditEntry): string =>
  changes.map(({ field, from, to }) => `${field}: ${valueText(from)} → ${valueText(to)}`).join('; ');

const Changes = ({ entry: { changes } }: { entry: AuditEntry }) =>
  changes.length === 0 ? (
    <>–</>
  ) : (
    <details class="audit-changes">
      <summary>{auditWords.value.changed(changes.length)}</summary>
      <dl dir="ltr">
        {changes.map(({ field, from, to }) => (
          <div key={field}>
            <dt>
              <code>{field}</code>
            </dt>
            <dd>
              <del>{valueText(from)}</del> <ins>{valueText(to)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );

/** The log as it is shown. */
export const shownColumns = (): Column<AuditEntry>[] => {
  const text = auditWords.value;
  const momentOf = ({ at }: AuditEntry) => formats.value.moment(at, site.value?.timeZone ?? 'UTC');
  return [
    { heading: text.when, value: momentOf, show: ({ at }) => <Moment at={at} /> },
    { heading: text.who, value: actorName },
    { heading: text.what, value: ({ action }) => actionName(action) },
    { heading: text.object, value: ({ object }) => object || '–' },
    { heading: text.changes, value: changesText, show: (entry) => <Changes entry={entry} /> },
    { heading: text.from, value: ({ address }) => address || '–' },
  ];
};

/** The log as a file: what is shown, and what a program needs. */
export const fileColumns = (): Column<AuditEntry>[] => {
  const text = auditWords.value;
  return [
    { heading: text.columns.at, value: ({ at }) => new Date(at).toISOString() },
    { heading: text.who, value: actorName },
    { heading: text.what, value: ({ action }) => actionName(action) },
    { heading: text.columns.kind, value: ({ action }) => action },
    { heading: text.object, value: ({ object }) => object },
    { heading: text.changes, value: changesText },
    { heading: text.from, value: ({ address }) => address },
    { heading: text.columns.id, value: ({ id }) => id },
  ];
};
