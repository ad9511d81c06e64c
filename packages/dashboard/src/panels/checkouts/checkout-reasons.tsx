import type { CheckoutReason } from '@telltale/query';
import { useEffect } from 'preact/hooks';
import { answerName, questionName, surveyName } from '../../state/answer-names.ts';
import { site } from '../../state/site.ts';
import { loadSurveys } from '../../state/surveys.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { checkoutWords } from './words.ts';

/** What people answered to surveys in checkouts that they stopped; without surveys there that say so, how to ask. */
export const CheckoutReasons = ({ reasons }: { reasons: readonly CheckoutReason[] }) => {
  const text = checkoutWords.value;
  const siteId = site.value?.id;
  const isAsked = reasons.length > 0;
  useEffect(() => {
    // Without them the ids are shown, as they stand in events.
    if (isAsked) loadSurveys().catch(() => {});
  }, [siteId, isAsked]);
  const columns: Column<CheckoutReason>[] = [
    {
      heading: text.answer,
      value: ({ survey, question, answer }) => answerName({ survey, question, answer }, text.other) || text.noWords,
    },
    { heading: text.question, value: ({ survey, question }) => questionName(survey, question) },
    { heading: text.survey, value: ({ survey }) => surveyName(survey) },
    numberColumn(text.checkouts, ({ checkouts }) => checkouts),
  ];
  return (
    <Card
      title={text.reasons}
      actions={
        reasons.length > 0 && <CardFiles fileName="telltale-checkout-reasons" columns={columns} rows={reasons} />
      }
    >
      {reasons.length > 0 ? (
        <Table caption={text.reasons} columns={columns} rows={reasons} />
      ) : (
        <p class="is-quiet">{text.noReasons}</p>
      )}
    </Card>
  );
};
