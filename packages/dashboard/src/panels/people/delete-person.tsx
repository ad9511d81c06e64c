import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { problemText } from '../../api/problem-text.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Loading } from '../../ui/states.tsx';
import {
  countErasable,
  type Deletion,
  type Erasable,
  mayDeletePeople,
  readDeletion,
  requestDeletion,
} from './deletion.ts';
import type { Person } from './person.ts';
import { peopleWords } from './words.ts';

const LOOK_EVERY_MS = 1000;

/** So long a deletion holds for what arrives late: the collector's own rule. */
const STANDS_DAYS = 90;

/** How far it is, until it is done; it goes on by itself when nobody looks. */
const Progress = ({ deletion, onDone }: { deletion: Deletion; onDone: () => void }) => {
  const text = peopleWords.value;
  const { number } = formats.value;
  const latest = useSignal(deletion);
  // Said once, however often it is looked again.
  const failure = useSignal('');
  const { status, erased, events, message } = latest.value;
  const isDone = status === 'done';
  // As soon as it is shown: who reads it may close the window at once.
  useLayoutEffect(() => {
    if (isDone) onDone();
  }, [isDone]);
  useEffect(() => {
    if (isDone) return;
    let isOver = false;
    const look = async () => {
      try {
        latest.value = await readDeletion(deletion.id);
        failure.value = '';
      } catch (reason) {
        failure.value = problemText(reason);
      }
      if (!isOver) timer = setTimeout(look, LOOK_EVERY_MS);
    };
    let timer = setTimeout(look, LOOK_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [deletion.id, isDone]);
  return (
    <div class="stack">
      <p role="status">
        {isDone ? text.deleted(erased) : text.deleting(number(erased), number(Math.max(erased, events)))}
      </p>
      {!isDone && <p class="is-quiet">{text.goesOn}</p>}
      <Failure text={failure.value || (message && text.stuck)} />
      {isDone && (
        <p>
          <PanelLink panel="people">{text.everybody}</PanelLink>
        </p>
      )}
    </div>
  );
};

/** Says what would be erased, and erases it once that was read. */
const Confirmation = ({ person, onDone }: { person: Person; onDone: () => void }) => {
  const text = peopleWords.value;
  const siteId = site.value?.id ?? '';
  const found = useSignal<Erasable | undefined>(undefined);
  const deletion = useSignal<Deletion | null>(null);
  const { isWorking, failure, run } = useAttempt();
  useEffect(() => {
    void run(async () => {
      found.value = await countErasable(siteId, person);
    });
  }, []);
  if (deletion.value) return <Progress deletion={deletion.value} onDone={onDone} />;
  if (!found.value) return failure.value ? <Failure text={failure.value} /> : <Loading />;
  const { events, visitors } = found.value;
  return (
    <div class="stack">
      <p>
        {'customerId' in person ? text.ids.customerId : text.ids.visitorId}:{' '}
        <bdi>{'customerId' in person ? person.customerId : person.visitorId}</bdi>
      </p>
      <p>
        <strong>
          {text.erases(events)} {'customerId' in person && visitors > 0 && text.fromBrowsers(visitors)}
        </strong>
      </p>
      <ul class="deletion-meaning">
        <li>{text.erasesAll}</li>
        {'customerId' in person && <li>{text.erasesBefore}</li>}
        <li>{text.erasesLate(formats.value.number(STANDS_DAYS))}</li>
        <li>{text.keeps}</li>
      </ul>
      <Failure text={failure.value} />
      <div class="card-actions">
        <Button
          look="danger"
          disabled={isWorking.value}
          onClick={() =>
            run(async () => {
              deletion.value = await requestDeletion(siteId, person);
            })
          }
        >
          {text.deleteForGood}
        </Button>
      </div>
    </div>
  );
};

/** Deletes all that somebody did, once it was said what that is; only for those who may. */
export const DeletePerson = ({ person }: { person: Person }) => {
  const text = peopleWords.value;
  const isOpen = useSignal(false);
  const isDone = useSignal(false);
  if (!mayDeletePeople.value) return null;
  const title = 'customerId' in person ? text.deleteCustomer : text.deleteVisitor;
  return (
    <Card title={text.deletion}>
      <div class="stack">
        <p class="is-quiet">{text.deletionHint}</p>
        <div class="card-actions">
          <Button
            aria-haspopup="dialog"
            onClick={() => {
              isOpen.value = true;
            }}
          >
            {title}
          </Button>
        </div>
      </div>
      <Dialog
        title={title}
        isOpen={isOpen.value}
        onClose={() => {
          isOpen.value = false;
          // Nobody stands there any more.
          if (isDone.value) goOwn({ visitorId: '', customerId: '', view: '', before: '' });
        }}
      >
        <Confirmation
          person={person}
          onDone={() => {
            isDone.value = true;
          }}
        />
      </Dialog>
    </Card>
  );
};
