import type { SurveyDefinitionInput, SurveyFigures } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { visitFilters } from '../../state/asked.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { goOwn, ownChoice, ownText } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import type { KeptSurvey } from '../../state/surveys.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { RateWithInterval } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { intervalFor } from './interval-for.ts';
import { QuestionCard } from './question-card.tsx';
import { scoreText } from './shown-score.ts';
import { questionText } from './survey-texts.ts';
import { surveyWords } from './words.ts';

const breakdowns = ['', 'device', 'language', 'country', 'path', 'trigger', 'surveyLanguage', 'channel'] as const;

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
  const by = ownChoice('by', breakdowns, '');
  const question: SurveyDefinitionInput = {
    range: chosenRange.value,
    survey: survey.id,
    filters: visitFilters.value,
    interval: intervalFor(chosenRange.value),
    ...(by && { breakdown: { property: by } }),
  };
  const answer = useAnswer('survey', question);
  const listed = outcomes.find((outcome) => outcome === ownText('listed'));
  return (
    <>
      <AnswerView answer={answer}>
        {({ total, versions: told, groups, trend }, statistics) => {
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
              heading: propertyName(by, 'survey_answer'),
              value: ({ value }) => value,
              show: ({ value }) => <bdi>{valueName(by, value)}</bdi>,
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
                        note: (
                          <WhoButton
                            count={total[outcome].visitors}
                            said={text.byVisitors(total[outcome].visitors)}
                            onPress={() => goOwn({ listed: outcome })}
                          >
                            {text.byVisitors(total[outcome].visitors)}
                          </WhoButton>
                        ),
                        hint: text[`${outcome}Hint`],
                      })),
                      { title: text.ignored, value: formats.value.number(total.ignored), hint: text.ignoredHint },
                      { title: text.responseRate, value: <RateWithInterval conversion={total.response} /> },
                    ]}
                  />
                  <AnswerFoot kind="survey" definition={question} statistics={statistics} />
                </div>
              </Card>
              {total.questions.map((figures) => (
                <QuestionCard
                  key={`${figures.questionId} ${figures.questionKind}`}
                  survey={survey}
                  versions={versions}
                  figures={figures}
                  trend={trend}
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
                    choices={breakdowns.map((value) => ({
                      value,
                      label: value === '' ? text.noBreakdown : propertyName(value, 'survey_answer'),
                    }))}
                    onChange={(chosen) => goOwn({ by: chosen })}
                  />
                }
              >
                {groups && (
                  <div class="stack">
                    <Table caption={propertyName(by, 'survey_answer')} columns={groupColumns} rows={groups} />
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
