import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { language } from '../../locales/index.ts';
import { isLanguage, languages, languageTraits } from '../../locales/language.ts';
import { emailFault } from '../../state/new-password.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Select } from '../../ui/field.tsx';
import { ValuesInput } from '../../ui/values-input.tsx';
import type { OfBoard } from './board-links.ts';
import { type BoardMail, type MailSchedule, removeMail, sendNow, setMail } from './board-mail.ts';
import { mailWords } from './mail-words.ts';

const rhythms = ['day', 'week', 'month'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface MailFormProps {
  of: OfBoard;
  mail: BoardMail;
  onChanged: (mail: BoardMail | undefined) => void;
}

/** To whom a board is sent, how often, at which hour and in which language; and one at once, to look at. */
export const MailForm = ({ of, mail, onChanged }: MailFormProps) => {
  const written = useSignal<MailSchedule>(
    mail.schedule ?? { recipients: [], every: 'week', hour: 8, language: language.value },
  );
  const draft = useSignal('');
  const error = useSignal<string | undefined>(undefined);
  const told = useSignal('');
  const { isWorking, failure, run } = useAttempt();
  const text = mailWords.value;
  const { recipients, every, hour } = written.value;
  const change = (changed: Partial<MailSchedule>) => {
    written.value = { ...written.value, ...changed };
  };
  const tell = (said: string) => {
    told.value = said;
    announce(said);
  };

  const save = () =>
    run(async () => {
      const all = draft.value.trim() ? [...recipients, draft.value.trim()] : recipients;
      draft.value = '';
      change({ recipients: all });
      error.value = all.length === 0 ? text.noRecipient : all.map(emailFault).find(Boolean);
      if (error.value) return;
      onChanged(await setMail(of, { ...written.value, recipients: all }));
      tell(text.saved);
    });

  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ValuesInput
        label={text.recipients}
        values={recipients}
        suggestions={[]}
        draft={draft}
        error={error.value}
        onChange={(values) => change({ recipients: [...values] })}
      />
      <div class="mail-when">
        <Select
          label={text.every}
          value={every}
          choices={rhythms.map((value) => ({ value, label: text.everyChoices[value] }))}
          onChange={(value) => change({ every: value })}
        />
        <Select
          label={text.hour}
          value={String(hour)}
          choices={hours.map((value) => ({ value: String(value), label: `${String(value).padStart(2, '0')}:00` }))}
          onChange={(value) => change({ hour: Number(value) })}
        />
        <Select
          label={text.language}
          value={written.value.language}
          choices={languages.map((value) => ({ value, label: languageTraits[value].name }))}
          onChange={(value) => isLanguage(value) && change({ language: value })}
        />
      </div>
      {text.everyHint[every] && <p class="is-quiet">{text.everyHint[every]}</p>}
      <Failure text={failure.value} />
      <div class="mail-acts">
        <Button type="submit" look="primary" disabled={isWorking.value}>
          {text.save}
        </Button>
        <Button
          disabled={isWorking.value}
          onClick={() => void run(async () => tell(text.sentTo(await sendNow(of, written.value.language))))}
        >
          {text.now}
        </Button>
        {mail.schedule && (
          <Button
            look="quiet"
            disabled={isWorking.value}
            onClick={() =>
              void run(async () => {
                await removeMail(of);
                onChanged(undefined);
                tell(text.stopped);
              })
            }
          >
            {text.stop}
          </Button>
        )}
      </div>
      {told.value && (
        <p class="is-quiet">
          <bdi>{told.value}</bdi>
        </p>
      )}
    </form>
  );
};
