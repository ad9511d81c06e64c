import type { Question } from '../../question.ts';
import { compileCampaigns } from './compile.ts';
import { decodeCampaigns } from './decode.ts';
import { type CampaignsDefinition, campaignsDefinition } from './definition.ts';
import type { CampaignsResult } from './result.ts';

/** Where visitors came from, and what came of it. */
export const campaigns: Question<'campaigns', CampaignsDefinition, CampaignsResult> = {
  kind: 'campaigns',
  title: 'Campaigns',
  definition: campaignsDefinition,
  compile: compileCampaigns,
  decode: decodeCampaigns,
};
