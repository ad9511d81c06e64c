/** Shows what became of today's events, and whether the sums balance. Every text is set as text: nothing a sender wrote can run. */

const texts = {
  en: {
    title: 'What became of today’s events',
    received: 'received',
    accepted: 'accepted',
    stored: 'stored',
    duplicate: 'duplicate',
    waiting: 'on disk, not yet stored',
    setAside: 'set aside: unreadable for the store',
    rejected: 'rejected',
    bot: 'of them bots',
    late: 'of them late by more than an hour',
    dropped: 'dropped in the browser',
    balanced: 'Nothing is lost: every event that was received is accounted for.',
    waits: 'Nothing is lost: what is not stored yet lies on this collector’s disk.',
    lossy: 'Some events did not make it: see what was rejected, dropped or set aside.',
    unbalanced: 'The sums do not balance. Please report this with the numbers above.',
    unknown: 'The store does not answer; what it has cannot be told now.',
  },
  ar: {
    title: 'مصير أحداث اليوم',
    received: 'وصل',
    accepted: 'مقبول',
    stored: 'مخزَّن',
    duplicate: 'مكرَّر',
    waiting: 'على القرص، لم يُخزَّن بعد',
    setAside: 'نُحِّي جانبًا: لم يستطع المخزن قراءته',
    rejected: 'مرفوض',
    bot: 'منها لروبوتات',
    late: 'منها متأخر أكثر من ساعة',
    dropped: 'أُسقط في المتصفح',
    balanced: 'لم يضِع شيء: كل حدث وصل معروف المصير.',
    waits: 'لم يضِع شيء: ما لم يُخزَّن بعد محفوظ على قرص هذا الجامع.',
    lossy: 'بعض الأحداث لم تُحفظ: انظر المرفوض والمُسقَط والمنحّى.',
    unbalanced: 'المجاميع غير متوازنة. نرجو الإبلاغ عن ذلك مع الأرقام أعلاه.',
    unknown: 'المخزن لا يجيب، ولا يمكن الآن معرفة ما فيه.',
  },
};

/** In the order of the equation: received = accepted + rejected; accepted = stored + duplicate + waiting + set aside. */
const shown = [
  'received',
  'accepted',
  'stored',
  'bot',
  'late',
  'duplicate',
  'waiting',
  'setAside',
  'rejected',
  'dropped',
];
/** Shown even when there are none. */
const always = new Set(['received', 'accepted', 'stored', 'duplicate', 'rejected']);

const sum = (count) =>
  typeof count === 'number' ? count : Object.values(count).reduce((total, events) => total + events, 0);

const verdictOf = ({ total, balance }) => {
  if (!balance.isBalanced) return 'unbalanced';
  if (sum(total.rejected) + sum(total.dropped) + total.setAside > 0) return 'lossy';
  return total.waiting > 0 ? 'waits' : 'balanced';
};

const made = (tag, text, dir = 'auto') => Object.assign(document.createElement(tag), { textContent: text, dir });

const figureOf = (name, count, words, number) => {
  const figure = document.createElement('div');
  const value = document.createElement('dd');
  value.append(made('bdi', number.format(sum(count))));
  if (typeof count === 'object')
    for (const [reason, events] of Object.entries(count)) {
      const line = document.createElement('small');
      line.append(made('bdi', `${reason} ${number.format(events)}`, 'ltr'));
      value.append(line);
    }
  figure.append(made('dt', words[name]), value);
  return figure;
};

/** Draws the truth of today; nothing when it is not known. */
export const drawDelivery = (place, truth, language) => {
  const words = texts[language];
  const number = new Intl.NumberFormat(language);
  const verdict = truth ? verdictOf(truth) : 'unknown';
  const list = document.createElement('dl');
  if (truth)
    list.append(
      ...shown
        .filter((name) => always.has(name) || sum(truth.total[name]) > 0)
        .map((name) => figureOf(name, truth.total[name], words, number)),
    );
  const sentence = made('p', words[verdict]);
  sentence.className = verdict;
  place.replaceChildren(made('h2', words.title), list, sentence);
  place.hidden = false;
};

/** Asks for the truth of today in the site's zone. */
export const readDelivery = async (site) => {
  const response = await fetch(`/api/v1/sites/${encodeURIComponent(site)}/delivery`).catch(() => undefined);
  return response?.ok ? response.json() : undefined;
};
