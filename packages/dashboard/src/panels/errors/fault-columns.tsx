import type { Fault } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { narrowTo } from '../../state/narrow.ts';
import { goOwn } from '../../state/own.ts';
import { momentColumn, numberColumn } from '../../ui/columns.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import type { Column } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { errorWords } from './words.ts';

const originName = (origin: string): string => {
  const { origins } = errorWords.value;
  return origins[origin as keyof typeof origins] ?? origin;
};

/** What failed, how often, whom it hit, since when and where. */
export const faultColumns = (): Column<Fault>[] => {
  const text = errorWords.value;
  const { number } = formats.value;
  return [
    {
      heading: text.fault,
      value: ({ message, fingerprint }) => message || fingerprint,
      show: ({ message, fingerprint, source, origin, isNew }) => (
        <div class="fault">
          <bdi class="fault-message">{message || fingerprint}</bdi>
          <span class="is-quiet">
            {originName(origin)}
            {source && (
              <>
                {' · '}
                <bdi>{source}</bdi>
              </>
            )}
          </span>
          {isNew && <span class="fault-new">{text.isNew}</span>}
        </div>
      ),
    },
    numberColumn(text.occurrences, ({ occurrences }) => occurrences),
    {
      heading: text.visitors,
      value: ({ visitors }) => visitors,
      show: ({ visitors, fingerprint, message }) => (
        <WhoButton
          count={visitors}
          said={text.whoHad(number(visitors), message || fingerprint)}
          onPress={() => goOwn({ listed: fingerprint })}
        />
      ),
      isNumber: true,
    },
    numberColumn(text.sessions, ({ sessions }) => sessions),
    momentColumn(text.firstSeen, ({ firstSeenAt }) => firstSeenAt),
    momentColumn(text.lastSeen, ({ lastSeenAt }) => lastSeenAt),
    {
      heading: text.pages,
      value: ({ pages }) => pages.map(({ path }) => path).join(' '),
      show: ({ pages, pageCount }) => (
        <ul class="fault-pages">
          {pages.map(({ path }) => (
            <li key={path}>
              <RowButton onPress={() => narrowTo('path', path)}>{path}</RowButton>
            </li>
          ))}
          {pageCount > pages.length && <li class="is-quiet">{text.morePages(pageCount - pages.length)}</li>}
        </ul>
      ),
    },
  ];
};
