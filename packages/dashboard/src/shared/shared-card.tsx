import { useMemo } from 'preact/hooks';
import { AnsweredBy } from '../api/answered-by.ts';
import { CardAnswer } from '../cards/card-answer.tsx';
import { formats } from '../locales/index.ts';
import { Card } from '../ui/card.tsx';
import { PngButton } from '../ui/png-button.tsx';
import { type ChosenDays, type Proof, readSharedAnswer, type SharedBoard } from './shared-link.ts';
import { sharedWords } from './words.ts';

interface SharedCardProps {
  proof: Proof;
  card: SharedBoard['cards'][number];
  chosen: ChosenDays;
}

/** A card of a shared board: the collector is asked for the card, and for no question. */
export const SharedCard = ({ proof, card, chosen }: SharedCardProps) => {
  const { id, title, kind, definition, days, isAnswered } = card;
  const source = useMemo(
    () => (signal: AbortSignal) => readSharedAnswer(proof, { card: id, chosen, signal }),
    [proof, id, chosen],
  );
  return (
    <Card title={title} actions={<PngButton fileName="telltale-board" days={days} isIconOnly />}>
      <div class="stack">
        <p class="is-quiet">{formats.value.days(days.from, days.to)}</p>
        {isAnswered ? (
          <AnsweredBy.Provider value={source}>
            <CardAnswer kind={kind} definition={definition} />
          </AnsweredBy.Provider>
        ) : (
          <p>{sharedWords.value.notShared}</p>
        )}
      </div>
    </Card>
  );
};
