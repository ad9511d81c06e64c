import { defineWords } from '../../../locales/index.ts';

/** The words of the card that tells what became of events. */
export const deliveryWords = defineWords({
  en: (format) => {
    const events = (count: number) => format.plural(count, { one: '# event', other: '# events' });
    return {
      title: 'What became of your events',
      span: 'Time',
      spans: { day: '24 hours', week: '7 days' },
      figures: {
        received: { name: 'Received', hint: 'in requests that arrived' },
        accepted: { name: 'Accepted', hint: 'passed, and are on disk' },
        stored: { name: 'Stored', hint: 'questions can see them' },
        duplicate: { name: 'Duplicates', hint: 'sent twice, counted once' },
        waiting: { name: 'Waiting', hint: 'on disk, not stored yet' },
        setAside: { name: 'Set aside', hint: 'the store could not read them' },
        rejected: { name: 'Rejected', hint: 'refused with a reason' },
        bot: { name: 'Bots', hint: 'among the stored, kept apart' },
        late: { name: 'Late', hint: 'stored over an hour after they happened' },
        dropped: { name: 'Dropped', hint: 'given up in browsers, never received' },
      },
      hour: 'Hour',
      day: 'Day',
      table: 'What became of events, by time',
      reasons: { rejected: 'Rejected because', bot: 'Bots, known by', dropped: 'Dropped because' },
      findings: {
        nothing: 'Nothing was received in this time. Is the tag on the page, and does the page reach this address?',
        well: (count: number) => `All is well: ${events(count)} accepted, and nothing was lost.`,
        unaccounted: (count: number) =>
          `The sums do not balance: nobody knows what became of ${events(count)}. Please report it, with the collector’s log.`,
        setAside: (count: number) =>
          `The store could not read ${events(count)}. They are kept in .refused files of the spool; the collector’s log says why.`,
        waiting: (count: number, since: string) =>
          `${events(count)} have waited on disk since ${since}: the store does not take them. Nothing is lost; look at its log.`,
        rejected: (count: number, share: string, reason: string) =>
          `${events(count)} (${share}) rejected, most often because: ${reason}. They are listed below; mend the cause, then judge them again.`,
        dropped: (count: number, reason: string) =>
          `Browsers gave up ${events(count)} before they could send them, most often because: ${reason}. Was the collector away for long?`,
        duplicate: (count: number, share: string) =>
          `${events(count)} (${share}) arrived more than once. They count once; so many mean that answers get lost on the way.`,
        late: (count: number, share: string) =>
          `${events(count)} (${share}) arrived over an hour late: figures of that time have changed since.`,
      },
      refused: 'Rejected events',
      refusedLead: 'Kept for 30 days, with the reason. When its cause is mended, judge them again.',
      refusedNone: 'No rejected events are kept.',
      reason: 'Reason',
      allReasons: 'All reasons',
      reasonOption: (name: string, count: number) => `${name} (${format.number(count)})`,
      when: 'Received',
      kind: 'Event',
      page: 'Page',
      why: 'Why',
      sent: 'As it was sent',
      readOnly: 'kept in part: it can be read, not judged again',
      more: 'Show more',
      replay: 'Judge them again',
      replaying: 'Judging…',
      replayed: (accepted: number, rejected: number, unreplayable: number) =>
        [
          `${events(accepted)} accepted.`,
          rejected > 0 ? `${format.number(rejected)} still rejected.` : '',
          unreplayable > 0 ? `${format.number(unreplayable)} kept only in part.` : '',
        ]
          .filter(Boolean)
          .join(' '),
      failed: 'This could not be read. It is tried again in a few seconds.',
      replayFailed: 'They could not be judged again. Try later.',
    };
  },
  ar: (format) => {
    const events = (count: number) =>
      format.plural(count, {
        zero: 'لا أحداث',
        one: 'حدث واحد',
        two: 'حدثان',
        few: '# أحداث',
        many: '# حدثًا',
        other: '# حدث',
      });
    return {
      title: 'مصير أحداثك',
      span: 'المدة',
      spans: { day: `${format.number(24)} ساعة`, week: `${format.number(7)} أيام` },
      figures: {
        received: { name: 'وصلت', hint: 'في طلبات وردت' },
        accepted: { name: 'قُبلت', hint: 'اجتازت الفحص وهي على القرص' },
        stored: { name: 'خُزّنت', hint: 'تراها الأسئلة' },
        duplicate: { name: 'مكررة', hint: 'أُرسلت مرتين وتُحسب مرة' },
        waiting: { name: 'تنتظر', hint: 'على القرص ولم تُخزّن بعد' },
        setAside: { name: 'نُحّيت', hint: 'لم يستطع المخزن قراءتها' },
        rejected: { name: 'رُفضت', hint: 'رُفضت مع السبب' },
        bot: { name: 'روبوتات', hint: 'من المخزّنة، مفصولة عن غيرها' },
        late: { name: 'متأخرة', hint: 'خُزّنت بعد وقوعها بأكثر من ساعة' },
        dropped: { name: 'أُسقطت', hint: 'تخلّت عنها المتصفحات ولم تصل' },
      },
      hour: 'الساعة',
      day: 'اليوم',
      table: 'مصير الأحداث بحسب الوقت',
      reasons: { rejected: 'أسباب الرفض', bot: 'كيف عُرفت الروبوتات', dropped: 'أسباب الإسقاط' },
      findings: {
        nothing: 'لم يصل شيء في هذه المدة. هل الوسم في الصفحة، وهل تصل الصفحة إلى هذا العنوان؟',
        well: (count: number) => `كل شيء على ما يرام: قُبل ${events(count)} ولم يضع شيء.`,
        unaccounted: (count: number) =>
          `المجاميع لا تتوازن: لا يُعرف مصير ${events(count)}. أبلغ عن ذلك رجاءً مع سجل المجمِّع.`,
        setAside: (count: number) =>
          `لم يستطع المخزن قراءة ${events(count)}. هي محفوظة في ملفات .refused، وسجل المجمِّع يذكر السبب.`,
        waiting: (count: number, since: string) =>
          `على القرص ${events(count)} بالانتظار منذ ${since}: المخزن لا يأخذها. لم يضع شيء؛ انظر في سجله.`,
        rejected: (count: number, share: string, reason: string) =>
          `رُفض ${events(count)} (${share})، وأكثر الأسباب: ${reason}. تجدها أدناه؛ أصلح السبب ثم أعد الحكم عليها.`,
        dropped: (count: number, reason: string) =>
          `تخلّت المتصفحات عن ${events(count)} قبل إرسالها، وأكثر الأسباب: ${reason}. هل غاب المجمِّع طويلًا؟`,
        duplicate: (count: number, share: string) =>
          `وصل ${events(count)} (${share}) أكثر من مرة. تُحسب مرة واحدة؛ وهذه الكثرة تعني أن الأجوبة تضيع في الطريق.`,
        late: (count: number, share: string) =>
          `وصل ${events(count)} (${share}) متأخرًا أكثر من ساعة: تغيّرت أرقام ذلك الوقت منذئذ.`,
      },
      refused: 'الأحداث المرفوضة',
      refusedLead: `تُحفظ ${format.number(30)} يومًا مع السبب. إذا أُصلح السبب فأعد الحكم عليها.`,
      refusedNone: 'لا أحداث مرفوضة محفوظة.',
      reason: 'السبب',
      allReasons: 'كل الأسباب',
      reasonOption: (name: string, count: number) => `${name} (${format.number(count)})`,
      when: 'وصل',
      kind: 'الحدث',
      page: 'الصفحة',
      why: 'لماذا',
      sent: 'كما أُرسل',
      readOnly: 'محفوظ جزئيًا: يُقرأ ولا يُعاد الحكم عليه',
      more: 'أظهر المزيد',
      replay: 'أعد الحكم عليها',
      replaying: 'يجري الحكم…',
      replayed: (accepted: number, rejected: number, unreplayable: number) =>
        [
          `قُبل: ${events(accepted)}.`,
          rejected > 0 ? `ما زال مرفوضًا: ${format.number(rejected)}.` : '',
          unreplayable > 0 ? `محفوظ جزئيًا: ${format.number(unreplayable)}.` : '',
        ]
          .filter(Boolean)
          .join(' '),
      failed: 'تعذّرت قراءة هذا. تُعاد المحاولة بعد ثوانٍ.',
      replayFailed: 'تعذّرت إعادة الحكم عليها. حاول لاحقًا.',
    };
  },
});
