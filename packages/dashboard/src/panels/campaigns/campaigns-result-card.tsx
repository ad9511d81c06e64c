import type { CampaignsDefinitionInput } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { currenciesOf } from './campaign-columns.tsx';
import type { CampaignsChoice } from './campaigns-question.ts';
import { CampaignsTable } from './campaigns-table.tsx';
import { OrderSelect } from './order-select.tsx';
import { campaignsWords } from './words.ts';

interface CampaignsResultCardProps {
  choice: CampaignsChoice;
  question: CampaignsDefinitionInput;
}

/** Asks what came of the touches, and shows it. */
export const CampaignsResultCard = ({ choice: { by, order }, question }: CampaignsResultCardProps) => {
  const text = campaignsWords.value;
  const answer = useAnswer('campaigns', question, { pauseMs: TYPING_PAUSE_MS });
  const currencies = answer.answered ? currenciesOf(answer.answered.result) : [];
  return (
    <Card title={text.result} actions={<OrderSelect order={order} currencies={currencies} />}>
      <AnswerView answer={answer}>
        {(result, statistics) =>
          result.total.visitors === 0 ? (
            <Empty title={text.none} icon="campaigns">
              <p>{text.noneHint}</p>
              <PanelLink panel="setup">{text.toSetup}</PanelLink>
            </Empty>
          ) : (
            <CampaignsTable result={result} statistics={statistics} question={question} by={by} />
          )
        }
      </AnswerView>
    </Card>
  );
};
