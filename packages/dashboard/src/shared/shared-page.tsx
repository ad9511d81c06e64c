import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem } from '../api/problem.ts';
import { problemText } from '../api/problem-text.ts';
import { direction, formats, language, words } from '../locales/index.ts';
import { EntryPage } from '../shell/entry/entry-page.tsx';
import { Mark } from '../shell/mark.tsx';
import { Preferences } from '../shell/preferences.tsx';
import { RangePicker } from '../shell/range-picker.tsx';
import { noteCatalog } from '../state/catalog.ts';
import { comparisons, resolveRange } from '../state/range.ts';
import { sharedSite, today } from '../state/site.ts';
import { Announcer } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { CredentialField } from '../ui/credential-field.tsx';
import { Select } from '../ui/field.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import '../panels/boards/boards.css';
import './shared.css';
import { SharedCard } from './shared-card.tsx';
import { type ChosenDays, type Proof, readSharedBoard, type SharedBoard } from './shared-link.ts';
import { sharedWords } from './words.ts';

/** How far opening the board has come. */
type Opening =
  | { status: 'opening' }
  | { status: 'password'; isWrong: boolean }
  | { status: 'gone' }
  | { status: 'failed'; message: string }
  | { status: 'open'; board: SharedBoard; proof: Proof; chosen: ChosenDays };

const AS_SAVED = 'saved';

/** What the calendar begins with while no days are chosen. */
const DEFAULT_RANGE = '30d';

const withoutRange = ({ comparison }: ChosenDays): ChosenDays => (comparison ? { comparison } : {});
const withoutComparison = ({ range }: ChosenDays): ChosenDays => (range ? { range } : {});

const outcomeOf = (reason: unknown): Opening => {
  const code = reason instanceof ApiProblem ? reason.code : '';
  if (code === 'password_required' || code === 'wrong_password')
    return { status: 'password', isWrong: code === 'wrong_password' };
  return code === 'unknown_link' ? { status: 'gone' } : { status: 'failed', message: problemText(reason) };
};

const PasswordForm = ({ isWrong, onTry }: { isWrong: boolean; onTry: (password: string) => void }) => {
  const password = useSignal('');
  const text = sharedWords.value;
  return (
    <EntryPage title={text.passwordTitle}>
      <p>{text.passwordLead}</p>
      <form
        class="entry-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (password.value) onTry(password.value);
        }}
      >
        <CredentialField
          kind="current-password"
          label={text.password}
          value={password.value}
          error={isWrong ? text.wrongPassword : undefined}
          onChange={(typed) => {
            password.value = typed;
          }}
        />
        <Button type="submit" look="primary" disabled={password.value === ''}>
          {text.open}
        </Button>
      </form>
    </EntryPage>
  );
};

interface OpenBoardProps {
  opened: Extract<Opening, { status: 'open' }>;
  onChoose: (chosen: ChosenDays) => void;
}

const OpenBoard = ({ opened: { board, proof, chosen }, onChoose }: OpenBoardProps) => {
  const text = sharedWords.value;
  const { title, siteName, timeZone, endsAt, cards } = board;
  return (
    <main class="shared" id="content">
      <div class="shared-head">
        <Mark />
        <Preferences />
      </div>
      <div class="shared-title">
        <div>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p class="is-quiet">{text.lead(siteName)}</p>
        </div>
        <div class="shared-days">
          <RangePicker
            range={chosen.range}
            days={resolveRange(chosen.range ?? DEFAULT_RANGE, today.value)}
            none={{ label: text.asSaved, onChoose: () => onChoose(withoutRange(chosen)) }}
            onChoose={(range) => onChoose({ ...chosen, range })}
          />
          <Select
            label={words.value.compare}
            isLabelHidden
            value={chosen.comparison ?? AS_SAVED}
            choices={[
              { value: AS_SAVED, label: text.comparedAsSaved },
              ...comparisons.map((name) => ({ value: name, label: words.value.comparisons[name] })),
            ]}
            onChange={(name) => {
              const comparison = comparisons.find((known) => known === name);
              onChoose({ ...withoutComparison(chosen), ...(comparison && { comparison }) });
            }}
          />
        </div>
      </div>
      {cards.length === 0 ? (
        <Empty title={text.empty} icon="boards" />
      ) : (
        <ul class="board-grid">
          {cards.map((card) => (
            <li key={card.id}>
              <SharedCard proof={proof} card={card} chosen={chosen} />
            </li>
          ))}
        </ul>
      )}
      <p class="shared-foot">
        {text.until(formats.value.moment(endsAt, timeZone))} {words.value.timeZone(timeZone)}
      </p>
    </main>
  );
};

/** One board, for people who have a link to it and no account. */
export const SharedPage = ({ token }: { token: string }) => {
  const opening = useSignal<Opening>({ status: token ? 'opening' : 'gone' });
  const text = sharedWords.value;

  const open = async (proof: Proof, chosen: ChosenDays = {}) => {
    try {
      const board = await readSharedBoard(proof, chosen);
      const { siteName: name, timeZone, placeSource } = board;
      sharedSite.value = { name, timeZone, placeSource };
      noteCatalog(board.catalog);
      const { pass } = board;
      opening.value = { status: 'open', board, chosen, proof: { token, ...(pass !== null && { pass }) } };
    } catch (reason) {
      opening.value = outcomeOf(reason);
    }
  };
  useEffect(() => {
    if (token) void open({ token });
    // Another link in the same window differs behind the "#" alone: the browser would stay on this one.
    const reload = () => location.reload();
    addEventListener('hashchange', reload);
    return () => removeEventListener('hashchange', reload);
  }, [token]);

  const state = opening.value;
  const title = state.status === 'open' ? state.board.title : '';
  useSignalEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language.value;
    documentElement.dir = direction.value;
  });
  useEffect(() => {
    document.title = [title, 'Telltale'].filter(Boolean).join(' · ');
  }, [title]);

  return (
    <>
      {state.status === 'opening' && (
        <EntryPage title="Telltale">
          <Loading />
        </EntryPage>
      )}
      {state.status === 'password' && (
        <PasswordForm isWrong={state.isWrong} onTry={(password) => void open({ token, password })} />
      )}
      {state.status === 'gone' && (
        <EntryPage title={text.gone}>
          <p>{text.goneLead}</p>
        </EntryPage>
      )}
      {state.status === 'failed' && (
        <EntryPage title={text.failed} failure={state.message}>
          <Button onClick={() => void open({ token })}>{words.value.tryAgain}</Button>
        </EntryPage>
      )}
      {state.status === 'open' && <OpenBoard opened={state} onChoose={(chosen) => void open(state.proof, chosen)} />}
      <Announcer />
    </>
  );
};
