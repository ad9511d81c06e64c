import type { AskedKind, Definitions } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { defineWords, words } from '../locales/index.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Loading, Problem } from '../ui/states.tsx';
import { CsvButton } from '../ui/table.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import type { CardKind } from './card-kind.ts';
import { cardKinds } from './card-kinds.ts';

const cardWords = defineWords({
  en: () => ({ unknownKind: 'This version cannot show such a card: open it instead.' }),
  ar: () => ({ unknownKind: 'لا يستطيع هذا الإصدار عرض بطاقة كهذه: افتحها بدلًا من ذلك.' }),
});

interface OpenCardProps<Kind extends AskedKind> {
  kind: Kind;
  definition: Definitions[Kind];
  load: () => Promise<CardKind<Kind>>;
}

/** Asks the question of a card while what draws its answer is fetched, and shows the answer with the file of it. */
const OpenCard = <Kind extends AskedKind>({ kind, definition, load }: OpenCardProps<Kind>) => {
  const answer = useAnswer(kind, definition);
  const { value: card, hasFailed, retry } = useLoaded(load);
  if (hasFailed) return <Problem message={words.value.noConnection} onRetry={retry} />;
  if (!card) return <Loading />;
  const { Answer, file } = card;
  return (
    <AnswerView answer={answer}>
      {(result) => {
        const { headings, rows } = file({ definition, result });
        return (
          <div class="stack">
            <Answer definition={definition} result={result} />
            <div class="chart-foot">
              <CsvButton
                fileName={`telltale-${kind}`}
                columns={headings.map((heading, place) => ({
                  heading,
                  value: (row: (typeof rows)[number]) => row[place] ?? null,
                }))}
                rows={rows}
              />
            </div>
          </div>
        );
      }}
    </AnswerView>
  );
};

/** The answer to a question that was saved. Of which kind it is, only the card says; the collector judges the definition. */
export const CardAnswer = ({ kind, definition }: { kind: string; definition: object }) => {
  const load = cardKinds[kind as AskedKind] as (() => Promise<CardKind<'trend'>>) | undefined;
  if (!load) return <p>{cardWords.value.unknownKind}</p>;
  return <OpenCard key={kind} kind={kind as 'trend'} definition={definition as Definitions['trend']} load={load} />;
};
