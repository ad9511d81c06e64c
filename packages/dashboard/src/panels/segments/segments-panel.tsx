import type { SegmentDefinitionInput, VisitorCondition } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { address, go } from '../../state/address.ts';
import { goOwn, ownValues } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Segmented } from '../../ui/field.tsx';
import { PeopleList } from '../../ui/people-list.tsx';
import { isComplete, ownWith, readCondition } from './condition.ts';
import { GroupEditor } from './group-editor.tsx';
import { OverlapView } from './overlap-view.tsx';
import { ProfileView } from './profile-view.tsx';
import { SavedBar } from './saved-bar.tsx';
import { SegmentResultView } from './segment-result.tsx';
import { chosenView, segmentViews } from './segment-views.ts';
import './segments.css';
import { SizeView } from './size-view.tsx';
import { segmentWords } from './words.ts';

const Members = ({ condition }: { condition: VisitorCondition }) => {
  const population = chosenRange.value;
  return (
    <PeopleList
      kind="segment"
      pageOf={(page) => ({ condition, population, members: page })}
      peopleOf={({ count, members }) => ({
        unit: 'visitor',
        count,
        ids: members.visitorIds,
        nextAfter: members.nextAfter,
      })}
      fileName="telltale-segment"
    />
  );
};

/** What is told of the segment beside its size now. */
const ShownView = ({ condition }: { condition: VisitorCondition }) => {
  const view = chosenView();
  if (view === 'size') return <SizeView condition={condition} />;
  if (view === 'overlap') return <OverlapView condition={condition} />;
  if (view === 'profile') return <ProfileView condition={condition} />;
  return <Members condition={condition} />;
};

/** Visitors chosen by what they did, counted as the conditions change. */
export const SegmentsPanel = () => {
  const text = segmentWords.value;
  const group = readCondition(address.value.own);
  const question: SegmentDefinitionInput | undefined = isComplete(group)
    ? { condition: group, population: chosenRange.value, members: { limit: 0 } }
    : undefined;
  const answer = useAnswer('segment', question, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="stack">
      <div class="side-by-side side-by-side-wide">
        <section class="card segment-builder" aria-label={text.definition}>
          <div class="card-body stack">
            <SavedBar group={group} />
            <GroupEditor group={group} onChange={(changed) => go({ own: ownWith(changed, ownValues()) })} />
          </div>
        </section>
        <Card title={text.result}>
          {question ? (
            <AnswerView answer={answer}>
              {(result, statistics) => (
                <SegmentResultView result={result} statistics={statistics} question={question} />
              )}
            </AnswerView>
          ) : (
            <p class="is-quiet">{text.unfinished}</p>
          )}
        </Card>
      </div>
      {question && answer.status !== 'failed' && (
        <Card
          title={text.more}
          actions={
            <div class="segment-views">
              <Segmented
                label={text.more}
                value={chosenView()}
                choices={segmentViews.map((name) => ({ value: name, label: text.views[name] }))}
                onChange={(chosen) => goOwn({ view: chosen === 'members' ? '' : chosen })}
              />
            </div>
          }
        >
          <ShownView condition={group} />
        </Card>
      )}
    </div>
  );
};
