import { site } from '../../state/site.ts';
import { Moment } from '../../ui/moment.tsx';
import type { BoardMail } from './board-mail.ts';
import { mailWords } from './mail-words.ts';

/** When a board is sent the next time, and what became of the last. */
export const MailState = ({ mail: { nextAt, sending } }: { mail: BoardMail }) => {
  const text = mailWords.value;
  if (nextAt === null) return null;
  return (
    <div class="mail-state">
      <p>
        {text.next}: <Moment at={nextAt} /> <bdi class="is-quiet">{site.value?.timeZone}</bdi>
      </p>
      {sending && (
        <>
          <p>
            {text.last}: <Moment at={sending.dueAt} /> · {text.status[sending.status]} ·{' '}
            {text.sentCount(sending.sentTo.length)}
          </p>
          {sending.nextTryAt !== null && (
            <p>
              {text.tryAt}: <Moment at={sending.nextTryAt} />
            </p>
          )}
          {sending.message && (
            <p class="failure">
              <bdi>{text.said(sending.message)}</bdi>
            </p>
          )}
          {sending.refused.map(({ recipient, message }) => (
            <p class="failure" key={recipient}>
              <bdi>{text.refused(recipient, message)}</bdi>
            </p>
          ))}
        </>
      )}
    </div>
  );
};
