import { defineWords } from '../../../locales/index.ts';

/** Sentences about when a survey appears. */
export const ruleSentences = defineWords({
  en: (format) => {
    const times = (count: number, unit: string) => format.plural(count, { one: `# ${unit}`, other: `# ${unit}s` });
    return {
      appears: (moments: string) => `Appears ${moments}.`,
      or: ' or ',
      time: (seconds: number) => (seconds === 0 ? 'at once' : `after ${times(seconds, 'second')} on the page`),
      scroll: (share: string) => `when ${share} of the page was seen`,
      exit: (seconds: number) =>
        `when the visitor is about to leave, on touch screens also after ${times(seconds, 'second')} without doing anything`,
      event: (kind: string) => `after the event “${kind}”`,
      eventThat: (kind: string, conditions: string) => `after an event “${kind}” whose ${conditions}`,
      rage_click: 'after clicks in anger',
      feature: (feature: string) => `after “${feature}” was used`,
      checkout_left: (minutes: number) => `when a checkout is left that was active within ${times(minutes, 'minute')}`,
      checkout_return: (minutes: number) =>
        `on the return to a checkout that was left more than ${times(minutes, 'minute')} ago`,
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
      until: (day: string) => `${day} is its last day.`,
      priority: (priority: string) =>
        `Of several that are due at once the one with the highest priority appears; this one has ${priority}.`,
      cap: (count: number) =>
        count === 0
          ? 'One survey at a time.'
          : `One survey at a time, and none within ${times(count, 'day')} after any other.`,
      opened: 'As often as they like: what visitors open themselves is held to no cap.',
      consent: 'Nobody sees it without having consented.',
    };
  },
  ar: (format) => {
    const days = (count: number) =>
      format.plural(count, { one: 'يوم', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' });
    const minutes = (count: number) =>
      format.plural(count, { one: 'دقيقة', two: 'دقيقتين', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' });
    const seconds = (count: number) =>
      format.plural(count, { one: 'ثانية', two: 'ثانيتين', few: '# ثوانٍ', many: '# ثانية', other: '# ثانية' });
    return {
      appears: (moments: string) => `يظهر ${moments}.`,
      or: ' أو ',
      time: (count: number) => (count === 0 ? 'حالًا' : `بعد ${seconds(count)} في الصفحة`),
      scroll: (share: string) => `بعد رؤية ${share} من الصفحة`,
      exit: (count: number) =>
        `عندما يوشك الزائر على المغادرة، وفي شاشات اللمس أيضًا بعد ${seconds(count)} دون أن يفعل شيئًا`,
      event: (kind: string) => `بعد الحدث «${kind}»`,
      eventThat: (kind: string, conditions: string) => `بعد حدث «${kind}» فيه ${conditions}`,
      rage_click: 'بعد نقرات غاضبة',
      feature: (feature: string) => `بعد استعمال «${feature}»`,
      checkout_left: (count: number) => `عند مغادرة إتمام شراء كان نشطًا خلال ${minutes(count)}`,
      checkout_return: (count: number) => `عند العودة إلى سلة متروكة منذ أكثر من ${minutes(count)}`,
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
      until: (day: string) => `آخر أيامه ${day}.`,
      priority: (priority: string) => `إذا حان أكثر من استبيان معًا ظهر صاحب أعلى أولوية؛ أولوية هذا ${priority}.`,
      cap: (count: number) =>
        count === 0
          ? 'استبيان واحد في كل مرة.'
          : `استبيان واحد في كل مرة، ولا شيء خلال ${days(count)} بعد أي استبيان آخر.`,
      opened: 'كلما أرادوا: ما يفتحه الزوّار بأنفسهم لا حدّ له.',
      consent: 'لا يراه أحد دون موافقته.',
    };
  },
});
