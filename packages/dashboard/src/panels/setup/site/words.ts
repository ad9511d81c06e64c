import { defineWords } from '../../../locales/index.ts';

/** The words of the card about the site itself. */
export const siteWords = defineWords({
  en: (format) => {
    const days = (count: number) => format.plural(count, { one: '# day', other: '# days' });
    return {
      title: 'The site',
      name: 'Name',
      nameNeeded: 'Give the site a name.',
      timeZone: 'Time zone',
      timeZoneHint: 'Days begin at midnight there. Figures of the past are cut anew; events stay as they are.',
      timeZoneUnknown: 'Choose a zone by its IANA name, such as Asia/Riyadh.',
      weekStartsOn: 'Weeks begin on',
      weekDays: { monday: 'Monday', saturday: 'Saturday', sunday: 'Sunday' },
      domains: 'Domains',
      domainsHint:
        'Events are taken from pages on these hosts and those below them; from others they are refused and kept. None: from any page.',
      domainWrong: (text: string) =>
        `“${text}” is no host name. Write it as shop.example.com, without https:// and path.`,
      scriptName: 'File name of the tag',
      scriptNameHint:
        'Such as sails.js: no list of trackers knows it. Paste the new line afterwards; the old one goes on working. Empty: the name that the collector gives it.',
      scriptNameWrong: 'Letters, digits and “_”, then .js: such as sails.js.',
      retention: 'Keep events for (days)',
      retentionHint: (count: number) => `Events are erased within a day once they are ${days(count)} old.`,
      retentionWrong: (most: number) => `From 1 to ${format.number(most)} days.`,
      save: 'Save',
      saved: 'The site’s settings were saved.',
      nothing: 'Nothing was changed.',
      shorter: (count: number) => `Erase what is older than ${days(count)}?`,
      shorterLead:
        'With a shorter time, older events are erased within a day. They cannot be brought back but from a backup.',
      eraseAction: 'Save and erase',
      address: 'Where the tag is served from',
      addressLead: (scriptName: string) =>
        `The tag’s file is called ${scriptName}. Whoever runs the collector gives the files of all its sites, and the path that they post to, other names with the settings TRACKER_SCRIPT_NAME and COLLECT_PATH.`,
      toDiagnosis: 'What is wrong? To the diagnosis',
    };
  },
  ar: (format) => {
    const days = (count: number) =>
      format.plural(count, {
        zero: 'أقل من يوم',
        one: 'يومًا واحدًا',
        two: 'يومين',
        few: '# أيام',
        many: '# يومًا',
        other: '# يوم',
      });
    return {
      title: 'الموقع',
      name: 'الاسم',
      nameNeeded: 'أعطِ الموقع اسمًا.',
      timeZone: 'المنطقة الزمنية',
      timeZoneHint: 'تبدأ الأيام عند منتصف الليل فيها. تُقطَّع أرقام الماضي من جديد؛ وتبقى الأحداث كما هي.',
      timeZoneUnknown: 'اختر منطقة باسمها لدى IANA، مثل Asia/Riyadh.',
      weekStartsOn: 'تبدأ الأسابيع يوم',
      weekDays: { monday: 'الاثنين', saturday: 'السبت', sunday: 'الأحد' },
      domains: 'النطاقات',
      domainsHint:
        'تُقبل الأحداث من صفحات على هذه المضيفات وما تحتها؛ وتُرفض من غيرها وتُحفظ. وإن لم يكن منها شيء فمن أي صفحة.',
      domainWrong: (text: string) =>
        `«${text}» ليس اسم مضيف. اكتبه هكذا: shop.example.com، من غير https:// ومن غير مسار.`,
      scriptName: 'اسم ملف الوسم',
      scriptNameHint:
        'مثل sails.js: اسم لا تعرفه قوائم المتتبِّعات. الصق السطر الجديد بعد الحفظ؛ ويبقى القديم يعمل. وإن تُرك فارغًا فهو الاسم الذي يعطيه المجمِّع.',
      scriptNameWrong: 'حروف لاتينية وأرقام و«_» ثم ‎.js، مثل sails.js.',
      retention: 'احفظ الأحداث (بالأيام)',
      retentionHint: (count: number) => `تُمحى الأحداث خلال يوم متى بلغ عمرها ${days(count)}.`,
      retentionWrong: (most: number) => `من ${format.number(1)} إلى ${format.number(most)} يومًا.`,
      save: 'احفظ',
      saved: 'حُفظت إعدادات الموقع.',
      nothing: 'لم يتغيّر شيء.',
      shorter: (count: number) => `أتمحو ما بلغ عمره أكثر من ${days(count)}؟`,
      shorterLead: 'بمدة أقصر تُمحى الأحداث الأقدم خلال يوم. ولا تعود إلا من نسخة احتياطية.',
      eraseAction: 'احفظ وامحُ',
      address: 'من أين يُقدَّم الوسم',
      addressLead: (scriptName: string) =>
        `اسم ملف الوسم ${scriptName}. ويغيّر من يشغّل المجمِّع أسماء ملفات مواقعه كلها والمسار الذي ترسل إليه بالإعدادين TRACKER_SCRIPT_NAME وCOLLECT_PATH.`,
      toDiagnosis: 'ما الخطأ؟ إلى التشخيص',
    };
  },
});
