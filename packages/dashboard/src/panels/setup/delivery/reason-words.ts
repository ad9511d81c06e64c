import { defineWords } from '../../../locales/index.ts';

/** Why events are rejected, kept apart as bots' or given up, in words. What is not named here is shown as it is. */
export const reasonWords = defineWords({
  en: (format) => ({
    // Rejected
    unknown_kind: 'no such event kind',
    unknown_property: 'a property that does not exist',
    invalid_property: 'a property with a wrong value',
    invalid_event: 'not an event',
    invalid_url: 'the page has no proper address',
    unknown_domain: "a page that is not on the site's domains",
    unknown_origin: "sent by a page that is not on the site's domains",
    too_old: `older than ${format.number(90)} days`,
    in_future: 'in the future',
    // Bots
    automated: 'the browser says that a program drives it',
    no_user_agent: 'names no browser',
    ai_crawler: 'an AI crawler, by its own name',
    user_agent: 'a bot, by its own name',
    headless: 'a browser without a window',
    no_browser_headers: 'sends nothing of what browsers send',
    inhuman_rate: 'turns pages faster than anybody can',
    mail_prefetch: 'a mail service that loads images in advance',
    // Dropped in the browser
    overflow: 'more waited than a browser keeps',
    expired: 'waited longer than a day',
    too_large: 'too large',
    refused: 'refused by the collector',
    unreadable: 'damaged in the browser’s storage',
    other: 'another reason',
  }),
  ar: (format) => ({
    unknown_kind: 'لا يوجد نوع أحداث كهذا',
    unknown_property: 'خاصية غير موجودة',
    invalid_property: 'قيمة خاصية غير صحيحة',
    invalid_event: 'ليس حدثًا',
    invalid_url: 'عنوان الصفحة غير صحيح',
    unknown_domain: 'صفحة ليست على نطاقات الموقع',
    unknown_origin: 'أرسلته صفحة ليست على نطاقات الموقع',
    too_old: `أقدم من ${format.number(90)} يومًا`,
    in_future: 'في المستقبل',
    automated: 'يقول المتصفح إن برنامجًا يقوده',
    no_user_agent: 'لا يسمّي متصفحًا',
    ai_crawler: 'زاحف ذكاء اصطناعي، باسمه',
    user_agent: 'روبوت، باسمه',
    headless: 'متصفح بلا نافذة',
    no_browser_headers: 'لا يرسل شيئًا مما ترسله المتصفحات',
    inhuman_rate: 'يقلب الصفحات أسرع من أي إنسان',
    mail_prefetch: 'خدمة بريد تحمّل الصور مسبقًا',
    overflow: 'انتظر منها أكثر مما يحفظه المتصفح',
    expired: 'انتظرت أكثر من يوم',
    too_large: 'أكبر من المسموح',
    refused: 'رفضها المجمِّع',
    unreadable: 'تلفت في تخزين المتصفح',
    other: 'سبب آخر',
  }),
});

/** A reason in words, or its code where there are none. */
export const reasonName = (code: string): string =>
  (reasonWords.value as Readonly<Record<string, string | undefined>>)[code] ?? code;
