import type { Compared, FunnelDefinitionInput, FunnelFigures, FunnelResult } from '@telltale/query';
import { describeEvents } from '../../builder/event-words.ts';
import { formats, words } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Segmented } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { intervalText } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';
import { DriversView } from './drivers-view.tsx';
import { type FunnelDraft, neededSteps } from './funnel-draft.ts';
import { OutcomePeople } from './funnel-people.tsx';
import {
  chosenInterval,
  chosenTimedStep,
  chosenView,
  type FootOf,
  type FunnelView,
  funnelViews,
} from './funnel-views.ts';
import { NextView } from './next-view.tsx';
import { StepsView } from './steps-view.tsx';
import { TimeView } from './time-view.tsx';
import { TrendView } from './trend-view.tsx';
import { funnelWords } from './words.ts';

interface FunnelResultViewProps {
  result: Compared<FunnelResult>;
  statistics: { rowsRead: number; elapsedMs: number };
  question: FunnelDefinitionInput;
  draft: FunnelDraft;
}

/** Who entered, and what became of them: the parts add up. */
const Outcomes = ({ figures, before }: { figures: FunnelFigures; before: FunnelFigures | undefined }) => {
  const text = funnelWords.value;
  const { number, percent, duration } = formats.value;
  const { entered, converted, dropped, open, excluded, conversion, medianMsToConvert } = figures;
  return (
    <div class="outcomes">
      <Figures
        figures={[
          {
            title: text.entered,
            value: number(entered),
            note: comparedNote(entered, { before: before?.entered, format: number }),
          },
          {
            title: text.converted,
            value: <OutcomePeople outcome="converted" count={converted} label={text.converted} />,
            note: comparedNote(
              converted,
              { before: before?.converted, format: number },
              medianMsToConvert !== null && text.medianTime(duration(medianMsToConvert)),
            ),
          },
          {
            title: text.dropped,
            value: <OutcomePeople outcome="dropped" count={dropped} label={text.dropped} />,
          },
          {
            title: text.open,
            value: <OutcomePeople outcome="open" count={open} label={text.open} />,
            hint: text.openHint,
          },
          ...(excluded > 0
            ? [
                {
                  title: text.excluded,
                  value: <OutcomePeople outcome="excluded" count={excluded} label={text.excluded} />,
                  hint: text.excludedHint,
                },
              ]
            : []),
          {
            title: text.conversion,
            value: conversion ? percent(conversion.ratio) : '–',
            note: comparedNote(
              conversion?.ratio ?? null,
              { before: before?.conversion?.ratio, format: percent },
              conversion && intervalText(conversion),
            ),
          },
        ]}
      />
    </div>
  );
};

interface ViewProps {
  foot: FootOf;
  view: FunnelView;
  result: Compared<FunnelResult>;
  draft: FunnelDraft;
  names: readonly string[];
}

/** What the view tells; until the changed question is answered, what the last answer cannot tell is left out. */
const ShownView = ({ foot, view, result, draft, names }: ViewProps) => {
  const { overTime, next, drivers } = result;
  if (view === 'time') return <TimeView foot={foot} result={result} names={names} timed={chosenTimedStep(draft)} />;
  if (view === 'trend' && overTime)
    return <TrendView foot={foot} overTime={overTime} interval={chosenInterval(chosenRange.value)} />;
  if (view === 'next' && next)
    return (
      <NextView
        foot={foot}
        next={next}
        steps={neededSteps(draft)
          .slice(0, -1)
          .map((step) => ({ step, name: names[step - 1] ?? '' }))}
      />
    );
  if (view === 'drivers' && drivers) return <DriversView foot={foot} drivers={drivers} />;
  if (view === 'steps') return <StepsView foot={foot} result={result} names={names} breakdown={draft.breakdown} />;
  return <p class="is-quiet">{words.value.loading}</p>;
};

/** The answer to a funnel: its outcomes, and one view of what lies behind them. */
export const FunnelResultView = ({ result, statistics, question, draft }: FunnelResultViewProps) => {
  const text = funnelWords.value;
  const view = chosenView();
  const names = draft.steps.map(({ events }) => describeEvents(events));

  if (result.total.entered === 0)
    return (
      <Empty title={text.nobody} icon="funnel">
        <p>{text.nobodyHint}</p>
      </Empty>
    );
  return (
    <div class="stack">
      <Outcomes figures={result.total} before={result.comparison?.total} />
      <div class="funnel-views">
        <Segmented
          label={text.view}
          value={view}
          choices={funnelViews.map((name) => ({ value: name, label: text.views[name] }))}
          onChange={(chosen) => goOwn({ view: chosen === 'steps' ? '' : chosen })}
        />
      </div>
      <ShownView
        foot={(parts) => (
          <AnswerFoot kind="funnel" definition={question} statistics={statistics}>
            {parts}
          </AnswerFoot>
        )}
        view={view}
        result={result}
        draft={draft}
        names={names}
      />
    </div>
  );
};
