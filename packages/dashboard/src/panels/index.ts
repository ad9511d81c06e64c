import { account } from './account/index.ts';
import { audit } from './audit/index.ts';
import { boards } from './boards/index.ts';
import { campaigns } from './campaigns/index.ts';
import { checkouts } from './checkouts/index.ts';
import { diagnosis } from './diagnosis/index.ts';
import { engagement } from './engagement/index.ts';
import { errors } from './errors/index.ts';
import { experiments } from './experiments/index.ts';
import { explore } from './explore/index.ts';
import { features } from './features/index.ts';
import { forms } from './forms/index.ts';
import { funnels } from './funnels/index.ts';
import { heatmaps } from './heatmaps/index.ts';
import { live } from './live/index.ts';
import { overview } from './overview/index.ts';
import type { Panel } from './panel.ts';
import { paths } from './paths/index.ts';
import { people } from './people/index.ts';
import { retention } from './retention/index.ts';
import { segments } from './segments/index.ts';
import { setup } from './setup/index.ts';
import { surveys } from './surveys/index.ts';
import { team } from './team/index.ts';
import { vitals } from './vitals/index.ts';

/** Every panel, in the order of the navigation. A new one is a folder beside this file and a line here. */
export const panels: readonly Panel[] = [
  overview,
  boards,
  explore,
  live,
  funnels,
  campaigns,
  checkouts,
  forms,
  paths,
  retention,
  engagement,
  segments,
  surveys,
  people,
  features,
  heatmaps,
  experiments,
  vitals,
  errors,
  setup,
  diagnosis,
  team,
  audit,
  account,
];
