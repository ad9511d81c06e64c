import { defineWords } from '../locales/index.ts';

/** What the lines of a trend are called. */
export const trendWords = defineWords({
  en: () => ({
    letters: 'ABCDEFGHIJ',
    aggregations: {
      count: 'Number',
      visitors: 'Visitors',
      sessions: 'Sessions',
      count_per_visitor: 'Number per visitor',
      sum: 'Sum of',
      average: 'Average of',
      minimum: 'Least of',
      maximum: 'Largest of',
      sum_per_visitor: 'Sum per visitor of',
      percentile: 'Percentile of',
    },
    formulaName: {
      ratio: (a: string, b: string) => `${a} ÷ ${b}`,
      per_hundred: (a: string, b: string) => `${a} per hundred of ${b}`,
      difference: (a: string, b: string) => `${a} − ${b}`,
    },
    nthPercentile: (percentile: string) => `p${percentile}`,
    before: (name: string) => `${name}, before`,
  }),
  ar: () => ({
    letters: 'أبجدهوزحطي',
    aggregations: {
      count: 'العدد',
      visitors: 'الزوّار',
      sessions: 'الجلسات',
      count_per_visitor: 'العدد لكل زائر',
      sum: 'مجموع',
      average: 'متوسط',
      minimum: 'أقل',
      maximum: 'أكبر',
      sum_per_visitor: 'المجموع لكل زائر من',
      percentile: 'المئين من',
    },
    formulaName: {
      ratio: (a: string, b: string) => `${a} ÷ ${b}`,
      per_hundred: (a: string, b: string) => `${a} لكل مئة من ${b}`,
      difference: (a: string, b: string) => `${a} − ${b}`,
    },
    nthPercentile: (percentile: string) => `المئين ${percentile}`,
    before: (name: string) => `${name}، قبلها`,
  }),
});
