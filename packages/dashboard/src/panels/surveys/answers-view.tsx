import { useSignal } from '@preact/signals';
import type { AnswersDefinitionInput, WrittenAnswer } from '@telltale/query';
import { useEffect } from 'preact/hooks';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { bucketName } from '../../charts/bucket-name.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats, language } from '../../locales/index.ts';
import { visitFilters } from '../../state/asked.ts';
import { valueName } from '../../state/names.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { chosenComparison, chosenRange, site } from '../../state/site.ts';
import { answerThemes, type KeptSurvey, type KeptThemes } from '../../state/surveys.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Pager } from '../../ui/pager.tsx';
import { PersonLink } from '../../ui/person-link.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { versionAsked } from './chosen-version.tsx';
import { intervalFor } from './interval-for.ts';
import { questionText, textIn } from './survey-texts.ts';
import { ThemesForm } from './themes-form.tsx';
import { surveyWords } from './words.ts';

const PAGE_SIZE = 50;

/** How a number changed against the compared days; nothing where nothing is compared. */
const changeOf = (now: number, before: number | undefined) =>
  comparedNote(now, { before, format: formats.value.number });

interface AnswersProps {
  survey: KeptSurvey;
  versions: readonly KeptSurvey[];
}

/** What visitors wrote: searched, sorted by themes, read page by page, saved as a file. */
export const AnswersView = (props: AnswersProps) => {
  const themes = useSignal<KeptThemes | undefined>(undefined);
  const { failure, run } = useAttempt();
  const siteId = site.value?.id;
  useEffect(() => {
    void run(async () => {
      themes.value = await answerThemes();
    });
  }, [siteId]);
  if (failure.value) return <Failure text={failure.value} />;
  if (!themes.value) return <Loading />;
  return (
    <Answers
      {...props}
      kept={themes.value}
      onThemes={(kept) => {
        themes.value = kept;
      }}
    />
  );
};

const Written = ({
  answer,
  versions,
  titleOf,
}: {
  answer: WrittenAnswer;
  versions: readonly KeptSurvey[];
  titleOf: (id: string) => string;
}) => {
  const text = surveyWords.value;
  return (
    <li class="written">
      <blockquote>
        <bdi>{answer.text}</bdi>
      </blockquote>
      <p class="is-quiet">
        <Moment at={answer.at} />
        {answer.score !== null && <span>{`${text.score}: ${formats.value.number(answer.score)}`}</span>}
        <bdi>{questionText(versions, answer.questionId)}</bdi>
        <bdi>{answer.path}</bdi>
        <span>{valueName('language', answer.language)}</span>
        <PersonLink visitorId={answer.visitorId} />
      </p>
      {answer.themes.length > 0 && (
        <ul class="written-themes" aria-label={text.themes}>
          {answer.themes.map((id) => (
            <li key={id}>{titleOf(id)}</li>
          ))}
        </ul>
      )}
    </li>
  );
};

