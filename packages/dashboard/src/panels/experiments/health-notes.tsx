import type { ExperimentResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { propertyName } from '../../state/names.ts';
import { Icon } from '../../ui/icon.tsx';
import { apart } from './values.ts';
import { experimentWords } from './words.ts';

/** Fewer drift in every experiment: somebody clears the browser. */
const FEW_RATIO = 0.01;

/** What was not as it should be, each in a sentence; nothing where all is well. */
export const HealthNotes = ({ result: { health, metrics } }: { result: ExperimentResult }) => {
  const text = experimentWords.value;
  const { number, percent, list } = formats.value;
  const ids = metrics[0]?.variants.map(({ id }) => id) ?? [];
  const counts = metrics[0]?.variants.map(({ visitors }) => visitors) ?? [];
  const { sampleRatio, drifted, driftRatio, unknownVariants, bots, redirects } = health;
  const named = (values: readonly number[]) =>
    list(ids.map((id, index) => apart(`${id} ${number(Math.round(values[index] ?? 0))}`)));
  const lost = redirects.flatMap((some, index) => (some && some.lost > 0 ? [{ id: ids[index] ?? '', ...some }] : []));
  const allBots = bots.reduce((sum, some) => sum + some, 0);
  const notes = [
    ...(sampleRatio.isMismatched ? [text.mismatch(named(counts), named(sampleRatio.expected))] : []),
    ...sampleRatio.causes
      .slice(0, 4)
      .map(({ property, value, visitors, isExplaining }) =>
        text.cause({ property: propertyName(property), value: value || '–', visitors: named(visitors), isExplaining }),
      ),
    ...((driftRatio ?? 0) > FEW_RATIO ? [text.drift(drifted, percent(driftRatio ?? 0))] : []),
    ...unknownVariants.map(({ id, visitors }) => text.unknown(id, visitors)),
    ...lost.map(({ id, sent, lost: gone }) => text.lost({ id, lost: number(gone), sent: number(sent) })),
    ...(sampleRatio.isMismatched && allBots > 0 ? [text.bots(allBots)] : []),
  ];
  if (notes.length === 0)
    return (
      <p class="health-well">
        <Icon name="check" />
        {text.allWell}
      </p>
    );
  return (
    <ul class="health-notes">
      {notes.map((note) => (
        <li key={note}>
          <Icon name="alert" />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
};
