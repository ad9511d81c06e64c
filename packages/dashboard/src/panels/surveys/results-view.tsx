import type { SurveyDefinitionInput, SurveyFigures } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { visitFilters } from '../../state/asked.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import type { KeptSurvey } from '../../state/surveys.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Select } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { RateWithInterval } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { breakdownChoices, breakdownName, breakdownOf, groupName } from './breakdown-choice.ts';
import { versionAsked } from './chosen-version.tsx';
import { intervalFor } from './interval-for.ts';
import { QuestionCard } from './question-card.tsx';
import { scoreText } from './shown-score.ts';
import { questionText } from './survey-texts.ts';
import { surveyWords } from './words.ts';

const outcomes = ['shown', 'answered', 'completed', 'dismissed'] as const;

type Part = SurveyFigures & { questions: { questionId: string; score: Parameters<typeof scoreText>[0] }[] };

/** Columns of a part of what happened: a version, or a value of the breakdown. */
const partColumns = <Row extends Part>(
  first: Column<Row>,
  questionIds: readonly string[],
  versions: readonly KeptSurvey[],
): Column<Row>[] => {
  const text = surveyWords.value;
  return [
    first,
    numberColumn(text.shown, ({ shown }) => shown.responses),
    numberColumn(text.answered, ({ answered }) => answered.responses),
    rateColumn(text.responseRate, ({ response }) => response?.ratio ?? null),
    ...questionIds.map((id): Column<Row> => {
      const scoreOf = ({ questions }: Row) => questions.find(({ questionId }) => questionId === id)?.score ?? null;
      return {
        heading: questionText(versions, id),
        value: (row) => scoreOf(row)?.value ?? null,
        show: (row) => scoreText(scoreOf(row)),
        isNumber: true,
      };
    }),
  ];
};

/** What came of a survey in the chosen days. */
export const ResultsView = ({ survey, versions }: { survey: KeptSurvey; versions: readonly KeptSurvey[] }) => {
  const text = surveyWords.value;
  const by = ownText('by');
  const breakdown = breakdownOf(by);
  const comparison = chosenComparison.value;
  const question: SurveyDefinitionInput = {
    range: chosenRange.value,
    survey: survey.id,
    ...versionAsked(),
    filters: visitFilters.value,
    interval: intervalFor(chosenRange.value),
    ...(breakdown && { breakdown }),
  };
  const compared = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('survey', compared);
  const listed = outcomes.find((outcome) => outcome === ownText('listed'));
  return (
    <>
      <AnswerView answer={answer}>
        {({ total, versions: told, groups, trend, comparison: before }, statistics) => {
          if (total.shown.responses + total.answered.responses === 0)
            return (
              <Empty title={text.noShowing} icon="surveys">
                <p>{text.noShowingHint}</p>
              </Empty>
            );
          const scored = total.questions.filter(({ score }) => score).map(({ questionId }) => questionId);
          const ids = [...new Set(scored)];
          const versionColumns = partColumns<(typeof told)[number]>(
            {
              heading: text.version,
              value: ({ version }) => version,
              show: ({ version }) =>
                version === null ? text.noVersion : text.versionName(formats.value.number(version)),
            },
            ids,
            versions,
          );
          const groupColumns = partColumns<NonNullable<typeof groups>[number]>(
            {
              heading: breakdownName(by),
              value: ({ value }) => value,
              show: ({ value }) => <bdi>{groupName(by, value)}</bdi>,
            },
            ids,
            versions,
          );
          return (
            <div class="stack">
              <Card title={text.outcome}>
                <div class="stack">
                  <Figures
                    figures={[
                      ...outcomes.map((outcome) => ({
                        title: text[outcome],
                        value: formats.value.number(total[outcome].responses),
                        note: comparedNote(
                          total[outcome].responses,
                          { before: before?.total[outcome].responses, format: formats.value.number },
                          <WhoButton
                            count={total[outcome].visitors}
                            said={text.byVisitors(total[outcome].visitors)}
                            onPress={() => goOwn({ listed: outcome })}
                          >
                            {text.byVisitors(total[outcome].visitors)}
                          </WhoButton>,
                        ),
                        hint: text[`${outcome}Hint`],
                      })),
                      {
                        title: text.ignored,
                        value: formats.value.number(total.ignored),
                        note: comparedNote(total.ignored, {
                          before: before?.total.ignored,
                          format: formats.value.number,
                        }),
                        hint: text.ignoredHint,
                      },
                      {
                        title: text.responseRate,
                        value: <RateWithInterval conversion={total.response} />,
                        note: comparedNote(total.response?.ratio ?? null, {
                          before: before?.total.response?.ratio,
                          format: formats.value.percent,
                        }),
                      },
                    ]}
                  />
                  <AnswerFoot kind="survey" definition={compared} statistics={statistics} />
                </div>
              </Card>
              {total.questions.map((figures) => (
                <QuestionCard
                  key={`${figures.questionId} ${figures.questionKind}`}
                  survey={survey}
                  versions={versions}
                  figures={figures}
                  trend={trend}
                  before={before?.total.questions.find(
                    ({ questionId, questionKind }) =>
                      questionId === figures.questionId && questionKind === figures.questionKind,
                  )}
                />
              ))}
              <Card title={text.byVersion}>
                <div class="stack">
                  <Table caption={text.byVersion} columns={versionColumns} rows={told} />
                  <p class="is-quiet">{text.versionsHint}</p>
                  <div>
                    <CsvButton fileName="telltale-survey-versions" columns={versionColumns} rows={told} />
                  </div>
                </div>
              </Card>
              <Card
                title={text.breakdown}
                actions={
                  <Select
                    label={text.breakdown}
                    isLabelHidden
                    isSmall
                    value={by}
                    {...breakdownChoices()}
                    onChange={(chosen) => goOwn({ by: chosen })}
                  />
                }
              >
                {groups && (
                  <div class="stack">
                    <Table caption={breakdownName(by)} columns={groupColumns} rows={groups} />
                    {breakdown && 'segments' in breakdown && <p class="is-quiet">{text.segmentsHint}</p>}
                    <div>
                      <CsvButton fileName="telltale-survey-groups" columns={groupColumns} rows={groups} />
                    </div>
                  </div>
                )}
              </Card>
            </div>
          );
        }}
      </AnswerView>
      {listed && (
        <PeopleDialog
          kind="survey"
          pageOf={(page) => ({ ...question, interval: 'month', people: { outcome: listed, ...page } })}
          peopleOf={({ people }) => listedVisitors(people)}
          fileName="telltale-survey-people"
          title={`${text.whoTitle}: ${text[listed]}`}
          isOpen
          onClose={() => goOwn({ listed: '' })}
        />
      )}
    </>
  );
};
