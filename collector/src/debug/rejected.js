/**
 * Lists the refused events that are kept, with the reason, and has them judged again. Every text is set as text: nothing a sender wrote
 * can run.
 */

const texts = {
  en: {
    title: 'Rejected events',
    lead: 'Kept for 30 days, with the reason. When its cause is mended, judge them again.',
    loading: 'Reading which are kept…',
    empty: 'No rejected events are kept.',
    failed: 'They could not be read.',
    again: 'Try again',
    reason: 'Reason',
    all: 'all',
    judge: 'Judge them again',
    judgeOne: 'Judge again',
    judging: 'Judging…',
    judgeFailed: 'They could not be judged again. Try later.',
    accepted: 'accepted; they leave the list once they are stored',
    rejected: 'still rejected',
    unreplayable: 'kept only in part',
    readOnly: 'kept in part: it can be read, not judged again',
    sent: 'As it was sent',
    more: 'Show more',
  },
  ar: {
    title: 'الأحداث المرفوضة',
    lead: 'تُحفظ 30 يومًا مع السبب. إذا أُصلح السبب فأعد الحكم عليها.',
    loading: 'تجري قراءة المحفوظ منها…',
    empty: 'لا أحداث مرفوضة محفوظة.',
    failed: 'تعذّرت قراءتها.',
    again: 'أعد المحاولة',
    reason: 'السبب',
    all: 'الكل',
    judge: 'أعد الحكم عليها',
    judgeOne: 'أعد الحكم عليه',
    judging: 'يجري الحكم…',
    judgeFailed: 'تعذّرت إعادة الحكم عليها. حاول لاحقًا.',
    accepted: 'قُبلت، وتغادر القائمة حين تُخزَّن',
    rejected: 'ما زالت مرفوضة',
    unreplayable: 'محفوظة جزئيًا',
    readOnly: 'محفوظ جزئيًا: يُقرأ ولا يُعاد الحكم عليه',
    sent: 'كما أُرسل',
    more: 'أظهر المزيد',
  },
};

const A_PAGE = 20;

const made = (tag, text = '', dir = 'auto') => Object.assign(document.createElement(tag), { textContent: text, dir });
const button = (onClick) => {
  const element = Object.assign(document.createElement('button'), { type: 'button' });
  // One that is disabled would lose the focus of whoever pressed it.
  element.addEventListener('click', () => element.ariaDisabled !== 'true' && onClick());
  return element;
};

const readable = (json) => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // It was cut off where it was too long.
    return json;
  }
};

const addressOf = (site, rest) => `/api/v1/sites/${encodeURIComponent(site)}/rejected${rest}`;

const readPage = async (site, reason, after) => {
  const query = new URLSearchParams({ limit: A_PAGE, ...(reason && { reason }), ...(after && { after }) });
  const response = await fetch(addressOf(site, `?${query}`)).catch(() => undefined);
  return response?.ok ? response.json() : undefined;
};

/** Judges again what is chosen, to the last one. @returns nothing when that failed. */
const replay = async (site, chosen) => {
  const sum = { accepted: 0, rejected: 0, unreplayable: 0 };
  for (let after = ''; after !== null; ) {
    const response = await fetch(addressOf(site, '/replay'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...chosen, ...(after && { after }) }),
    }).catch(() => undefined);
    if (!response?.ok) return undefined;
    const { next, ...part } = await response.json();
    for (const name of Object.keys(sum)) sum[name] += part[name];
    after = next;
  }
  return sum;
};

/** Brings a list's items into order without touching those that stay: what has the focus keeps it. */
const arrange = (list, items) => {
  const wanted = new Set(items);
  for (const item of [...list.children]) if (!wanted.has(item)) item.remove();
  for (const [index, item] of items.entries())
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
};

/**
 * The list in its place, a <details>.
 * @param onReplayed Told when events were judged again: the figures are others now.
 */
