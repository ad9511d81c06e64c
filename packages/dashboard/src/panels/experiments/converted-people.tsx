import type { EventReference, ExperimentDefinitionInput, VisitorCondition } from '@telltale/query';
import { useAttempt } from '../../api/use-attempt.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { createSegment, maySaveSegments } from '../../state/segments.ts';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { listedVisitors, PeopleList } from '../../ui/people-list.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TitleForm } from '../../ui/title-form.tsx';
import { experimentWords } from './words.ts';

/** Who saw the variant and then did what the primary metric counts, as a condition on visitors; undefined where one event does not say it. */
export const convertedCondition = (
  { experiment, primary }: ExperimentDefinitionInput,
  variant: string,
): VisitorCondition | undefined => {
  const events = 'events' in primary && primary.events ? primary.events : undefined;
  const exposure: EventReference = {
    kind: 'exposure',
    filters: [
      { property: 'experiment', operator: 'is', values: [experiment] },
      { property: 'variant', operator: 'is', values: [variant] },
    ],
  };
  const within = primary.window ?? { amount: 7, unit: 'day' };
  if (events) return { any: events.map((event) => ({ sequence: [exposure, event], within })) };
  if (primary.type !== 'revenue' && primary.type !== 'order_value') return undefined;
  return { sequence: [exposure, { kind: 'purchase' }], within };
};

/** Who saw the variant that the address names and converted, with the way to keep them as a segment. */
export const ConvertedPeople = ({ question }: { question: ExperimentDefinitionInput }) => {
  const text = experimentWords.value;
  const { failure, run } = useAttempt();
  const variant = ownText('listed');
  if (variant === '') return null;
  const condition = convertedCondition(question, variant);
  return (
    <Dialog title={text.whoConverted(variant)} isOpen onClose={() => goOwn({ listed: '' })}>
      <div class="stack">
        {condition && maySaveSegments.value && (
          <Popover button={text.saveSegment} label={text.saveSegment}>
            {(close) => (
              <TitleForm
                label={text.segmentName}
                save={text.save}
                title=""
                onSave={(title) =>
                  void run(async () => {
                    await createSegment({ title, condition });
                    close();
                    announce(text.segmentSaved);
                  })
                }
              />
            )}
          </Popover>
        )}
        <Failure text={failure.value} />
        <PeopleList
          kind="experiment"
          pageOf={(page) => ({
            ...question,
            secondary: [],
            guardrails: [],
            people: { variant, outcome: 'converted', ...page },
          })}
          peopleOf={({ people }) => listedVisitors(people)}
          fileName="telltale-experiment-people"
        />
      </div>
    </Dialog>
  );
};
