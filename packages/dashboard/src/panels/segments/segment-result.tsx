import type { SegmentDefinitionInput, SegmentResult } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { ApiCallButton } from '../../ui/api-call.tsx';
import { BoardButton } from '../../ui/board-button.tsx';
import { PngButton } from '../../ui/png-button.tsx';
import { segmentWords } from './words.ts';

interface SegmentResultViewProps {
  result: SegmentResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: SegmentDefinitionInput;
}

/** How many are in the segment, and what share that is. */
export const SegmentResultView = ({ result, statistics, question }: SegmentResultViewProps) => {
  const text = segmentWords.value;
  const { count, population, shareRatio } = result;
  const share = shareRatio === null ? '–' : formats.value.percent(shareRatio);
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
      <p class="is-quiet">
        {text.now} {words.value.answeredFrom(statistics.rowsRead, formats.value.milliseconds(statistics.elapsedMs))}
      </p>
      <div class="chart-foot">
        <PngButton fileName="telltale-segment" />
        <ApiCallButton kind="segment" definition={question} />
        {/* A board shows how many they are, not who. */}
        <BoardButton kind="segment" definition={{ ...question, members: { limit: 0 } }} />
      </div>
    </div>
  );
};
