import { EventEditor } from '../../builder/event-editor.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { attributions, type CampaignsChoice, dimensions, lookBacks } from './campaigns-question.ts';
import { dimensionName } from './dimension-name.ts';
import { campaignsWords } from './words.ts';

/** What is told of a touch, which touch counts, and what is the goal. */
export const CampaignsSettings = ({ choice }: { choice: CampaignsChoice }) => {
  const text = campaignsWords.value;
  const { by, attribution, lookBack, goal } = choice;
  return (
    <Card title={text.question}>
      <QuestionSettings>
        <Select
          label={text.by}
          value={by}
          choices={dimensions.map((value) => ({ value, label: dimensionName(value) }))}
          onChange={(chosen) => goOwn({ by: chosen === 'channel' ? '' : chosen, listed: undefined })}
        />
        <Select
          label={text.attribution}
          value={attribution}
          choices={attributions.map((value) => ({ value, label: text.attributions[value] }))}
          onChange={(chosen) => goOwn({ attribution: chosen === 'last_touch' ? '' : chosen })}
        />
        <Select
          label={text.lookBack}
          value={lookBack}
          choices={lookBacks.map((value) => ({
            value,
            label: value === 'range' ? text.sinceRange : text.lookBacks(formats.value.number(Number(value))),
          }))}
          onChange={(chosen) => goOwn({ lookBack: chosen === 'range' ? '' : chosen })}
        />
        <div class="field">
          <span class="field-label" aria-hidden="true">
            {text.goal}
          </span>
          <EventEditor label={text.goal} event={goal} onChange={(chosen) => goOwn({ goal: chosen })} />
        </div>
      </QuestionSettings>
    </Card>
  );
};
