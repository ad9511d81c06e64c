import type { CallToAction } from '../call-to-action.ts';
import { arriveAgain, arriveFirst } from './acquisition.ts';
import { crawl } from './bots.ts';
import { createBrowsing } from './browsing.ts';
import { type Incident, incidentOf } from './incident.ts';
import { createMemory } from './memory.ts';
import { createPerson, type Person } from './people.ts';
import { createRandom } from './random.ts';
import { createRecording, type Session } from './recording.ts';
import { DAY_MS, firstVisitAt, nextVisitAt } from './rhythm.ts';
import { demoCallToAction, visit } from './visit.ts';

/** What the crowd is made from. The same options give the same journeys, to the last id. */
export interface CrowdOptions {
  /** The site's public key. */
  site: string;
  /** Origin of the shop, such as `https://shop.example`. */
  origin: string;
  /** When the crowd's first day begins, epoch ms. */
  startMs: number;
  /** How many days the crowd comes; what would happen later is left out. */
  days: number;
  /** People; bots come on top. */
  visitors: number;
  seed: number;
  /** What the crowd sees of the call to action. Default: the demo's own experiment. */
  callToAction?: CallToAction | undefined;
}

/** Everything one visitor did, session by session. */
export interface Journey {
  visitorId: string;
  userAgent: string;
  acceptLanguage: string;
  isBot: boolean;
  sessions: readonly Session[];
}

/** Bots for every person. */
const BOT_RATIO = 0.02;

/** Someone who left a checkout open comes once more with this probability. */
const SECOND_THOUGHTS = 0.45;

const play = (person: Person, index: number, incident: Incident, options: CrowdOptions): readonly Session[] => {
  const { origin, startMs, days, seed, callToAction = demoCallToAction } = options;
  const endMs = startMs + days * DAY_MS;
  const random = createRandom(seed, `visits of ${index}`);
  const { language } = person.place;
  const recording = createRecording(person, random, { origin, language, endMs });
  const browsing = createBrowsing(recording, person, random, incident);
  const memory = createMemory();
  let atMs = firstVisitAt(person, startMs, days, random);
  let restCount = person.sessionCount;
  for (let isFirst = true; restCount > 0 && atMs < endMs; isFirst = false) {
    const arrival = isFirst ? arriveFirst(random) : arriveAgain(random, memory.isSubscribed);
    recording.beginSession(atMs, arrival);
    visit(arrival, { recording, browsing, person, memory, random }, callToAction);
    restCount--;
    if (restCount === 0 && memory.isCheckoutOpen && random.chance(SECOND_THOUGHTS)) restCount = 1;
    atMs = nextVisitAt(person, recording.nowMs, random);
  }
  return recording.sessions.filter(({ envelopes }) => envelopes.length > 0);
};

/** The journeys of the whole crowd, one visitor after the other; each is independent of the others. */
export function* journeys(options: CrowdOptions): Generator<Journey> {
  const { seed, visitors, startMs, days, origin, callToAction = demoCallToAction } = options;
  const [control = 'control', ...others] = Object.keys(callToAction.effects);
  const incident = incidentOf(startMs, days);
  for (let index = 0; index < visitors; index++) {
    const person = createPerson(createRandom(seed, `person ${index}`), [control, ...others]);
    const { locale, language } = person.place;
    yield {
      visitorId: person.visitorId,
      userAgent: person.device.userAgent,
      acceptLanguage: `${locale},${language};q=0.8`,
      isBot: false,
      sessions: play(person, index, incident, options),
    };
  }
  for (let index = 0; index < Math.round(visitors * BOT_RATIO); index++) {
    const random = createRandom(seed, `bot ${index}`);
    const { session, ...bot } = crawl(random, { origin, language: 'en', startMs, endMs: startMs + days * DAY_MS });
    yield { ...bot, acceptLanguage: 'en-US', isBot: true, sessions: [session] };
  }
}
