/** Shows the last events of a site as they arrive, with what became of each. Every text is set as text: nothing a sender wrote can run. */

import { drawDelivery, readDelivery } from './delivery.js';
import { createRejected } from './rejected.js';

const texts = {
  en: {
    title: 'Live events',
    site: 'Site',
    show: 'Show',
    all: 'all',
    accepted: 'accepted',
    bot: 'bot',
    rejected: 'rejected',
    stored: 'stored',
    waiting: 'on disk, not yet stored',
    empty: 'Nothing has arrived yet. Open a page that carries the tag.',
    time: 'Time',
    verdict: 'Verdict',
    kind: 'Kind',
    page: 'Page',
    details: 'Details',
    visitor: 'Visitor',
    live: 'Live',
    lost: 'Connection lost; trying again…',
    signIn:
      'Nobody is signed in here. Open the sign-in link that the collector printed when it started, then come back.',
    failed: 'The collector does not answer. Reload this page.',
    other: 'العربية',
  },
  ar: {
    title: 'الأحداث المباشرة',
    site: 'الموقع',
    show: 'إظهار',
    all: 'الكل',
    accepted: 'مقبول',
    bot: 'روبوت',
    rejected: 'مرفوض',
    stored: 'مخزَّن',
    waiting: 'على القرص، لم يُخزَّن بعد',
    empty: 'لم يصل شيء بعد. افتح صفحة تحمل الوسم.',
    time: 'الوقت',
    verdict: 'الحكم',
    kind: 'النوع',
    page: 'الصفحة',
    details: 'التفاصيل',
    visitor: 'الزائر',
    live: 'مباشر',
    lost: 'انقطع الاتصال، تجري إعادة المحاولة…',
    signIn: 'لا أحد مسجَّل الدخول هنا. افتح رابط الدخول الذي طبعه الجامع عند تشغيله ثم عُد إلى هذه الصفحة.',
    failed: 'الجامع لا يجيب. أعد تحميل الصفحة.',
    other: 'English',
  },
};

const KEPT = 200;
const element = (id) => document.getElementById(id);
const table = document.querySelector('table');
let language = new URLSearchParams(location.search).get('lang') ?? (/^ar\b/.test(navigator.language) ? 'ar' : 'en');
if (!(language in texts)) language = 'en';
let state = '';
let source;
/** Newest first. */
let events = [];
let truth;
/** The site that is shown; answers about another come too late. */
let shownSite = '';
let asking;

/** What is stored half a second after it arrived is asked for once, not with each event. */
const TRUTH_EVERY_MS = 2_000;

const cell = (className, ...parts) => {
  const td = document.createElement('td');
  td.className = className;
  td.append(...parts);
  return td;
};
const made = (tag, text, dir = 'auto') => Object.assign(document.createElement(tag), { textContent: text, dir });

const detailsOf = ({ dimensions, measures, amount, channel, browser, device }) =>
  [
    ...Object.entries({ ...dimensions, ...measures }).map(([name, value]) => `${name}: ${value}`),
    ...[amount, channel, browser, device].filter(Boolean),
  ].join(' · ');

const rowOf = (event) => {
  const words = texts[language];
  const row = document.createElement('tr');
  const fate = event.verdict === 'rejected' ? '' : event.isStored ? words.stored : words.waiting;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(event.receivedAt);
  row.append(
    cell('time', time),
    cell(
      event.verdict,
      words[event.verdict],
      ...(fate ? [made('small', fate)] : []),
      ...(event.code ? [made('small', event.code, 'ltr')] : []),
    ),
    cell('kind', made('bdi', event.kind, 'ltr'), ...(event.object ? [made('small', event.object)] : [])),
    cell('page', made('bdi', event.page)),
    cell('details', made('bdi', event.message ? `${event.path}: ${event.message}` : detailsOf(event))),
    cell('visitor', made('bdi', event.visitorId.slice(0, 8), 'ltr')),
  );
  return row;
};

const draw = () => {
  const words = texts[language];
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.title = `${words.title} · Telltale`;
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = words[place.dataset.text];
  element('language').textContent = words.other;
  element('language').lang = language === 'ar' ? 'en' : 'ar';
  element('state').textContent = words[state] ?? '';
  const verdict = element('verdict').value;
  const shown = events.filter((event) => !verdict || event.verdict === verdict);
  element('events').replaceChildren(...shown.map(rowOf));
  table.hidden = shown.length === 0;
  element('empty').hidden = shown.length > 0 || state !== 'live';
  rejected.speak(language);
  if (shownSite && truth !== undefined) drawDelivery(element('delivery'), truth, language);
};

const askTruth = async () => {
  const site = shownSite;
  const answer = await readDelivery(site);
  if (site !== shownSite) return;
  truth = answer ?? null;
  draw();
};

const askTruthSoon = () => {
  if (asking) return;
  asking = setTimeout(() => {
    asking = undefined;
    void askTruth();
    rejected.reload();
  }, TRUTH_EVERY_MS);
};
const rejected = createRejected(element('rejected'), askTruthSoon);

const watch = (site) => {
  source?.close();
  events = [];
  truth = undefined;
  shownSite = site;
  void askTruth();
  rejected.show(site);
  source = new EventSource(`/api/v1/sites/${encodeURIComponent(site)}/debug/events`);
  source.onopen = () => {
    // Each connection begins with all that the collector remembers.
    events = [];
    state = 'live';
    draw();
  };
  source.onerror = () => {
    state = 'lost';
    draw();
  };
  source.addEventListener('events', ({ data }) => {
    events = [...JSON.parse(data).reverse(), ...events].slice(0, KEPT);
    askTruthSoon();
    draw();
  });
  source.addEventListener('stored', ({ data }) => {
    const sequences = new Set(JSON.parse(data));
    for (const event of events) if (sequences.has(event.sequence)) event.isStored = true;
    askTruthSoon();
    draw();
  });
};

const begin = async () => {
  const response = await fetch('/api/v1/sites').catch(() => undefined);
  if (!response?.ok) {
    state = response?.status === 401 ? 'signIn' : 'failed';
    return draw();
  }
  const { sites } = await response.json();
  const choice = element('site');
  choice.replaceChildren(...sites.map(({ id, name }) => new Option(name, id)));
  const asked = new URLSearchParams(location.search).get('site');
  if (sites.some(({ id }) => id === asked)) choice.value = asked;
  choice.addEventListener('change', () => watch(choice.value));
  draw();
  if (choice.value) watch(choice.value);
};

element('verdict').addEventListener('change', draw);
element('language').addEventListener('click', () => {
  language = language === 'ar' ? 'en' : 'ar';
  draw();
});
draw();
await begin();
