import { defineWords } from '../../locales/index.ts';

type Direction = 'after' | 'before';

interface SummaryText {
  paths: string;
  visitors: string;
  widest: string | undefined;
}

/** The paths' own words. */
export const pathsWords = defineWords({
  en: (format) => ({
    question: 'Which paths',
    direction: 'Show',
    directions: { after: 'what comes after', before: 'what came before' },
    anchor: { after: 'Beginning', before: 'End' },
    anchors: {
      after: { anywhere: 'wherever they begin', event: 'this event' },
      before: { anywhere: 'wherever they end', event: 'this event' },
    },
    anchorEvent: 'Event',
    steps: 'Steps',
    nodes: 'A step is',
    nodeKinds: { pages: 'a page', events: 'a page or an action' },
    unit: 'A path is',
    units: { session: 'one session', visitor: 'all that a visitor does in a day' },
    result: 'The ways they take',
    stepName: (step: number, direction: Direction) => {
      if (step === 0) return direction === 'after' ? 'Start' : 'End';
      return step > 0
        ? format.plural(step, { one: '# step later', other: '# steps later' })
        : format.plural(-step, { one: '# step before', other: '# steps before' });
    },
    pathCount: (count: number) => format.plural(count, { one: '# path', other: '# paths' }),
    summary: ({ paths, visitors, widest }: SummaryText) =>
      [`${paths} of ${visitors}.`, widest].filter(Boolean).join(' '),
    widest: (from: string, to: string, count: string) => `Most often from ${from} to ${to}: ${count}.`,
    table: 'The ways from step to step',
    from: 'From',
    to: 'To',
    step: 'Step',
    paths: 'Paths',
    before: 'Paths in the compared days',
    visitors: 'Visitors',
    nodeTable: 'Step by step',
    nodeHint: 'Press a page to see the paths from it or to it, or a number to see who they are.',
    node: 'Page or action',
    anchorHere: (name: string) => `Show the paths of this page: ${name}`,
    whoOf: (count: string, name: string) => `${count} at ${name}`,
    whoEnded: (count: string, name: string) => `${count} whose path ends at ${name}`,
    ended: 'Ends here',
    endedShare: 'Share that ends',
    none: 'Nobody took a path in these days',
    noneHint: 'Choose other days, another beginning, or fewer filters.',
  }),
  ar: (format) => ({
    question: 'أي طرق',
    direction: 'اعرض',
    directions: { after: 'ما يأتي بعدها', before: 'ما جاء قبلها' },
    anchor: { after: 'البداية', before: 'النهاية' },
    anchors: {
      after: { anywhere: 'حيثما بدأوا', event: 'هذا الحدث' },
      before: { anywhere: 'حيثما انتهوا', event: 'هذا الحدث' },
    },
    anchorEvent: 'الحدث',
    steps: 'الخطوات',
    nodes: 'الخطوة هي',
    nodeKinds: { pages: 'صفحة', events: 'صفحة أو فعل' },
    unit: 'الطريق هو',
    units: { session: 'جلسة واحدة', visitor: 'كل ما يفعله الزائر في يوم' },
    result: 'الطرق التي يسلكونها',
    stepName: (step: number, direction: Direction) => {
      if (step === 0) return direction === 'after' ? 'البداية' : 'النهاية';
      return step > 0
        ? format.plural(step, {
            one: 'بعد خطوة',
            two: 'بعد خطوتين',
            few: 'بعد # خطوات',
            many: 'بعد # خطوة',
            other: 'بعد # خطوة',
          })
        : format.plural(-step, {
            one: 'قبل خطوة',
            two: 'قبل خطوتين',
            few: 'قبل # خطوات',
            many: 'قبل # خطوة',
            other: 'قبل # خطوة',
          });
    },
    pathCount: (count: number) =>
      format.plural(count, {
        zero: 'لا طرق',
        one: 'طريق واحد',
        two: 'طريقان',
        few: '# طرق',
        many: '# طريقًا',
        other: '# طريق',
      }),
    summary: ({ paths, visitors, widest }: SummaryText) =>
      [`${paths} لـ ${visitors}.`, widest].filter(Boolean).join(' '),
    widest: (from: string, to: string, count: string) => `أكثرها من ${from} إلى ${to}: ${count}.`,
    table: 'الطرق من خطوة إلى خطوة',
    from: 'من',
    to: 'إلى',
    step: 'الخطوة',
    paths: 'الطرق',
    before: 'الطرق في أيام المقارنة',
    visitors: 'الزوّار',
    nodeTable: 'خطوة خطوة',
    nodeHint: 'اضغط صفحة لترى الطرق منها أو إليها، أو عددًا لتعرف من هم.',
    node: 'الصفحة أو الفعل',
    anchorHere: (name: string) => `اعرض طرق هذه الصفحة: ${name}`,
    whoOf: (count: string, name: string) => `${count} عند ${name}`,
    whoEnded: (count: string, name: string) => `${count} ينتهي طريقهم عند ${name}`,
    ended: 'تنتهي هنا',
    endedShare: 'نسبة ما ينتهي',
    none: 'لم يسلك أحد طريقًا في هذه الأيام',
    noneHint: 'اختر أيامًا أخرى أو بداية أخرى أو مرشّحات أقل.',
  }),
});
