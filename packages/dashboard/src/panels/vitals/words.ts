import type { VitalMetric } from '@telltale/query';
import { defineWords } from '../../locales/index.ts';

/** The web vitals' own words. */
export const vitalWords = defineWords({
  en: () => ({
    all: 'How fast and how steady pages are',
    metric: 'Metric',
    metrics: {
      LCP: 'The largest part is there',
      INP: 'The page answers a press',
      CLS: 'What stands there jumps',
      FCP: 'The first part is there',
      TTFB: 'The server answers',
    } satisfies Record<VitalMetric, string>,
    p75: 'For three of four',
    before: 'Before',
    was: (value: string) => `${value} before`,
    measured: 'Measured',
    goodShare: (share: string) => `${share} good`,
    notMeasured: 'Not measured in these days',
    note: 'Each figure is what three of four page views had, or better (the 75th percentile). Measured in the visitors’ browsers.',
    groups: 'Where it is slow',
    by: 'Broken down by',
    none: 'Nothing was measured in these days',
    noneHint: 'Choose other days, take filters away, or see in the setup whether web vitals are recorded.',
    toSetup: 'To the setup',
  }),
  ar: (format) => ({
    all: 'سرعة الصفحات وثباتها',
    metric: 'المؤشر',
    metrics: {
      LCP: 'ظهور الجزء الأكبر',
      INP: 'استجابة الصفحة للضغط',
      CLS: 'قفز ما هو ظاهر',
      FCP: 'ظهور أول جزء',
      TTFB: 'استجابة الخادم',
    } satisfies Record<VitalMetric, string>,
    p75: 'لثلاثة من أربعة',
    before: 'سابقًا',
    was: (value: string) => `سابقًا ${value}`,
    measured: 'القياسات',
    goodShare: (share: string) => `${share} جيدة`,
    notMeasured: 'لم يُقَس في هذه الأيام',
    note: `كل رقم هو ما نالته ثلاث من كل أربع مشاهدات أو أفضل منه (المئين ${format.number(75)})، مقيسًا في متصفحات الزوّار.`,
    groups: 'أين البطء',
    by: 'مفصّلة حسب',
    none: 'لم يُقَس شيء في هذه الأيام',
    noneHint: 'اختر أيامًا أخرى، أو أزل بعض المرشّحات، أو تحقّق في الإعداد من تسجيل مؤشرات الأداء.',
    toSetup: 'إلى الإعداد',
  }),
});
