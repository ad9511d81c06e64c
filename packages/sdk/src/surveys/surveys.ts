import type { PropertiesOf } from '@telltale/protocol';
import type { Emit } from '../emit.ts';
import { hear } from '../lib/hear.ts';
import { isHidden } from '../lib/is-hidden.ts';
import { listen } from '../lib/listen.ts';
import { newId } from '../lib/new-id.ts';
import { readStored } from '../lib/storage.ts';
import type { Recorder } from '../recorder.ts';
import type { Settings } from '../settings.ts';
import { consentGiven } from '../stages/consent.ts';
import { alone } from './alone.ts';
import type { ExplainPiece } from './explain.ts';
import { remember } from './history.ts';
import { obstaclesTo } from './obstacles.ts';
import type { SurveyPiece, TellOutcome } from './survey-piece.ts';
import type { SurveySettings } from './survey-settings.ts';

const DAY_MS = 86_400_000;

/** A visitor who saw any survey is left in peace for so many days, where the owner does not say otherwise. */
const CAP_DAYS = 7;

/** More than there are rules. */
const ALL = 99;

/** A survey whose moment has come. */
export interface DueSurvey {
  survey: SurveySettings;
  /** What brought it. */
  on: NonNullable<PropertiesOf<'survey_shown'>['trigger']>;
  /** The feature whose use brought it. */
  feature?: string | undefined;
}

/** What surveys load when they need it. */
export interface SurveyPieces {
  widget(settings: Settings): Promise<SurveyPiece>;
  explanations(settings: Settings): Promise<ExplainPiece>;
}

/**
 * Shows a survey when it is due and nothing holds it back, with a widget that is loaded only then: of several the first by priority, one
 * at a time over all tabs of the site's, none without consent.
 */
export const surveysFrom =
  (pieces: SurveyPieces): Recorder =>
  (emit: Emit, settings) => {
    const { site, surveys = [], surveyCapDays = CAP_DAYS } = settings;
    const capMs = surveyCapDays * DAY_MS;
    const due = new Map<SurveySettings, DueSurvey>();
    let open: AbortController | undefined;
    let tab: AbortController | undefined;
    let tabbed: DueSurvey | undefined;

    const show = async ({ survey, on, feature }: DueSurvey, isAskedFor?: boolean): Promise<void> => {
      if (open || consentGiven !== 'granted') return;
      open = new AbortController();
      const { signal } = open;
      const about = {
        surveyId: survey.id,
        surveyVersion: survey.version,
        responseId: newId(),
        trigger: on,
        feature,
        checkoutId: (readStored('k') ?? '').split(' ')[0] || undefined,
        variants: readStored('a') || undefined,
      };
      let language: object;
      const tell: TellOutcome = (kind, properties) => {
        if (kind === 'survey_shown') language = properties;
        remember(survey.id, kind);
        emit(kind, { ...about, ...language, ...properties } as PropertiesOf<typeof kind>);
      };
      try {
        const { showSurvey } = await pieces.widget(settings);
        // Consent may have been withdrawn while it was loading.
        if (!signal.aborted) await showSurvey(survey, tell, { signal, isAskedFor: !!isAskedFor });
      } catch {
        // Blocked or away: the visitor is not asked.
      }
      open = undefined;
    };

    /** What is asked for is shown beside what another tab may show. In answer to the visitor it takes the focus. */
    const showNow = (one: DueSurvey): void => {
      void show(one, navigator.userActivation?.isActive);
    };

    const removeTab = (): void => {
      tab?.abort();
      tab = tabbed = undefined;
    };

    const showTab = async (one: DueSurvey): Promise<void> => {
      if (tab) return;
      tab = new AbortController();
      tabbed = one;
      const { signal } = tab;
      const widget = await pieces.widget(settings);
      widget.showTab(one.survey, () => showNow({ ...one, on: 'tab' }), signal);
    };

    /** True when a rule holds it back. Whoever looked away while the rules were asked is asked when they look again. */
    const isHeld = async (one: DueSurvey): Promise<boolean> => {
      const found = await obstaclesTo(one.survey, capMs);
      if (isHidden()) due.set(one.survey, one);
      return isHidden() || found.length > 0;
    };

    const showFirst = async (): Promise<void> => {
      // What comes due in a background tab waits until somebody looks.
      if (isHidden()) return;
      const waiting = [...due.values()].sort((one, other) => (other.survey.priority ?? 0) - (one.survey.priority ?? 0));
      due.clear();
      for (const one of waiting) {
        if (open || (await isHeld(one))) continue;
        if (one.survey.place === 'tab') await showTab(one);
        // Once more: another tab may have shown one before this one's turn.
        else await alone(site, async () => ((await isHeld(one)) ? undefined : show(one)));
      }
    };

    const judge = (): void => {
      setTimeout(() => showFirst().catch(() => {}));
    };

    hear('due', (one) => {
      setTimeout(() => {
        // What is due in the same moment is judged together.
        if (!due.size) judge();
        due.set(one.survey, one);
      }, one.survey.delayMs);
    });
    listen('visibilitychange', judge);
    hear('emitted', ({ kind }) => {
      // A tab belongs to the pages of its survey.
      const one = tabbed;
      if (kind === 'page_view' && one)
        obstaclesTo(one.survey, capMs).then(
          (found) => found.length && one === tabbed && removeTab(),
          () => {},
        );
    });
    hear('renewed', () => {
      open?.abort();
      removeTab();
    });

    const surveyOf = (id: string): SurveySettings | undefined => {
      for (const survey of surveys) if (survey.id === id) return survey;
      return undefined;
    };

    return {
      survey: {
        show(id) {
          const survey = surveyOf(id);
          if (survey) showNow({ survey, on: 'call' });
        },
        async explain(id) {
          try {
            const survey = surveyOf(id);
            const { explain } = await pieces.explanations(settings);
            const found = survey ? await obstaclesTo(survey, capMs, ALL) : [];
            if (open) found.unshift(['busy']);
            return explain(id, survey, found);
          } catch {
            return [];
          }
        },
      },
    };
  };
