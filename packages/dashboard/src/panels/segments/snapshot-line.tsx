import { formats } from '../../locales/index.ts';
import { maySaveSegments, removeSnapshot, type SavedSegment, takeSnapshot } from '../../state/segments.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { segmentWords } from './words.ts';

interface SnapshotLineProps {
  segment: SavedSegment;
  /** Runs an act and says what it tells. */
  doing: (act: () => Promise<string>) => void;
}

/** Whether a saved segment's members are those of now or of an earlier moment, and the way from one to the other. */
export const SnapshotLine = ({ segment, doing }: SnapshotLineProps) => {
  const text = segmentWords.value;
  const { snapshot, title } = segment;
  const { moment, number } = formats.value;
  const take = () =>
    doing(async () => {
      await takeSnapshot(segment);
      return text.snapshotTaken(title);
    });
  return (
    <div class="snapshot-line">
      <p class="is-quiet">
        {snapshot
          ? text.snapshotOf(number(snapshot.members), moment(snapshot.takenAt, site.value?.timeZone ?? 'UTC'))
          : text.isLive}
      </p>
      {maySaveSegments.value && (
        <div class="saved-actions">
          <Button look="quiet" isSmall onClick={take}>
            {snapshot ? text.takeAgain : text.takeSnapshot}
          </Button>
          {snapshot && (
            <Button
              look="quiet"
              isSmall
              onClick={() =>
                doing(async () => {
                  await removeSnapshot(segment);
                  return text.snapshotRemoved(title);
                })
              }
            >
              {text.makeLive}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};