const Answers = ({
  survey,
  versions,
  kept,
  onThemes,
}: AnswersProps & { kept: KeptThemes; onThemes: (kept: KeptThemes) => void }) => {
  const text = surveyWords.value;
  const { number } = formats.value;
  const search = ownText('search');
  const theme = ownText('theme');
  const asked = ownText('asked');
  const interval = intervalFor(chosenRange.value);
  const open: AnswersDefinitionInput = {
    range: chosenRange.value,
    survey: survey.id,
    ...versionAsked(),
    filters: visitFilters.value,
    themes: kept.themes.map((one) => ({ id: one.id, words: one.words })),
    ...(asked && { question: asked }),
    ...(search.trim() && { search: search.trim() }),
    ...(theme && { theme: theme === '-' ? '' : theme }),
    interval,
  };
  const pages = usePages(JSON.stringify(open));
  const comparison = chosenComparison.value;
  const question = {
    ...open,
    limit: PAGE_SIZE,
    ...(pages.after && { after: pages.after }),
    ...(comparison && { comparison }),
  };
  const answer = useAnswer('answers', question, { pauseMs: TYPING_PAUSE_MS });
  const titleOf = (id: string) => textIn(kept.themes.find((one) => one.id === id)?.titles) || id;
  const questions = [...new Set(versions.flatMap((one) => one.survey.questions.map(({ id }) => id)))];

  // The collector takes the site's own themes, so that the address stays short.
  const { themes: _, ...named } = open;
  const file = new URLSearchParams({ definition: JSON.stringify(named), language: language.value });
  const fileAddress = `/api/v1/sites/${encodeURIComponent(site.value?.id ?? '')}/answers/export?${file}`;

  return (
    <>
      <Card title={text.themes}>
        <div class="stack">
          <AnswerView answer={answer}>
            {({ answers, themes, ofNone, startAts, comparison: before }) => {
              const told = themes.filter((one) => one.answers > 0).sort((a, b) => b.answers - a.answers);
              const labels = startAts.map((startAt) => bucketName(startAt, interval, site.value?.timeZone ?? 'UTC'));
              return (
                <div class="stack">
                  <BarTable
                    caption={text.themes}
                    headings={[text.theme, text.answers, text.share]}
                    rows={[
                      ...told.map((one) => ({
                        key: one.id,
                        name: titleOf(one.id),
                        value: one.answers,
                        note: changeOf(one.answers, before?.themes.find(({ id }) => id === one.id)?.answers),
                        onChoose: () => goOwn({ theme: one.id }),
                      })),
                      {
                        key: '-',
                        name: text.noTheme,
                        value: ofNone.answers,
                        note: changeOf(ofNone.answers, before?.ofNone.answers),
                        isRest: true,
                        onChoose: () => goOwn({ theme: '-' }),
                      },
                    ]}
                    // Of one theme's answers the others have no share.
                    total={theme ? 0 : answers}
                    format={number}
                  />
                  {told.length > 0 && labels.length > 1 && (
                    <LinesChart
                      title={text.themesOverTime}
                      lines={told
                        .slice(0, 6)
                        .map((one, place) => ({ name: titleOf(one.id), values: one.values, place }))}
                      labels={labels}
                      format={number}
                      formatAxis={formats.value.compact}
                      isWhole
                    />
                  )}
                </div>
              );
            }}
          </AnswerView>
          <details class="table-behind">
            <summary>{text.editThemes}</summary>
            <ThemesForm key={kept.revision} kept={kept} onSaved={onThemes} />
          </details>
        </div>
      </Card>
      <Card
        title={text.writtenAnswers}
        actions={
          <a class="button button-quiet button-small" href={fileAddress} download>
            <Icon name="download" />
            {text.allAsCsv}
          </a>
        }
      >
        <div class="stack">
          <div class="answer-search">
            <Input
              label={text.search}
              value={search}
              maxLength={200}
              onChange={(value) => goOwn({ search: value }, { isReplacing: true })}
            />
            <Select
              label={text.theme}
              value={theme}
              choices={[
                { value: '', label: text.allThemes },
                ...kept.themes.map(({ id }) => ({ value: id, label: titleOf(id) })),
                { value: '-', label: text.noTheme },
              ]}
              onChange={(value) => goOwn({ theme: value })}
            />
            <Select
              label={text.question}
              value={asked}
              choices={[
                { value: '', label: text.allQuestions },
                ...questions.map((id) => ({ value: id, label: questionText(versions, id) })),
              ]}
              onChange={(value) => goOwn({ asked: value })}
            />
          </div>
          <p class="is-quiet">{text.searchHint}</p>
          <AnswerView answer={answer}>
            {({ list, nextAfter, answers, visitors, comparison: before }, statistics) =>
              answers === 0 ? (
                <Empty title={search || theme || asked ? text.nothingFound : text.nobodyWrote} icon="surveys">
                  {(search || theme || asked) && <p>{text.nothingFoundHint}</p>}
                </Empty>
              ) : (
                <div class="stack">
                  <p role="status">
                    {`${text.answers}: ${number(answers)} · ${text.byVisitors(visitors)}`}{' '}
                    {changeOf(answers, before?.answers)}
                  </p>
                  <ul class="written-list">
                    {list.map((one) => (
                      <Written
                        key={`${one.at} ${one.visitorId} ${one.questionId}`}
                        answer={one}
                        versions={versions}
                        titleOf={titleOf}
                      />
                    ))}
                  </ul>
                  <Pager pages={pages} pageSize={PAGE_SIZE} shown={list.length} nextAfter={nextAfter} />
                  <AnswerFoot kind="answers" definition={question} statistics={statistics} canBeSaved={false} />
                </div>
              )
            }
          </AnswerView>
        </div>
      </Card>
    </>
  );
};
