import type { HttpBindings } from '@hono/node-server';
import type { Verdict } from '@telltale/protocol';
import type { Access } from '../access/access.ts';
import type { PrincipalVariables } from '../access/authenticate.ts';
import type { Audit } from '../audit/audit.ts';
import type { SavedBoards } from '../boards/saved-boards.ts';
import type { Config } from '../config.ts';
import type { Deletions } from '../deletion/start-deletions.ts';
import type { Replay } from '../delivery/replay.ts';
import type { SpooledCounts } from '../delivery/spooled-counts.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { QuestionTimes } from '../diagnosis/question-times.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { Experiments } from '../experiments/experiments.ts';
import type { GeoDatabaseFacts } from '../geo/geo-database.ts';
import type { GuessLimit } from '../limits/guess-limit.ts';
import type { SignInLimit } from '../limits/sign-in-limit.ts';
import type { Mailing } from '../mail/mailing.ts';
import type { OverlayTokens } from '../overlay/overlay-tokens.ts';
import type { RecentEvents } from '../recent-events.ts';
import type { SavedSegments } from '../segments/saved-segments.ts';
import type { Sharing } from '../sharing/sharing.ts';
import type { Site } from '../sites/site.ts';
import type { SiteCatalogs } from '../sites/site-catalog.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import type { StoreLink } from '../store-link.ts';
import type { Surveys } from '../surveys/surveys.ts';
import type { Themes } from '../surveys/themes.ts';
import type { Exports } from '../transfer/export/exports.ts';
import type { Imports } from '../transfer/import/imports.ts';

/** What every route behind sign-in finds in its context. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: PrincipalVariables;
}

/** What the resources are made of. */
export interface ApiParts {
  config: Config;
  /** Where people reach the collector, without a slash at the end. */
  publicUrl: string;
  access: Access;
  guessLimit: GuessLimit;
  signInLimit: SignInLimit;
  sites: SiteRegistry;
  catalogs: SiteCatalogs;
  segments: SavedSegments;
  boards: SavedBoards;
  surveys: Surveys;
  themes: Themes;
  experiments: Experiments;
  overlayTokens: OverlayTokens;
  sharing: Sharing;
  mailing: Mailing;
  storeLink: StoreLink;
  evaluator: Evaluator;
  recentEvents: RecentEvents;
  spooledCounts: SpooledCounts;
  diagnosis: Diagnosis;
  questionTimes: QuestionTimes;
  replay: Replay;
  /** Takes a list of events that a site's own server sent. @throws Refusal when nothing of it was taken */
  takeServerEvents: (body: Uint8Array, site: Site) => Promise<Verdict>;
  imports: Imports;
  exports: Exports;
  audit: Audit;
  geoDatabase: GeoDatabaseFacts;
  deletions: Pick<Deletions, 'book' | 'wake'>;
  nowMs: () => number;
  /** Fires when the collector stops: streams end then. */
  closing: AbortSignal;
}
