import type { SegmentDefinitionInput, SegmentResult } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { ApiCallButton } from '../../ui/api-call.tsx';
import { PersonLink } from '../../ui/person-link.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { segmentWords } from './words.ts';

interface SegmentResultViewProps {
  result: SegmentResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: SegmentDefinitionInput;
}

/** How many are in the segment, what share that is, and some of them. */
export const SegmentResultView = ({ result, statistics, question }: SegmentResultViewProps) => {
  const text = segmentWords.value;
  const { count, population, shareRatio, members } = result;
  const share = shareRatio === null ? '–' : formats.value.percent(shareRatio);
  const rows = members.visitorIds.map((visitorId) => ({ visitorId }));
  const columns: Column<{ visitorId: string }>[] = [
    {
      heading: words.value.visitor,
      value: ({ visitorId }) => visitorId,
      show: ({ visitorId }) => <PersonLink visitorId={visitorId} />,
    },
  ];
  return (
    <div class="stack">
      <div class="segment-size" role="status">
        <p>
          <strong>{formats.value.number(count)}</strong> {text.visitors(count)}
        </p>
        <p class="is-quiet">{population > 0 ? text.share(share, text.population(population)) : text.nobodySeen}</p>
        <svg class="share-bar" width="100%" height="8" role="img" aria-label={text.shareBar(share)}>
          <rect class="share-part" width={`${(shareRatio ?? 0) * 100}%`} height="8" rx="4" />
        </svg>
      </div>
      <div class="segment-members">
        <div class="segment-members-head">
          <h3>{text.members}</h3>
          <div class="card-actions">
            <CsvButton fileName="telltale-segment" columns={columns} rows={rows} />
            <ApiCallButton kind="segment" definition={question} />
          </div>
        </div>
        {rows.length > 0 ? (
          <Table caption={text.members} columns={columns} rows={rows} />
        ) : (
          <p class="is-quiet">{text.noMembers}</p>
        )}
      </div>
      <p class="is-quiet">
        {text.now} {words.value.answeredFrom(statistics.rowsRead, formats.value.milliseconds(statistics.elapsedMs))}
      </p>
    </div>
  );
};
