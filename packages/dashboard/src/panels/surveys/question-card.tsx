import type { SurveyQuestionFigures, SurveyResult, SurveyScore } from '@telltale/query';
import { useAttempt } from '../../api/use-attempt.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { bucketName } from '../../charts/bucket-name.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats, words } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { createSegment, maySaveSegments } from '../../state/segments.ts';
import { chosenRange, site } from '../../state/site.ts';
import type { KeptSurvey, SurveyQuestion } from '../../state/surveys.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Figures } from '../../ui/figures.tsx';
import { PngButton } from '../../ui/png-button.tsx';
import { TableBehind } from '../../ui/table.tsx';
import { intervalFor } from './interval-for.ts';
import { scoreDifference, scoreInterval, scoreText, scoreValue } from './shown-score.ts';
import { choiceText, questionsOf, questionText, stepText } from './survey-texts.ts';
import { surveyWords } from './words.ts';

interface QuestionCardProps {
  survey: KeptSurvey;
  versions: readonly KeptSurvey[];
  figures: SurveyQuestionFigures;
  trend: SurveyResult['trend'];
  /** The same question in the compared days; undefined where nothing is compared or nobody answered it. */
  before: SurveyQuestionFigures | undefined;
}

const scales: Readonly<Record<string, readonly [number, number]>> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

const groupScores = { promoters: [9, 10], passives: [7, 8], detractors: [0, 6] } as const;

type Group = keyof typeof groupScores;

const groupNames: readonly Group[] = ['promoters', 'passives', 'detractors'];

/** Every step of the scale, those nobody chose included; of a rating up to its highest, or the highest given. */
const stepsOf = ({ questionKind, scores }: SurveyQuestionFigures, asked: readonly SurveyQuestion[]): number[] => {
  const highest = Math.max(1, ...asked.map((question) => (question.kind === 'rating' ? question.highest : 1)));
  const [low, high] = scales[questionKind] ?? [1, scores.reduce((most, { score }) => Math.max(most, score), highest)];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
};

const Distribution = ({
  figures,
  asked,
}: {
  figures: SurveyQuestionFigures;
  /** The question in each of its versions, the latest first. */
  asked: readonly SurveyQuestion[];
}) => {
  const text = surveyWords.value;
  const { number } = formats.value;
  const isChoice = figures.choices.length > 0;
  const rows = isChoice
    ? figures.choices.map(({ choice, responses }) => ({
        key: choice,
        name: choiceText(asked, choice),
        value: responses,
      }))
    : stepsOf(figures, asked).map((step) => ({
        key: String(step),
        name: figures.questionKind === 'csat' ? `${number(step)} · ${stepText(asked, step)}` : number(step),
        value: figures.scores.find(({ score }) => score === step)?.answers ?? 0,
      }));
  return (
    <BarTable
      caption={text.answers}
      headings={[text.answer, text.answers, text.share]}
      rows={rows}
      total={isChoice ? figures.responses : (figures.score?.answers ?? 0)}
      format={number}
    />
  );
};

/** By how much a score is another than in the compared days: points, not a share of a share. */
const ScoreChange = ({ score, before }: { score: SurveyScore; before: SurveyScore | null | undefined }) => {
  if (!before) return null;
  const then = scoreText(before);
  const change = scoreDifference(score, before);
  return (
    <span class="change" title={words.value.changeSince(change, then)}>
      {change}
    </span>
  );
};

/** One question with its score, how the answers are spread, and the score over time. */
export const QuestionCard = ({ survey, versions, figures, trend, before }: QuestionCardProps) => {
  const text = surveyWords.value;
  const { failure, run } = useAttempt();
  const { number } = formats.value;
  const { questionId, questionKind, score } = figures;
  const asked = questionsOf(versions, questionId);
  const title = questionText(versions, questionId);
  const timeZone = site.value?.timeZone ?? 'UTC';
  const line = trend.questions.find((one) => one.questionId === questionId && one.questionKind === questionKind);
  const hasTrend = score !== null && (line?.scores.filter((one) => one !== null).length ?? 0) > 1;
  const format = (value: number) => scoreValue(score?.method ?? 'mean', value);
  const labels = trend.startAts.map((startAt) => bucketName(startAt, intervalFor(chosenRange.value), timeZone));

  const save = (group: Group) =>
    void run(async () => {
      const [low, high] = groupScores[group];
      const filters = [
        { property: 'surveyId', operator: 'is' as const, values: [survey.id] },
        { property: 'questionId', operator: 'is' as const, values: [questionId] },
        { property: 'score', operator: 'between' as const, values: [low, high] },
      ];
      await createSegment({
        title: text.segmentTitle(text.groups[group], survey.survey.title).slice(0, 120),
        condition: { did: { kind: 'survey_answer', filters } },
      });
      announce(text.segmentSaved);
    });

  return (
    <Card title={title}>
      <div class="stack">
        <Figures
          figures={[
            ...(score
              ? [
                  {
                    title: text.methods[score.method],
                    value: scoreText(score),
                    note: (
                      <>
                        <ScoreChange score={score} before={before?.score} /> {scoreInterval(score)}
                      </>
                    ),
                    hint: text.methodHints[score.method],
                  },
                ]
              : []),
            ...(score?.groups
              ? groupNames.map((group) => ({
                  title: text.groups[group],
                  value: number(score.groups?.[group] ?? 0),
                  note: formats.value.percent((score.groups?.[group] ?? 0) / score.answers),
                }))
              : []),
            {
              title: text.answers,
              value: number(figures.answers),
              note: comparedNote(
                figures.answers,
                { before: before?.answers, format: number },
                text.byVisitors(figures.visitors),
              ),
            },
          ]}
        />
        {(figures.choices.length > 0 || score !== null) && <Distribution figures={figures} asked={asked} />}
        {hasTrend && line && (
          <>
            <LinesChart
              title={text.overTime}
              lines={[
                { name: text.methods[score.method], values: line.scores.map((one) => one?.value ?? null), place: 0 },
              ]}
              labels={labels}
              format={format}
              formatAxis={format}
              isWhole={false}
            />
            <TableBehind
              caption={text.overTime}
              columns={[
                { heading: text.at, value: ({ at }) => labels[at]?.long ?? '' },
                {
                  heading: text.methods[score.method],
                  value: ({ at }) => line.scores[at]?.value ?? null,
                  show: ({ at }) => scoreText(line.scores[at] ?? null),
                  isNumber: true,
                },
                { heading: text.answers, value: ({ at }) => line.answers[at] ?? 0, isNumber: true },
              ]}
              rows={trend.startAts.map((_, at) => ({ at }))}
            />
          </>
        )}
        <div class="survey-acts">
          {figures.texts > 0 && (
            <Button isSmall onClick={() => goOwn({ view: 'answers', asked: questionId })}>
              {text.readAnswers}
            </Button>
          )}
          {score?.groups &&
            maySaveSegments.value &&
            groupNames.map((group) => (
              <Button key={group} isSmall onClick={() => save(group)}>
                {text.saveSegment[group]}
              </Button>
            ))}
          <PngButton fileName="telltale-survey-question" />
        </div>
        <Failure text={failure.value} />
      </div>
    </Card>
  );
};
