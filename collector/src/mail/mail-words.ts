import type { MailLanguage } from './schedule.ts';

/** What stands in the mails, in one language. */
export interface MailWords {
  direction: 'ltr' | 'rtl';
  subject: (board: string, site: string) => string;
  lead: (site: string) => string;
  open: string;
  why: string;
  timeZone: (name: string) => string;
  noCards: string;
  notAnswered: (message: string) => string;
  unknownKind: string;
  total: string;
  before: string;
  step: string;
  reached: string;
  ofEntered: string;
  conversion: string;
  figure: string;
  value: string;
  members: string;
  share: string;
  ofVisitors: string;
  visitors: string;
  unknownValue: string;
  otherValues: string;
  either: string;
  began: string;
  cameBack: string;
  period: Readonly<Record<'day' | 'week' | 'month', (number: string) => string>>;
  begun: string;
  abandoned: string;
  recovered: string;
  atStake: string;
  aggregations: Readonly<Record<string, string>>;
  formula: Readonly<Record<string, (a: string, b: string) => string>>;
}

const english: MailWords = {
  direction: 'ltr',
  subject: (board, site) => `${board} · ${site}`,
  lead: (site) => `Figures of ${site}`,
  open: 'Open the board',
  why: 'You get this mail because an editor of this site put your address on the list of this board. Ask them to take it off, under “E-mail” on the board.',
  timeZone: (name) => `Days in ${name} time.`,
  noCards: 'This board has no card yet.',
  notAnswered: (message) => `This could not be answered: ${message}`,
  unknownKind: 'Such a card is shown on the board only.',
  total: 'Total',
  before: 'Before',
  step: 'Step',
  reached: 'Reached',
  ofEntered: 'Of those who entered',
  conversion: 'Conversion',
  figure: 'Figure',
  value: 'Value',
  members: 'Members',
  share: 'Share',
  ofVisitors: 'Of visitors',
  visitors: 'Visitors',
  unknownValue: 'Unknown',
  otherValues: 'All others',
  either: ' or ',
  began: 'Began',
  cameBack: 'Came back',
  period: {
    day: (number) => `Day ${number}`,
    week: (number) => `Week ${number}`,
    month: (number) => `Month ${number}`,
  },
  begun: 'Checkouts begun',
  abandoned: 'Abandoned',
  recovered: 'Recovered',
  atStake: 'At stake',
  aggregations: {
    count: 'number',
    visitors: 'visitors',
    sessions: 'sessions',
    count_per_visitor: 'number per visitor',
    sum: 'sum',
    average: 'average',
    minimum: 'least',
    maximum: 'largest',
    sum_per_visitor: 'sum per visitor',
    percentile: 'percentile',
  },
  formula: {
    ratio: (a, b) => `${a} ÷ ${b}`,
    per_hundred: (a, b) => `${a} per hundred of ${b}`,
    difference: (a, b) => `${a} − ${b}`,
  },
};

const arabic: MailWords = {
  direction: 'rtl',
  subject: (board, site) => `${board} · ${site}`,
  lead: (site) => `أرقام ${site}`,
  open: 'افتح اللوح',
  why: 'تصلك هذه الرسالة لأن أحد محرّري هذا الموقع أضاف عنوانك إلى قائمة هذا اللوح. اطلب منه إزالته، تحت «البريد» في اللوح.',
  timeZone: (name) => `الأيام بتوقيت ${name}.`,
  noCards: 'ليس في هذا اللوح بطاقات بعد.',
  notAnswered: (message) => `تعذّرت الإجابة عن هذا: ${message}`,
  unknownKind: 'تُعرض بطاقة كهذه في اللوح وحده.',
  total: 'المجموع',
  before: 'قبلها',
  step: 'الخطوة',
  reached: 'بلغوها',
  ofEntered: 'ممن دخلوا',
  conversion: 'معدل التحويل',
  figure: 'الرقم',
  value: 'القيمة',
  members: 'الأفراد',
  share: 'النسبة',
  ofVisitors: 'من الزوّار',
  visitors: 'الزوّار',
  unknownValue: 'غير معروف',
  otherValues: 'كل ما عداها',
  either: ' أو ',
  began: 'بدأوا',
  cameBack: 'عادوا',
  period: {
    day: (number) => `اليوم ${number}`,
    week: (number) => `الأسبوع ${number}`,
    month: (number) => `الشهر ${number}`,
  },
  begun: 'عمليات شراء بدأت',
  abandoned: 'المتروكة',
  recovered: 'المستعادة',
  atStake: 'على المحك',
  aggregations: {
    count: 'العدد',
    visitors: 'الزوّار',
    sessions: 'الجلسات',
    count_per_visitor: 'العدد لكل زائر',
    sum: 'المجموع',
    average: 'المتوسط',
    minimum: 'الأقل',
    maximum: 'الأكبر',
    sum_per_visitor: 'المجموع لكل زائر',
    percentile: 'المئين',
  },
  formula: {
    ratio: (a, b) => `${a} ÷ ${b}`,
    per_hundred: (a, b) => `${a} لكل مئة من ${b}`,
    difference: (a, b) => `${a} − ${b}`,
  },
};

/** What stands in the mails. */
export const mailWords: Readonly<Record<MailLanguage, MailWords>> = { en: english, ar: arabic };
