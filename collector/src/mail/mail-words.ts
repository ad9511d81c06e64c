import type { EngagementName } from '@telltale/query';
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
  paths: string;
  way: string;
  conversions: string;
  started: string;
  completed: string;
  neither: string;
  feature: string;
  saw: string;
  used: string;
  didGoal: string;
  metric: string;
  p75: string;
  good: string;
  fault: string;
  happened: string;
  hit: string;
  pageViews: string;
  clicks: string;
  rage: string;
  dead: string;
  shown: string;
  answered: string;
  responseRate: string;
  score: string;
  ofOthers: string;
  engagement: Readonly<Record<EngagementName, string>>;
  daysCount: (number: string) => string;
  secondsCount: (number: string) => string;
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
  paths: 'Paths',
  way: 'From step to step',
  conversions: 'Conversions',
  started: 'Started',
  completed: 'Completed',
  neither: 'In none of them',
  feature: 'Feature',
  saw: 'Saw it',
  used: 'Used it',
  didGoal: 'Did the goal after it',
  metric: 'Metric',
  p75: 'For three of four',
  good: 'Good',
  fault: 'Fault',
  happened: 'Happened',
  hit: 'Visitors hit',
  pageViews: 'Page views',
  clicks: 'Clicks',
  rage: 'Rage clicks',
  dead: 'Dead clicks',
  shown: 'Shown',
  answered: 'Answered',
  responseRate: 'Response rate',
  score: 'Score',
  ofOthers: 'Of all others',
  engagement: {
    revenue: 'Revenue',
    averageOrderValue: 'Average order value',
    revenuePerVisitor: 'Revenue per visitor',
    revenuePerCustomer: 'Revenue per customer',
    orders: 'Orders',
    ordersPerCustomer: 'Orders per customer',
    repeatPurchaseRate: 'Repeat purchase rate',
    purchaseFrequency: 'Purchase frequency',
    daysBetweenOrders: 'Time between orders',
    pagesPerSession: 'Pages per session',
    engagedTimePerSession: 'Engaged time per session',
    bounceRate: 'Bounce rate',
    firstVisitConversion: 'First-visit conversion',
    newsletterOpenRate: 'Newsletter open rate',
    netPromoterScore: 'Net Promoter Score',
  },
  daysCount: (number) => `${number} days`,
  secondsCount: (number) => `${number} s`,
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
  paths: 'الطرق',
  way: 'من خطوة إلى خطوة',
  conversions: 'التحوّلات',
  started: 'بدأت تعبئته',
  completed: 'اكتمل',
  neither: 'ليسوا في أي منها',
  feature: 'الميزة',
  saw: 'رأوها',
  used: 'استعملوها',
  didGoal: 'حققوا الهدف بعدها',
  metric: 'المؤشر',
  p75: 'لثلاثة من أربعة',
  good: 'جيدة',
  fault: 'العطل',
  happened: 'المرات',
  hit: 'الزوّار المصابون',
  pageViews: 'مشاهدات الصفحة',
  clicks: 'النقرات',
  rage: 'النقر الغاضب',
  dead: 'نقرات بلا أثر',
  shown: 'عُرض',
  answered: 'أُجيب',
  responseRate: 'معدل الإجابة',
  score: 'الدرجة',
  ofOthers: 'ممن عداهم',
  engagement: {
    revenue: 'الإيراد',
    averageOrderValue: 'متوسط قيمة الطلب',
    revenuePerVisitor: 'الإيراد لكل زائر',
    revenuePerCustomer: 'الإيراد لكل عميل',
    orders: 'الطلبات',
    ordersPerCustomer: 'الطلبات لكل عميل',
    repeatPurchaseRate: 'معدل تكرار الشراء',
    purchaseFrequency: 'وتيرة الشراء',
    daysBetweenOrders: 'المدة بين الطلبات',
    pagesPerSession: 'الصفحات لكل جلسة',
    engagedTimePerSession: 'وقت التفاعل لكل جلسة',
    bounceRate: 'معدل الارتداد',
    firstVisitConversion: 'التحوّل في أول زيارة',
    newsletterOpenRate: 'معدل فتح الرسائل',
    netPromoterScore: 'صافي نقاط الترويج',
  },
  daysCount: (number) => `عدد الأيام ${number}`,
  secondsCount: (number) => `${number} ث`,
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