export const createRejected = (place, onReplayed) => {
  let language = 'en';
  let site = '';
  let status = 'loading';
  let reasons = [];
  let events = [];
  let next = null;
  let outcome;
  let isJudging = false;
  let items = new Map();
  let shownChoice = '';

  const summary = document.createElement('summary');
  const lead = made('p');
  const label = document.createElement('label');
  const labelText = made('span');
  const choice = document.createElement('select');
  label.append(labelText, ' ', choice);
  const judge = button(() => judgeAgain(choice.value ? { reason: choice.value } : {}));
  const tools = document.createElement('p');
  tools.append(label, judge);
  const said = made('p');
  said.role = 'status';
  const again = button(() => void reload());
  const list = document.createElement('ul');
  const more = button(() => void showMore());
  place.replaceChildren(summary, lead, tools, said, again, list, more);

  const itemOf = (event) => {
    const words = texts[language];
    const known = items.get(event.id);
    if (known?.language === language && known.reason === event.reason) return known.item;
    const item = document.createElement('li');
    const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
    const head = document.createElement('p');
    const told = made('time', time.format(event.receivedAt));
    told.dateTime = new Date(event.receivedAt).toISOString();
    head.append(made('strong', event.kind || '—', 'ltr'), ' ', told, ' ', made('bdi', event.url, 'ltr'));
    const why = document.createElement('p');
    why.append(
      made('code', event.reason, 'ltr'),
      ' ',
      made('bdi', event.path ? `${event.path}: ${event.message}` : event.message, 'ltr'),
    );
    const sent = document.createElement('details');
    const code = made('pre', readable(event.event), 'ltr');
    // What scrolls must be reached by keyboard.
    code.tabIndex = 0;
    sent.append(made('summary', words.sent), code);
    const one = button(() => judgeAgain({ ids: [event.id] }));
    one.textContent = words.judgeOne;
    one.ariaLabel = `${words.judgeOne}: ${event.kind} ${told.textContent}`;
    item.append(head, why, sent, event.isReplayable ? one : made('small', words.readOnly));
    items.set(event.id, { item, language, reason: event.reason });
    return item;
  };

  const sentence = () => {
    const words = texts[language];
    if (status === 'loading') return words.loading;
    if (status === 'failed') return words.failed;
    if (isJudging) return words.judging;
    if (outcome === 'failed') return words.judgeFailed;
    if (!outcome) return reasons.length === 0 ? words.empty : '';
    const number = new Intl.NumberFormat(language);
    const parts = Object.entries(outcome).filter(([name, count]) => count > 0 || name === 'accepted');
    return parts.map(([name, count]) => `${number.format(count)} ${words[name]}`).join(' · ');
  };

  const drawChoice = () => {
    const number = new Intl.NumberFormat(language);
    const chosen = choice.value;
    const shown = JSON.stringify([language, chosen, reasons]);
    // Options that are written anew close the list that someone is choosing from.
    if (shown === shownChoice) return;
    shownChoice = shown;
    const options = reasons.map(
      ({ reason, events: count }) => new Option(`${reason} (${number.format(count)})`, reason),
    );
    // What was chosen stays on offer, though the last one of it may be gone.
    if (chosen && !reasons.some(({ reason }) => reason === chosen)) options.push(new Option(chosen, chosen));
    choice.replaceChildren(new Option(texts[language].all, ''), ...options);
    choice.value = chosen;
  };

  const draw = () => {
    const words = texts[language];
    const count = reasons.reduce((sum, reason) => sum + reason.events, 0);
    summary.textContent =
      status === 'ready' ? `${words.title} (${new Intl.NumberFormat(language).format(count)})` : words.title;
    lead.textContent = words.lead;
    labelText.textContent = words.reason;
    drawChoice();
    tools.hidden = status !== 'ready' || (reasons.length === 0 && !choice.value);
    judge.textContent = isJudging ? words.judging : words.judge;
    judge.ariaDisabled = String(isJudging);
    said.textContent = sentence();
    said.className = status === 'failed' || outcome === 'failed' ? 'unknown' : '';
    again.textContent = words.again;
    again.hidden = status !== 'failed';
    more.textContent = words.more;
    more.hidden = next === null;
    const hadFocus = list.contains(document.activeElement);
    arrange(list, events.map(itemOf));
    // Whoever judged the only event of the list goes on from its head.
    if (hadFocus && !list.contains(document.activeElement)) summary.focus();
  };

  const reload = async () => {
    const [asked, reason] = [site, choice.value];
    const page = await readPage(asked, reason);
    if (asked !== site || reason !== choice.value) return;
    if (page) {
      const newest = new Set(page.events.map(({ id }) => id));
      const oldestAt = page.next === null ? Number.NEGATIVE_INFINITY : (page.events.at(-1)?.receivedAt ?? 0);
      // Pages that were opened stay; what left the newest page has left the list.
      const older = events.filter(({ id, receivedAt }) => receivedAt <= oldestAt && !newest.has(id));
      if (older.length === 0) next = page.next;
      events = [...page.events, ...older];
      ({ reasons } = page);
      items = new Map([...items].filter(([id]) => events.some((event) => event.id === id)));
    }
    status = page ? 'ready' : 'failed';
    if (!page) [reasons, events, next] = [[], [], null];
    draw();
  };

  const showMore = async () => {
    const [asked, reason] = [site, choice.value];
    const page = await readPage(asked, reason, next);
    if (asked !== site || reason !== choice.value) return;
    if (page) {
      const first = page.events[0];
      events = [...events, ...page.events];
      next = page.next;
      draw();
      // The button may be gone: reading goes on where the new ones begin.
      if (more.hidden && first) items.get(first.id)?.item.querySelector('summary')?.focus();
    } else {
      status = 'failed';
      draw();
    }
  };

  const judgeAgain = async (chosen) => {
    if (isJudging) return;
    const asked = site;
    isJudging = true;
    draw();
    const found = (await replay(asked, chosen)) ?? 'failed';
    isJudging = false;
    if (asked === site) outcome = found;
    events = events.slice(0, A_PAGE);
    await reload();
    onReplayed();
  };

  const chooseReason = () => {
    events = [];
    next = null;
    outcome = undefined;
    draw();
    void reload();
  };
  choice.addEventListener('change', chooseReason);

  return {
    /** Shows another site's. */
    show(shownSite) {
      site = shownSite;
      status = 'loading';
      reasons = [];
      choice.value = '';
      place.hidden = false;
      chooseReason();
    },
    /** Reads anew which are kept. */
    reload: () => void (site && !isJudging && reload()),
    speak(spoken) {
      if (spoken === language) return;
      language = spoken;
      if (site) draw();
    },
  };
};
