import { Hono } from 'hono';
import { authenticate } from '../access/authenticate.ts';
import { authorize } from '../access/authorize.ts';
import { accessTable } from './access-table.ts';
import { accountOperations, accountRoutes } from './account.ts';
import { answerFileOperations, answerFileRoutes } from './answer-files.ts';
import { themeOperations, themeRoutes } from './answer-themes.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { auditOperations, auditRoutes } from './audit.ts';
import { boardLinkOperations, boardLinkRoutes } from './board-links.ts';
import { boardMailOperations, boardMailRoutes } from './board-mail.ts';
import { boardOperations, boardRoutes } from './boards.ts';
import { catalogOperations, catalogRoutes } from './catalog.ts';
import { debugOperations, debugRoutes } from './debug-events.ts';
import { deletionOperations, deletionRoutes } from './deletions.ts';
import { deliveryOperations, deliveryRoutes } from './delivery.ts';
import { descriptionOperations, descriptionRoutes } from './descriptions.ts';
import { diagnosisOperations, diagnosisRoutes } from './diagnosis.ts';
import { eventOperations, eventRoutes } from './events.ts';
import { experimentOperations, experimentRoutes } from './experiments.ts';
import { exportOperations, exportRoutes } from './export.ts';
import { geoDatabaseOperations, geoDatabaseRoutes } from './geo-database.ts';
import { importOperations, importRoutes } from './imports.ts';
import { keyOperations, keyRoutes } from './keys.ts';
import { oidcOperations, oidcRoutes } from './oidc.ts';
import type { Operation } from './operation.ts';
import { overlayTokenOperations, overlayTokenRoutes } from './overlay-tokens.ts';
import { peopleOperations, peopleRoutes } from './people.ts';
import { publicKeyOperations, publicKeyRoutes } from './public-keys.ts';
import { questionOperations, questionRoutes } from './questions.ts';
import { rejectedOperations, rejectedRoutes } from './rejected-events.ts';
import { snapshotOperations, snapshotRoutes } from './segment-snapshots.ts';
import { segmentOperations, segmentRoutes } from './segments.ts';
import { sessionOperations, sessionRoutes } from './session.ts';
import { sharedBoardOperations, sharedBoardRoutes } from './shared-board.ts';
import { signUpOperations, signUpRoutes } from './sign-up.ts';
import { siteOf } from './site-of.ts';
import { siteOperations, siteRoutes } from './sites.ts';
import { surveyOperations, surveyRoutes } from './surveys.ts';

/** Where the app mounts the API. */
export const API_PATH = '/api/v1';

/** Every operation there is. A new resource is a file beside this one and its lines here. */
export const operations: readonly Operation[] = [
  ...descriptionOperations,
  ...sessionOperations,
  ...signUpOperations,
  ...oidcOperations,
  ...accountOperations,
  ...peopleOperations,
  ...siteOperations,
  ...keyOperations,
  ...publicKeyOperations,
  ...catalogOperations,
  ...questionOperations,
  ...segmentOperations,
  ...boardOperations,
  ...boardLinkOperations,
  ...boardMailOperations,
  ...sharedBoardOperations,
  ...experimentOperations,
  ...overlayTokenOperations,
  ...snapshotOperations,
  ...surveyOperations,
  ...themeOperations,
  ...answerFileOperations,
  ...eventOperations,
  ...importOperations,
  ...exportOperations,
  ...debugOperations,
  ...deliveryOperations,
  ...diagnosisOperations,
  ...rejectedOperations,
  ...deletionOperations,
  ...auditOperations,
  ...geoDatabaseOperations,
];

/** The routes below `/api/v1`. What stands before `authenticate` is for everyone; the others are for whom their operation names. */
export const createApi = (parts: ApiParts) =>
  new Hono<ApiEnv>()
    .route('/', descriptionRoutes(parts, operations))
    .route('/', sessionRoutes(parts))
    .route('/', signUpRoutes(parts))
    .route('/', oidcRoutes(parts))
    .route('/', sharedBoardRoutes(parts))
    .use(
      authenticate({
        access: parts.access,
        isSecure: parts.publicUrl.startsWith('https:'),
        baseUrl: parts.config.baseUrl,
        guessLimit: parts.guessLimit,
        addressRules: parts.config,
      }),
    )
    .use(
      authorize({
        table: accessTable(operations, API_PATH),
        requireSite: (principal, id, permission) => siteOf(parts.sites, principal, id, permission),
      }),
    )
    .route('/', accountRoutes(parts))
    .route('/', peopleRoutes(parts))
    .route('/', siteRoutes(parts))
    .route('/', keyRoutes(parts))
    .route('/', publicKeyRoutes(parts))
    .route('/', catalogRoutes(parts))
    .route('/', questionRoutes(parts))
    .route('/', segmentRoutes(parts))
    .route('/', boardRoutes(parts))
    .route('/', boardLinkRoutes(parts))
    .route('/', boardMailRoutes(parts))
    .route('/', experimentRoutes(parts))
    .route('/', overlayTokenRoutes(parts))
    .route('/', snapshotRoutes(parts))
    .route('/', surveyRoutes(parts))
    .route('/', themeRoutes(parts))
    .route('/', answerFileRoutes(parts))
    .route('/', eventRoutes(parts))
    .route('/', importRoutes(parts))
    .route('/', exportRoutes(parts))
    .route('/', debugRoutes(parts))
    .route('/', deliveryRoutes(parts))
    .route('/', diagnosisRoutes(parts))
    .route('/', rejectedRoutes(parts))
    .route('/', deletionRoutes(parts))
    .route('/', auditRoutes(parts))
    .route('/', geoDatabaseRoutes(parts));

/** The API's type, for a typed client: `hc<Api>('/api/v1')`. */
export type Api = ReturnType<typeof createApi>;
