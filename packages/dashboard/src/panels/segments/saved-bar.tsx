import { useAttempt } from '../../api/use-attempt.ts';
import { go } from '../../state/address.ts';
import { ownText, ownValues } from '../../state/own.ts';
import {
  changeSegment,
  createSegment,
  maySaveSegments,
  removeSegment,
  savedSegment,
  savedSegments,
} from '../../state/segments.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Select } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { TitleForm } from '../../ui/title-form.tsx';
import { firstCondition, type Group, isComplete, ownWith, readCondition } from './condition.ts';
import { SnapshotLine } from './snapshot-line.tsx';
import { segmentWords } from './words.ts';

/** The saved segments: open one, save this one, rename it, remove it. */
export const SavedBar = ({ group }: { group: Group }) => {
  const text = segmentWords.value;
  const { failure, run } = useAttempt();
  const chosen = savedSegment(ownText('saved'));
  const open = (condition: Group, id: string) =>
    go({ own: { ...ownWith(condition, ownValues()), saved: id || undefined } });

  const doing = (act: () => Promise<string>) => void run(async () => announce(await act()));
  const isChanged = chosen && JSON.stringify(readCondition(chosen.condition)) !== JSON.stringify(group);

  return (
    <div class="saved-bar">
      <Select
        label={text.savedSegments}
        value={chosen?.id ?? ''}
        choices={[
          { value: '', label: text.newSegment },
          ...savedSegments.value.map(({ id, title, snapshot }) => ({
            value: id,
            label: snapshot ? text.withSnapshot(title) : title,
          })),
        ]}
        onChange={(id) => {
          const found = savedSegment(id);
          open(found ? readCondition(found.condition) : firstCondition, id);
        }}
      />
      {maySaveSegments.value && (
        <div class="saved-actions">
          {chosen && isChanged && (
            <Button
              look="primary"
              disabled={!isComplete(group)}
              onClick={() =>
                doing(async () => {
                  await changeSegment(chosen, { condition: group });
                  return text.saved;
                })
              }
            >
              {text.saveChanges}
            </Button>
          )}
          {isComplete(group) && (
            <Popover button={chosen ? text.saveAsNew : text.saveAs} label={text.saveAsNew}>
              {(close) => (
                <TitleForm
                  label={text.title}
                  save={text.save}
                  title=""
                  onSave={(title) =>
                    doing(async () => {
                      const id = await createSegment({ title, condition: group });
                      close();
                      open(group, id);
                      return text.saved;
                    })
                  }
                />
              )}
            </Popover>
          )}
          {chosen && (
            <>
              <Popover button={text.rename} label={text.rename} look="quiet">
                {(close) => (
                  <TitleForm
                    label={text.title}
                    save={text.save}
                    title={chosen.title}
                    onSave={(title) =>
                      doing(async () => {
                        await changeSegment(chosen, { title });
                        close();
                        return text.saved;
                      })
                    }
                  />
                )}
              </Popover>
              <RemoveButton
                label={text.removeSaved(chosen.title)}
                meaning={text.removeSavedSure(chosen.title)}
                onRemove={() =>
                  doing(async () => {
                    await removeSegment(chosen);
                    open(group, '');
                    return text.removed;
                  })
                }
              />
            </>
          )}
        </div>
      )}
      {chosen && <SnapshotLine segment={chosen} doing={doing} />}
      <Failure text={failure.value} />
    </div>
  );
};
