import { defineWords, formats } from '../../../locales/index.ts';
import { kindName } from '../../../state/names.ts';
import { savedSegment } from '../../../state/segments.ts';
import type { WrittenSurvey } from '../../../state/surveys.ts';

type Trigger = WrittenSurvey['rules']['triggers'][number];

/** Sentences about when a survey appears. */
const sentences = defineWords({
  en: (format) => {
    const times = (count: number, unit: string) => format.plural(count, { one: `# ${unit}`, other: `# ${unit}s` });
    return {
      appears: (moments: string) => `Appears ${moments}.`,
      or: ' or ',
      time: (seconds: number) => (seconds === 0 ? 'at once' : `after ${times(seconds, 'second')} on the page`),
      scroll: (share: string) => `when ${share} of the page was seen`,
      exit: 'when the visitor is about to leave',
      event: (kind: string) => `after the event “${kind}”`,
      rage_click: 'after clicks in anger',
      feature: (feature: string) => `after “${feature}” was used`,
      checkout_left: 'when a checkout is left',
      checkout_return: 'on the return after an abandoned checkout',
      call: 'when the page calls it',
      tab: 'whenever a visitor opens its tab',
      delay: (seconds: number) => `Waits ${times(seconds, 'second')} then.`,
      pages: (pages: string) => `Only on ${pages}.`,
      exceptPages: (pages: string) => `Never on ${pages}.`,
      languages: (languages: string) => `Only on pages in ${languages}.`,
      devices: (devices: string) => `Only on ${devices}.`,
      deviceNames: { desktop: 'computers', tablet: 'tablets', mobile: 'phones' },
      visitors: { new: 'Only for new visitors.', returning: 'Only for returning visitors.' },
      share: (share: string) => `Only for ${share} of the visitors, always the same ones.`,
      segment: (title: string) => `Only for visitors in the segment “${title}”.`,
      once: 'Each visitor sees it once.',
      until_answered: (count: number) => `Each visitor sees it until it is answered, at most ${times(count, 'time')}.`,
      every: (days: number) => `Each visitor sees it again ${times(days, 'day')} after answering it.`,
      snooze: (days: number) => `Who closes it is left in peace for ${times(days, 'day')}.`,
      stop: (count: number) => `Ends when ${times(count, 'visitor')} completed it.`,
      from: (day: string) => `Begins on ${day}.`,
      until: (day: string) => `Ends on ${day}.`,
    };
  },
  ar: (format) => {
    const days = (count: number) =>
      format.plural(count, { one: 'يوم', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' });
    const seconds = (count: number) =>
      format.plural(count, { one: 'ثانية', two: 'ثانيتين', few: '# ثوانٍ', many: '# ثانية', other: '# ثانية' });
    return {
      appears: (moments: string) => `يظهر ${moments}.`,
      or: ' أو ',
      time: (count: number) => (count === 0 ? 'حالًا' : `بعد ${seconds(count)} في الصفحة`),
      scroll: (share: string) => `بعد رؤية ${share} من الصفحة`,
      exit: 'عندما يوشك الزائر على المغادرة',
      event: (kind: string) => `بعد الحدث «${kind}»`,
      rage_click: 'بعد نقرات غاضبة',
      feature: (feature: string) => `بعد استعمال «${feature}»`,
      checkout_left: 'عند مغادرة إتمام الشراء',
      checkout_return: 'عند العودة بعد سلة متروكة',
      call: 'عندما تستدعيه الصفحة',
      tab: 'كلما فتح الزائر زره الجانبي',
      delay: (count: number) => `وينتظر قبلها ${seconds(count)}.`,
      pages: (pages: string) => `فقط في ${pages}.`,
      exceptPages: (pages: string) => `لا يظهر أبدًا في ${pages}.`,
      languages: (languages: string) => `فقط في الصفحات باللغة ${languages}.`,
      devices: (devices: string) => `فقط على ${devices}.`,
      deviceNames: { desktop: 'الحواسيب', tablet: 'الأجهزة اللوحية', mobile: 'الهواتف' },
      visitors: { new: 'فقط للزوّار الجدد.', returning: 'فقط للزوّار العائدين.' },
      share: (share: string) => `فقط لنسبة ${share} من الزوّار، هم أنفسهم دائمًا.`,
      segment: (title: string) => `فقط لزوّار الشريحة «${title}».`,
      once: 'يراه كل زائر مرة واحدة.',
      until_answered: (count: number) =>
        `يراه كل زائر حتى يجيب عنه، ${format.plural(count, { one: 'مرة واحدة', two: 'مرتين', few: '# مرات', many: '# مرة', other: '# مرة' })} على الأكثر.`,
      every: (count: number) => `يراه كل زائر مرة أخرى بعد ${days(count)} من إجابته.`,
      snooze: (count: number) => `من يغلقه يُترك بسلام ${days(count)}.`,
      stop: (count: number) =>
        `ينتهي بعد أن يكمله ${format.plural(count, { one: 'زائر واحد', two: 'زائران', few: '# زوّار', many: '# زائرًا', other: '# زائر' })}.`,
      from: (day: string) => `يبدأ في ${day}.`,
      until: (day: string) => `ينتهي في ${day}.`,
    };
  },
});

const momentText = (trigger: Trigger): string => {
  const text = sentences.value;
  switch (trigger.on) {
    case 'time':
      return text.time(trigger.seconds);
    case 'scroll':
      return text.scroll(formats.value.percent(trigger.ratio));
    case 'event':
      return text.event(kindName(trigger.kind));
    case 'feature':
      return text.feature(trigger.feature);
    default:
      return text[trigger.on];
  }
};

const isoDay = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

/** The rules of a survey in sentences: when it appears, before whom, how often. */
export const rulesText = ({
  rules,
  look,
  repeat,
  snoozeDays,
  stopAfterAnswers,
  startsAt,
  endsAt,
}: WrittenSurvey): string[] => {
  const text = sentences.value;
  const { list, percent, longDay } = formats.value;
  const moments = [
    ...(look.place === 'tab' ? [text.tab] : []),
    ...rules.triggers.filter(({ on }) => look.place !== 'tab' || on !== 'call').map(momentText),
  ];
  const languageNames = new Intl.DisplayNames([formats.value.locale], { type: 'language' });
  const segment = rules.segment && (savedSegment(rules.segment)?.title ?? rules.segment);
  return [
    text.appears(moments.join(text.or)),
    ...(rules.delaySeconds > 0 ? [text.delay(rules.delaySeconds)] : []),
    ...(rules.pages.length > 0 ? [text.pages(list(rules.pages))] : []),
    ...(rules.exceptPages.length > 0 ? [text.exceptPages(list(rules.exceptPages))] : []),
    ...(rules.languages.length > 0
      ? [text.languages(list(rules.languages.map((one) => languageNames.of(one) ?? one)))]
      : []),
    ...(rules.devices.length > 0 ? [text.devices(list(rules.devices.map((device) => text.deviceNames[device])))] : []),
    ...(rules.visitors === 'all' ? [] : [text.visitors[rules.visitors]]),
    ...(rules.shareRatio < 1 ? [text.share(percent(rules.shareRatio))] : []),
    ...(segment ? [text.segment(segment)] : []),
    repeat.rule === 'once'
      ? text.once
      : repeat.rule === 'every'
        ? text.every(repeat.days)
        : text.until_answered(repeat.times),
    ...(snoozeDays > 0 && repeat.rule !== 'once' ? [text.snooze(snoozeDays)] : []),
    ...(stopAfterAnswers === null ? [] : [text.stop(stopAfterAnswers)]),
    ...(startsAt === null ? [] : [text.from(longDay(isoDay(startsAt)))]),
    ...(endsAt === null ? [] : [text.until(longDay(isoDay(endsAt)))]),
  ];
};
