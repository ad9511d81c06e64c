import type { Formats } from '../../locales/formats.ts';
import type { Said, Sentences } from './said.ts';

const later = 'لا يلزم شيء: يُعرف ذلك حين تكثر.';

/** The sentences of the diagnosis in Arabic. */
export const arabicSentences = (format: Formats): Sentences => {
  const { number, percent } = format;
  const events = (value: number) =>
    format.plural(value, {
      zero: 'لا أحداث',
      one: 'حدث واحد',
      two: 'حدثان',
      few: '# أحداث',
      many: '# حدثًا',
      other: '# حدث',
    });
  const views = (value: number) =>
    format.plural(value, {
      zero: 'لا مشاهدات',
      one: 'مشاهدة واحدة',
      two: 'مشاهدتان',
      few: '# مشاهدات',
      many: '# مشاهدة',
      other: '# مشاهدة',
    });
  const visitors = (value: number) =>
    format.plural(value, {
      zero: 'لا زوار',
      one: 'زائر واحد',
      two: 'زائران',
      few: '# زوار',
      many: '# زائرًا',
      other: '# زائر',
    });
  const orders = (value: number) =>
    format.plural(value, {
      zero: 'لا طلبات',
      one: 'طلب واحد',
      two: 'طلبان',
      few: '# طلبات',
      many: '# طلبًا',
      other: '# طلب',
    });
  const requests = (value: number) =>
    format.plural(value, {
      zero: 'لا رسائل',
      one: 'رسالة واحدة',
      two: 'رسالتان',
      few: '# رسائل',
      many: '# رسالة',
      other: '# رسالة',
    });
  const reports = (value: number) =>
    format.plural(value, {
      zero: 'لا بلاغات',
      one: 'بلاغ واحد',
      two: 'بلاغان',
      few: '# بلاغات',
      many: '# بلاغًا',
      other: '# بلاغ',
    });
  const times = (value: number) =>
    format.plural(value, {
      zero: 'ولا مرة',
      one: 'مرة واحدة',
      two: 'مرتين',
      few: '# مرات',
      many: '# مرة',
      other: '# مرة',
    });
  const days = (value: number) =>
    format.plural(value, {
      zero: 'أقل من يوم',
      one: 'يوم واحد',
      two: 'يومين',
      few: '# أيام',
      many: '# يومًا',
      other: '# يوم',
    });
  const hours = (value: number) =>
    format.plural(value, {
      zero: 'أقل من ساعة',
      one: 'ساعة واحدة',
      two: 'ساعتين',
      few: '# ساعات',
      many: '# ساعة',
      other: '# ساعة',
    });
  const unmeasured = (): Said => ({ says: 'تعذّرت قراءة هذا: المخزن لا يجيب.' });
  const room = ({ freeBytes, bytesPerDay }: { freeBytes: number; bytesPerDay: number }) =>
    `المساحة الحرة ${format.diskSize(freeBytes)}، وتنمو الأحداث ${format.diskSize(bytesPerDay)} في اليوم`;

  return {
    'tag.never': () => ({
      says: 'لم يُرَ الوسم قط.',
      way: 'الصق السطر الذي في الإعداد في رأس كل صفحة، ثم افتح صفحة منها. وإن لم يصل شيء فانظر في وحدة تحكّم المتصفح: «Failed to load resource» تعني أن هذا العنوان لا يُبلَغ من هناك، و«Refused to load the script» تعني أن سياسة الصفحة تمنعه.',
    }),
    'tag.silent': ({ silentHours, lullHours }) => ({
      says: `لم يُرَ الوسم منذ ${hours(silentHours)}؛ ولم يسكت قبل ذلك أكثر من ${hours(Math.max(1, lullHours))}.`,
      way: 'تحقّق من أن الصفحات ما زالت تحمل سطر الإعداد، ومن أن تغييرًا في قالب الموقع أو سياسته لم يزله، ومن أن المتصفحات تبلغ هذا العنوان.',
    }),
    'tag.seen': () => ({ says: 'يُرى الوسم كالمعتاد.' }),
    'tag.unmeasured': unmeasured,

    'origin.refused': (figures) => ({
      says: `رُفض ${events(figures.events)} (${percent(figures.ratio)} مما وصل في آخر ${number(24)} ساعة): صفحاتها ليست على نطاقات الموقع.`,
      way: 'إن كانت هذه الصفحات لك فأضف مضيفها إلى نطاقات الموقع ثم أعد الحكم على الأحداث المرفوضة. وإن لم تكن لك فقد نسخ أحدهم صفحاتك، وكل شيء كما ينبغي.',
    }),
    'origin.none': () => ({ says: 'جاء كل حدث من صفحة على نطاقات الموقع.' }),
    'origin.any': () => ({ says: 'لا يسمّي الموقع نطاقات: تُقبل الأحداث من أي صفحة تحمل الوسم.' }),
    'origin.unmeasured': unmeasured,

    'csp.refused': (figures) => ({
      says: `في المتصفحات ${reports(figures.reports)} بأن سياسة أمان المحتوى (CSP) في صفحة تمنع الوسم أو أحداثه.`,
      way: 'اسمح بهذا العنوان في سياسة هذه الصفحات، للبرامج وللاتصالات:',
    }),
    'csp.fine': (figures) => ({
      says: `تبلّغ المتصفحات هنا، وليس بين ما بلغ (${reports(figures.reports)}) شيء عن الوسم.`,
    }),
    'csp.silent': () => ({
      says: 'لا يُعرف إن كانت سياسة أمان المحتوى (CSP) في صفحة تمنع الوسم: لا يبلّغ أي متصفح هنا. وتقول وحدة تحكّمه حينئذ «Refused to load the script» أو «Refused to connect … because it violates the following Content Security Policy directive».',
      way: 'إن كانت صفحاتك ترسل سياسة كهذه فاجعل المتصفحات تبلّغ هذا العنوان؛ وتبقى السياسة نفسها كما هي:',
    }),
    'csp.unmeasured': unmeasured,

    'untagged.found': (figures) => ({
      says: `جاء زوار ${times(figures.views)} (${percent(figures.ratio)} من التنقل داخل الموقع) من صفحات لم يُرَ فيها الوسم قط.`,
      way: 'ضع الوسم في هذه الصفحات. وإن كان فيها فقد تمنعه سياسة أمان المحتوى؛ وهذا يسمح به:',
    }),
    'untagged.none': () => ({ says: 'رُئي الوسم في كل صفحة جاء منها زائر في آخر سبعة أيام.' }),
    'untagged.few': () => ({ says: 'لم يتنقل بين الصفحات من الزوار ما يكفي بعد.', way: later }),
    'untagged.unmeasured': unmeasured,

    'ad_blocker.blocked': (figures) => ({
      says: `أخبر خادمك عن ${orders(figures.orders)}، ولم يرَ الوسم المشترين في ${number(figures.missing)} منها (${percent(figures.ratio)}). تمنعه عنهم مانعات الإعلانات، بقدر ما تدل عليه مقارنة كهذه.`,
      way: 'قدّم الوسم باسم ومسار من عندك لا تعرفهما قوائم المتتبِّعات، والأفضل من مضيف في موقعك. هذه إعدادات للمجمِّع؛ ثم الصق السطر الجديد من الإعداد:',
    }),
    'ad_blocker.fine': (figures) => ({
      says: `رأى الوسم المشترين في كل ما أخبر به خادمك إلا ${number(figures.missing)} من ${orders(figures.orders)}.`,
    }),
    'ad_blocker.unmatched': (figures) => ({
      says: `أخبر خادمك عن ${orders(figures.orders)}، ولا يكاد يُعرف زائر أي منها: لا يمكن قول شيء عن مانعات الإعلانات.`,
      way: 'ليرسل الخادم معرّف الزائر أو العميل الذي تعرّفه الصفحة، أو لتخبر صفحة الشكر بالطلب أيضًا: يُحسب مرة واحدة.',
    }),
    'ad_blocker.few': () => ({
      says: 'يُعرف إن كانت مانعات الإعلانات تمنع الوسم حين يخبر خادمك أيضًا بالطلبات: فتمكن المقارنة بينهما.',
      way: 'أرسل المشتريات من خادمك بمفتاح سرّي؛ والطلب الذي أخبرت به الصفحة أيضًا يُحسب مرة واحدة.',
    }),
    'ad_blocker.unmeasured': unmeasured,

    'second_tag.found': (figures) => ({
      says: `الوسم مكرر في الصفحة نفسها: صودف ${times(figures.loads)} في الساعة الأخيرة. يُحسب مرة واحدة، لكن الزوار يحمّلونه مرتين.`,
      way: 'احذف أحدهما: كثيرًا ما يكون أحدهما في القالب ويأتي الآخر من مدير أوسمة أو إضافة.',
    }),
    'second_tag.none': () => ({ says: 'لم تُصادف صفحة فيها وسمان.' }),
    'second_tag.few': () => ({ says: 'لم يرسل أي وسم شيئًا في الساعة الأخيرة.', way: later }),
    'second_tag.unmeasured': unmeasured,

    'doubled_views.found': (figures) => ({
      says: `${views(figures.views)} (${percent(figures.ratio)}) جاءت خلال ثانية من أخرى للزائر نفسه في الصفحة نفسها: شيء ما يحسبها مرتين.`,
      way: 'ابحث عن مصدر آخر لمشاهدات الصفحات إلى جانب الوسم: برنامج لك يرسل page_view، أو نسخة أخرى من الوسم بمفتاح آخر، أو وسيط يرسل الرسائل مرتين. وأبقِ واحدًا منها.',
    }),
    'doubled_views.none': (figures) => ({
      says: `لم يُحسب شيء مرتين مما وصل في اليوم الأخير (${views(figures.views)}).`,
    }),
    'doubled_views.few': () => ({ says: 'مشاهدات الصفحات في اليوم الأخير قليلة.', way: later }),
    'doubled_views.unmeasured': unmeasured,

    'client_address.header_unread': () => ({
      says: 'يذكر وسيط أمام المجمِّع عناوين الزوار في ترويسة لا تُقرأ. فيبدو الزوار كلهم آتين من الوسيط: بلدهم مجهول أو خطأ، ومن لا معرّف له يُحسب غيره.',
      way: 'سمِّ الترويسة، والوسطاء الموثوق بهم، في إعدادات المجمِّع:',
    }),
    'client_address.proxy_untrusted': () => ({
      says: 'ترويسة عناوين الزوار مضبوطة، لكن الوسيط الذي يكتبها غير موثوق به، فلا تُقرأ.',
      way: 'سمِّ عنوان الوسيط أو مجاله في TRUSTED_PROXIES:',
    }),
    'client_address.shared': (figures) => ({
      says: `لزوار الساعة الأخيرة كلهم (${visitors(figures.visitors)}) عنوان واحد: هو عنوان وسيط لا عناوينهم.`,
      way: 'ليكتب الوسيط عنوان الزائر في ترويسة، وسمِّها في إعدادات المجمِّع:',
    }),
    'client_address.private': (figures) => ({
      says: `${percent(figures.privateRatio)} مما وصل (${requests(figures.requests)}) من عناوين خاصة، كعناوين الوسطاء، ولا تذكر ترويسة غيرها.`,
      way: 'في شبكة داخلية هذا صحيح. وإلا فليكتب الوسيط عنوان الزائر في ترويسة، وسمِّها في إعدادات المجمِّع:',
    }),
    'client_address.local': () => ({ says: 'يُبلَغ المجمِّع بعنوان من هذا الجهاز أو شبكته: وعناوين زواره منها كذلك.' }),
    'client_address.fine': (figures) => ({
      says: `يأتي الزوار من عناوين مختلفة: ${figures.addresses >= 50 ? `${number(50)} فأكثر` : number(figures.addresses)}.`,
    }),
    'client_address.few': () => ({ says: 'الرسائل في الساعة الأخيرة قليلة.', way: later }),
    'client_address.unmeasured': unmeasured,

    'clock.own': (figures) => ({
      says: `تختلف ساعات الزوار (${visitors(figures.visitors)}، ${percent(figures.ratio)}) عن ساعة المجمِّع بأكثر من دقيقة. ويبعد أن يخطئ هذا القدر منهم: ساعة المجمِّع هي المخطئة.`,
      way: 'اضبط ساعة جهاز المجمِّع عبر NTP (timedatectl set-ntp true). وتبقى الأحداث التي أُخذت في هذه الأثناء بوقتها الخاطئ.',
    }),
    'clock.some': (figures) => ({
      says: `ساعات الزوار مخطئة بأكثر من دقيقة عند ${percent(figures.ratio)} منهم (${visitors(figures.visitors)}). تُصحَّح أوقاتهم بساعة المجمِّع.`,
      way: 'لا يلزم شيء، إلا إن كان برنامج لك يرسل أحداثًا بوقت من عنده.',
    }),
    'clock.fine': () => ({ says: 'ساعات الزوار توافق ساعة المجمِّع.' }),
    'clock.few': () => ({ says: 'الزوار في الساعة الأخيرة قليلون.', way: later }),
    'clock.unmeasured': unmeasured,

    'bots.many': (figures) => ({
      says: `${percent(figures.ratio)} من أحداث اليوم الأخير لروبوتات. وهي معزولة: لا يضمها أي رقم.`,
      way: 'لا تكلّف إلا مساحة وعملًا. ويقول الإعداد بم تُعرف؛ ويمكن صدّها بملف robots.txt أو بجدار الموقع الناري.',
    }),
    'bots.rising': (figures) => ({
      says: `للروبوتات ${percent(figures.ratio)} من أحداث اليوم الأخير، وكان لها ${percent(figures.ratioBefore)} في الأسبوع الذي قبله. وهي معزولة: لا يضمها أي رقم.`,
      way: 'إن لم تشغّلوا زاحفًا أو اختبارًا بأنفسكم فإن أحدًا يقرأ موقعكم ببرنامج. ويقول الإعداد بم تُعرف.',
    }),
    'bots.fine': (figures) => ({ says: `${percent(figures.ratio)} من أحداث اليوم الأخير لروبوتات، وهي معزولة.` }),
    'bots.few': () => ({ says: 'الأحداث في اليوم الأخير قليلة.', way: later }),
    'bots.unmeasured': unmeasured,

    'spool.full': (figures) => ({
      says: `استُعمل ${percent(figures.ratio)} من المساحة المخصصة للأحداث المنتظرة (${format.diskSize(figures.bytes)}). وإذا امتلأت قيل للمتصفحات أن تعود لاحقًا.`,
      way: 'أعد المخزن (يقول سجله لماذا لا يأخذها)، أو زد مساحة الانتظار بالإعداد SPOOL_MAX_MB.',
    }),
    'spool.growing': (figures) => ({
      says: `تنتظر أحداث على القرص منذ ${format.duration(figures.oldestMs)} وتزداد: يأخذ المخزن أقل مما يصل. لم يضع شيء.`,
      way: 'انظر في سجل المخزن وفي قرصه؛ ويقول سجل المجمِّع بم أجاب.',
    }),
    'spool.draining': (figures) => ({
      says: `انتظرت أحداث على القرص حتى ${format.duration(figures.oldestMs)}؛ والمخزن يأخذها الآن. لم يضع شيء.`,
      way: 'انتظر. فإن طال ذلك فانظر في سجل المخزن.',
    }),
    'spool.fine': () => ({ says: 'تبلغ الأحداث المخزن خلال ثوانٍ.' }),
    'spool.unmeasured': unmeasured,

    'store.away': (figures) => ({
      says: `لم يجب المخزن منذ ${format.duration(Math.max(1_000, figures.awayMs))}. تُؤخذ الأحداث وتُحفظ على القرص في هذه الأثناء؛ ولا يمكن جواب الأسئلة.`,
      way: 'تحقّق من أن ClickHouse يعمل ويُبلَغ بالعنوان CLICKHOUSE_URL؛ ويقول سجل المجمِّع ما الخطأ.',
    }),
    'store.slow': (figures) => ({
      says: `تأخذ الأسئلة من المخزن ${format.seconds(figures.medianMs)} في الوسيط، وواحد من كل عشرين ${format.seconds(figures.slowMs)} أو أكثر.`,
      way: 'اسأل عن أيام أقل أو بقيم تفصيل أقل، أو زد أنوية الجهاز أو ذاكرته، أو انقل المخزن إلى خادم ClickHouse خاص به.',
    }),
    'store.fine': (figures) => ({ says: `تأخذ الأسئلة من المخزن ${format.seconds(figures.medianMs)} في الوسيط.` }),
    'store.answers': () => ({ says: 'المخزن يجيب.' }),
    'store.unmeasured': unmeasured,

    'disk.full': (figures) => ({
      says: `القرص شبه ممتلئ: الحر منه ${format.diskSize(figures.freeBytes)} من ${format.diskSize(figures.totalBytes)}.`,
      way: 'أخلِ مساحة أو أضف قرصًا الآن. تُحفظ الأحداث حتى يمتلئ؛ ثم يقال للمتصفحات أن تعود لاحقًا. ومدة حفظ أقصر تخلي مساحة خلال يوم.',
    }),
    'disk.filling': (figures) => ({
      says: `يمتلئ القرص بعد نحو ${days(figures.daysLeft)}: ${room(figures)}.`,
      way: 'أضف مساحة، أو لتُمحَ الأحداث قبل ذلك: في إعدادات الموقع مدة حفظ أقصر.',
    }),
    'disk.fits': (figures) => ({ says: `المساحة تكفي: ${room(figures)}. وما قدم يُمحى.` }),
    'disk.unmeasured': unmeasured,
  };
};
