import { defineWords } from '../../locales/index.ts';

type Interval = 'day' | 'week' | 'month';

interface CellText {
  content: string;
  cohort: string;
  period: string;
  isOpen: boolean;
}

/** The retention's own words. */
export const retentionWords = defineWords({
  en: (format) => {
    const names: Record<Interval, string> = { day: 'day', week: 'week', month: 'month' };
    const titles: Record<Interval, string> = { day: 'Day', week: 'Week', month: 'Month' };
    return {
      question: 'Who begins, and what is coming back',
      start: 'Begins with',
      back: 'Comes back with',
      interval: 'By the',
      intervals: { day: 'Day', week: 'Week', month: 'Month' },
      mode: 'Came back',
      modes: { exact: 'in that very period', on_or_after: 'in that period or later' },
      entry: 'Counted',
      entries: { first_time: 'from the first time ever', every_time: 'from every time' },
      unit: 'Who',
      units: { visitor: 'Visitors', customer: 'Customers' },
      result: 'How many came back',
      curve: 'Came back, all cohorts together',
      openNote: 'Cells with a dotted edge can still grow. The row of all leaves them out.',
      shown: 'Show',
      shownFigures: { share: 'Share', people: 'People' },
      table: 'Retention by cohort',
      began: 'Began',
      size: 'People',
      before: 'All, in the compared days',
      all: 'All',
      period: (interval: Interval, number: number) =>
        number === 0 ? `Same ${names[interval]}` : `${titles[interval]} ${format.number(number)}`,
      cell: ({ content, cohort, period, isOpen }: CellText) =>
        `${content}, ${period}, began ${cohort}${isOpen ? ', can still grow' : ''}`,
      cameBack: 'Came back',
      none: 'Nobody began in these days',
      noneHint: 'Choose other days, another event to begin with, or fewer filters.',
    };
  },
  ar: (format) => {
    const same: Record<Interval, string> = { day: 'اليوم نفسه', week: 'الأسبوع نفسه', month: 'الشهر نفسه' };
    const titles: Record<Interval, string> = { day: 'اليوم', week: 'الأسبوع', month: 'الشهر' };
    return {
      question: 'من يبدأ، وما يُعدّ عودة',
      start: 'يبدأ بـ',
      back: 'يعود بـ',
      interval: 'حسب',
      intervals: { day: 'اليوم', week: 'الأسبوع', month: 'الشهر' },
      mode: 'عاد',
      modes: { exact: 'في تلك المدة بعينها', on_or_after: 'في تلك المدة أو بعدها' },
      entry: 'يُعدّ',
      entries: { first_time: 'من أول مرة على الإطلاق', every_time: 'من كل مرة' },
      unit: 'من',
      units: { visitor: 'الزوّار', customer: 'العملاء' },
      result: 'كم عادوا',
      curve: 'نسبة العائدين من كل الأفواج',
      openNote: 'الخلايا ذات الحافة المنقّطة قد تزيد بعد. ولا يشملها صف الكل.',
      shown: 'اعرض',
      shownFigures: { share: 'النسبة', people: 'العدد' },
      table: 'العودة حسب الفوج',
      began: 'البداية',
      size: 'الأشخاص',
      before: 'الكل في أيام المقارنة',
      all: 'الكل',
      period: (interval: Interval, number: number) =>
        number === 0 ? same[interval] : `${titles[interval]} ${format.number(number)}`,
      cell: ({ content, cohort, period, isOpen }: CellText) =>
        `${content}، ${period}، بداية ${cohort}${isOpen ? '، قد تزيد بعد' : ''}`,
      cameBack: 'عادوا',
      none: 'لم يبدأ أحد في هذه الأيام',
      noneHint: 'اختر أيامًا أخرى أو حدث بداية آخر أو مرشّحات أقل.',
    };
  },
});
