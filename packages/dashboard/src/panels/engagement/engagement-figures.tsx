import type { EngagementDefinitionInput, EngagementFigure, EngagementResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { FigureCard } from './figure-card.tsx';
import { countGroups } from './figure-groups.ts';
import { figureName, valueText } from './figure-text.ts';
import { engagementWords } from './words.ts';

interface EngagementFiguresProps {
  result: EngagementResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: EngagementDefinitionInput;
  /** A session of one page that was engaged for less bounced. */
  engagedBelowMs: number;
}

/** The figures as a table. */
export const figureColumns = (
  formulas: Record<EngagementFigure['name'], string>,
  isCompared: boolean,
): Column<EngagementFigure>[] => {
  const text = engagementWords.value;
  const before: Column<EngagementFigure> = {
    heading: text.before,
    value: ({ comparison }) => comparison?.value ?? null,
    show: (figure) => (figure.comparison ? valueText(figure.comparison, figure) : '–'),
    isNumber: true,
  };
  return [
    { heading: text.figure, value: figureName },
    {
      heading: text.value,
      value: ({ value, exact, denominator }) => (denominator === null ? (exact ?? value) : value),
      show: (figure) => valueText(figure, figure),
      isNumber: true,
    },
    ...(isCompared ? [before] : []),
    numberColumn(text.numerator, ({ numerator }) => numerator),
    numberColumn(text.denominator, ({ denominator }) => denominator),
    { heading: text.unit, value: ({ unit, currency }) => currency ?? text.units[unit] },
    { heading: text.formula, value: ({ name }) => formulas[name] },
  ];
};

/** All figures, those together that tell of the same; amounts by currency, never added. */
export const EngagementFigures = ({ result, statistics, question, engagedBelowMs }: EngagementFiguresProps) => {
  const text = engagementWords.value;
  const { figures, comparisonRange } = result;
  const formulas = text.formulas(formats.value.duration(engagedBelowMs));
  const currencies = [...new Set(figures.flatMap(({ currency }) => currency ?? []))];
  const groups = [
    ...currencies.map((currency) => ({
      title: text.groups.money(currency),
      members: figures.filter((figure) => figure.currency === currency),
    })),
    ...(['orders', 'visits', 'voices'] as const).map((group) => ({
      title: text.groups[group],
      members: figures.filter(({ name }) => countGroups[group].some((member) => member === name)),
    })),
  ];
  const columns = figureColumns(formulas, comparisonRange !== null);
  return (
    <>
      {groups.map(({ title, members }) => (
        <Card key={title} title={title}>
          <ul class="engagement-figures">
            {members.map((figure) => (
              <FigureCard key={figure.name} figure={figure} formula={formulas[figure.name]} />
            ))}
          </ul>
        </Card>
      ))}
      <Card title={text.all}>
        <AnswerFoot kind="engagement" definition={question} statistics={statistics}>
          <TableBehind caption={text.all} columns={columns} rows={figures} />
          <CsvButton fileName="telltale-engagement" columns={columns} rows={figures} />
        </AnswerFoot>
      </Card>
    </>
  );
};
