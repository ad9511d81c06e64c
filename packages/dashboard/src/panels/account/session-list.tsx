import { useAttempt } from '../../api/use-attempt.ts';
import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Moment } from '../../ui/moment.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { endOtherSessions, endSession, type Session } from './account.ts';
import { accountWords } from './words.ts';

interface SessionListProps {
  sessions: readonly Session[];
  reload: () => Promise<void>;
}

/** Where the reader is signed in, and the end of it. */
export const SessionList = ({ sessions, reload }: SessionListProps) => {
  const { isWorking, failure, run } = useAttempt();
  const text = accountWords.value;
  const browserOf = ({ browser }: Session) => browser || text.unknown;
  const since = ({ openedAt }: Session) => formats.value.moment(openedAt, site.value?.timeZone ?? 'UTC');
  const end = (act: () => Promise<void>, count: number) =>
    run(async () => {
      await act();
      announce(text.ended(count));
      await reload();
    });

  const columns: Column<Session>[] = [
    {
      heading: text.browser,
      value: browserOf,
      show: (session) => (
        <>
          <bdi>{browserOf(session)}</bdi> {session.isThis && <span class="account-this">{text.thisOne}</span>}
        </>
      ),
    },
    { heading: text.network, value: ({ network }) => network || text.unknown },
    { heading: text.opened, value: since, show: ({ openedAt }) => <Moment at={openedAt} /> },
    {
      heading: text.end,
      value: () => '',
      show: (session) =>
        !session.isThis && (
          <Button
            look="quiet"
            isSmall
            disabled={isWorking.value}
            aria-label={text.endOne(browserOf(session), since(session))}
            onClick={() => void end(() => endSession(session.id), 1)}
          >
            {text.end}
          </Button>
        ),
    },
  ];

  return (
    <div class="stack">
      <p>{text.sessionsLead}</p>
      <Failure text={failure.value} />
      <Table caption={text.sessions} columns={columns} rows={sessions} />
      {sessions.length > 1 && (
        <p>
          <Button
            icon="leave"
            disabled={isWorking.value}
            onClick={() => void end(endOtherSessions, sessions.length - 1)}
          >
            {text.endOthers}
          </Button>
        </p>
      )}
    </div>
  );
};
