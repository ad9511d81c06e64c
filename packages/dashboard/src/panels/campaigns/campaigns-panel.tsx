import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { CampaignPeople } from './campaign-people.tsx';
import './campaigns.css';
import { campaignsQuestion, readChoice } from './campaigns-question.ts';
import { CampaignsResultCard } from './campaigns-result-card.tsx';
import { CampaignsSettings } from './campaigns-settings.tsx';

/** Where visitors came from, and what came of it. */
export const CampaignsPanel = () => {
  const choice = readChoice();
  const asked = { range: chosenRange.value, filters: visitFilters.value };
  return (
    <div class="stack">
      <CampaignsSettings choice={choice} />
      {/* Rows of one dimension must not stay under the name of another: each has a card of its own. */}
      <CampaignsResultCard
        key={choice.by}
        choice={choice}
        question={campaignsQuestion(choice, { ...asked, comparison: chosenComparison.value })}
      />
      <CampaignPeople question={campaignsQuestion(choice, { ...asked, comparison: undefined })} by={choice.by} />
    </div>
  );
};
