import { defineWords } from '../../../locales/index.ts';
import type { RecorderName } from './recording.ts';

/** What a switch is called, and what it records and never does, in one sentence. */
type SwitchWords = Record<RecorderName, { name: string; hint: string }>;

/** The recorders in the order in which an owner looks for them. */
export const recorderGroups = [
  { group: 'visits', recorders: ['page-view', 'engagement', 'site-search', 'outbound', 'download', 'not-found'] },
  { group: 'interest', recorders: ['inspection', 'click', 'checkout', 'data-layer', 'custom'] },
  { group: 'quality', recorders: ['web-vitals', 'error'] },
] as const satisfies readonly { group: string; recorders: readonly RecorderName[] }[];

/** What can be recorded, in words. */
export const recorderWords = defineWords({
  en: () => ({
    groups: { visits: 'Visits', interest: 'Interest and buying', quality: 'Quality' },
    recorders: {
      'page-view': {
        name: 'Page views',
        hint: 'Which pages are seen and where the visit came from; never a page that nobody looked at.',
      },
      engagement: {
        name: 'Engagement',
        hint: 'How long a page is looked at and how far down; never what is read or selected.',
      },
      'site-search': {
        name: 'Site search',
        hint: 'What was searched for, read from the address of the results; never while somebody types.',
      },
      outbound: {
        name: 'Outbound links',
        hint: 'Which links lead visitors to other sites; never what they do there.',
      },
      download: {
        name: 'Downloads',
        hint: 'Which files are downloaded; never what is in them.',
      },
      'not-found': {
        name: 'Pages not found',
        hint: 'Which addresses end on a page that you mark as not found; never a guess about other pages.',
      },
      inspection: {
        name: 'Feature inspection',
        hint: 'How long the features you name are seen, hovered over and used; never a text copied from them.',
      },
      click: {
        name: 'Clicks',
        hint: 'Which element is clicked, and clicks made in anger or in vain; never its text, unless you allow it below.',
      },
      checkout: {
        name: 'Checkout and its fields',
        hint: 'Which step and field a buyer reaches, how long it takes and what fails; never what is typed.',
      },
      'data-layer': {
        name: 'Data layer',
        hint: 'Cart, checkout and order events that your shop writes for Google Analytics; never anything else in there.',
      },
      custom: {
        name: 'Custom events',
        hint: 'What your pages report by themselves, in markup or by script; never anything that you did not name.',
      },
      'web-vitals': {
        name: 'Web vitals',
        hint: 'How fast pages load, react and settle; its code is loaded later and never holds a page up.',
      },
      error: {
        name: 'Errors',
        hint: 'Scripts and files of your pages that fail, alike ones together; never what the visitor typed.',
      },
    } satisfies SwitchWords,
  }),
  ar: () => ({
    groups: { visits: 'الزيارات', interest: 'الاهتمام والشراء', quality: 'الجودة' },
    recorders: {
      'page-view': {
        name: 'مشاهدات الصفحات',
        hint: 'أي الصفحات تُشاهَد ومن أين جاءت الزيارة، ولا تُحسب أبدًا صفحة لم ينظر إليها أحد.',
      },
      engagement: {
        name: 'التفاعل',
        hint: 'كم من الوقت يُنظر إلى الصفحة وإلى أي عمق تُمرَّر، ولا يُسجَّل أبدًا ما يُقرأ أو يُحدَّد.',
      },
      'site-search': {
        name: 'البحث في الموقع',
        hint: 'ما بُحث عنه كما يظهر في عنوان صفحة النتائج، ولا يُسجَّل أبدًا في أثناء الكتابة.',
      },
      outbound: {
        name: 'الروابط الخارجية',
        hint: 'أي الروابط تقود الزوّار إلى مواقع أخرى، ولا يُسجَّل أبدًا ما يفعلونه هناك.',
      },
      download: {
        name: 'التنزيلات',
        hint: 'أي الملفات تُنزَّل، ولا يُقرأ أبدًا ما فيها.',
      },
      'not-found': {
        name: 'الصفحات غير الموجودة',
        hint: 'أي العناوين تنتهي إلى صفحة تعلِّمها أنت بأنها غير موجودة، بلا أي تخمين عن غيرها.',
      },
      inspection: {
        name: 'معاينة الميزات',
        hint: 'كم تُرى الميزات التي تسمّيها ويُحام فوقها وتُستعمل، ولا يُسجَّل أبدًا نص نُسخ منها.',
      },
      click: {
        name: 'النقرات',
        hint: 'أي عنصر يُنقر، والنقرات الغاضبة أو التي بلا أثر، ولا يُسجَّل نصه أبدًا ما لم تسمح به أدناه.',
      },
      checkout: {
        name: 'الشراء وحقوله',
        hint: 'أي خطوة وأي حقل يبلغه المشتري وكم يستغرق وما الذي يفشل، ولا يُسجَّل أبدًا ما يُكتب.',
      },
      'data-layer': {
        name: 'طبقة البيانات',
        hint: 'أحداث السلة والشراء والطلب التي يكتبها متجرك لأجل Google Analytics، ولا شيء غيرها أبدًا.',
      },
      custom: {
        name: 'الأحداث المخصّصة',
        hint: 'ما تبلّغ عنه صفحاتك بنفسها، بالسمات أو بالبرمجة، ولا شيء لم تسمّه أنت أبدًا.',
      },
      'web-vitals': {
        name: 'مؤشرات الأداء',
        hint: 'سرعة تحميل الصفحات واستجابتها واستقرارها، وتُحمَّل شفرتها لاحقًا ولا تؤخّر صفحة أبدًا.',
      },
      error: {
        name: 'الأخطاء',
        hint: 'ما يفشل من برامج صفحاتك وملفاتها مجمَّعًا بحسب تشابهه، ولا يُسجَّل أبدًا ما كتبه الزائر.',
      },
    } satisfies SwitchWords,
  }),
});
