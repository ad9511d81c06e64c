import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { site } from '../../state/site.ts';
import { mayWriteSurveys, saveSurveyCap } from '../../state/surveys.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input } from '../../ui/field.tsx';
import { numberIn } from './edit/numbers.ts';
import { surveyWords } from './words.ts';

const MOST_DAYS = 365;

/** The site's cap on all surveys: whoever saw one sees no other for so long. */
export const CapField = () => {
  const text = surveyWords.value;
  const { failure, run, isWorking } = useAttempt();
  const kept = site.value?.surveyCapDays;
  const written = useSignal<string | undefined>(undefined);
  if (kept === undefined) return null;
  if (!mayWriteSurveys.value) return <p class="is-quiet">{text.capIs(kept)}</p>;
  const days = Math.round(numberIn(written.value ?? '', [0, MOST_DAYS], kept));
  return (
    <form
      class="survey-cap"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          await saveSurveyCap(days);
          written.value = undefined;
          announce(text.capSaved);
        });
      }}
    >
      <Input
        label={text.cap}
        type="number"
        min={0}
        max={MOST_DAYS}
        isSmall
        value={written.value ?? String(kept)}
        onChange={(value) => {
          written.value = value;
        }}
      />
      <Button type="submit" isSmall aria-disabled={isWorking.value || days === kept}>
        {text.saveCap}
      </Button>
      <Failure text={failure.value} />
    </form>
  );
};
