import { defineWords } from '../../../locales/index.ts';
import type { FieldProblem } from './check-recording.ts';

type ProblemWords = Record<FieldProblem, string>;

/** The words about how the tag records, the recorders' own aside. */
export const recordingWords = defineWords({
  en: (format) => ({
    title: 'Recording',
    lead: 'Decide what the tag records. Whatever you choose, what visitors type into a form is never read.',
    weight: (bytes: string, compression = 'uncompressed') =>
      `The tag weighs ${bytes} (${compression}), as it is saved now. What is switched off is not in it.`,
    readOnly: 'You can see these settings, but not change them. Ask somebody who may change the site.',
    isOff: (recorder: string) => `“${recorder}” is switched off above: this has no effect now.`,

    browser: 'In the visitor’s browser',
    isCookieless: {
      name: 'Store no id before consent',
      hint: 'Until your page passes on a visitor’s consent, nobody is recognised on another day and no survey is shown.',
    },
    isQueuePersistent: {
      name: 'Keep unsent events',
      hint: 'What could not be sent waits in the browser and goes with the next page. Off, it is lost with the page.',
    },

    featuresGroup: 'Features to inspect',
    featuresGroupHint: 'Name parts of your pages, such as a size guide, without changing the pages.',
    features: 'Features',
    featuresHint: 'A name and a CSS selector each. One name may stand for several selectors.',
    feature: (number: string) => `Feature ${number}`,
    addFeature: 'Add a feature',
    name: 'Name',
    selector: 'CSS selector',
    from: 'Counts as inspected from',
    fromHint: 'One of the three is enough.',
    visible: 'Seen (seconds)',
    hovered: 'Hovered over (seconds)',
    uses: 'Used (times)',

    stepsGroup: 'Checkout steps',
    stepsGroupHint: 'Name the steps of your checkout without changing the pages.',
    steps: 'Steps',
    stepsHint: 'A name and a CSS selector each. The number puts the steps in order; it may be left out.',
    step: (number: string) => `Step ${number}`,
    addStep: 'Add a step',
    stepNumber: 'Number',

    privacyGroup: 'Privacy of elements and addresses',
    privacyGroupHint: 'What is left out, and what may be read.',
    ignored: 'Ignored elements',
    ignoredHint: 'Nothing that happens in them is recorded.',
    masked: 'Masked elements',
    maskedHint: 'What happens in them counts, but what they say is never read.',
    text: 'Elements whose text may be read',
    textHint: 'A click in them records their text, such as the words of a button.',
    element: (number: string) => `Element ${number}`,
    addElement: 'Add an element',
    scrubbed: 'Parameters taken out of addresses',
    scrubbedHint:
      'Their values never leave the page. What looks like an e-mail address or a secret is always taken out.',

    pagesGroup: 'Pages and site search',
    pagesGroupHint: 'Which part of an address makes another page, and where a search stands.',
    isQueryCounted: {
      name: 'Another query is another page',
      hint: 'For sites whose pages differ after the question mark, such as /product?id=7.',
    },
    isHashCounted: {
      name: 'Another hash is another page',
      hint: 'For sites whose pages differ after the hash, such as /#/cart.',
    },
    search: 'Parameters that hold a search',
    searchHint: 'In /search?q=shoes it is q.',

    domainsGroup: 'Several domains',
    domainsGroupHint: 'The same visitor on your subdomains and on your other domains.',
    cookieDomain: 'Domain that subdomains share',
    cookieDomainHint:
      'With example.com, a visitor of shop.example.com is the same one on www.example.com. Empty: each has visitors of its own.',
    linked: 'Other domains of yours',
    linkedHint: 'Links to them take the visitor’s id along.',

    removeRow: (name: string) => `Remove ${name}`,
    save: 'Save',
    saving: 'Saving…',
    discard: 'Discard',
    unsaved: 'Changes that are not saved yet',
    saved: 'Saved. Visitors get it within a minute.',
    upToDate: 'Everything is saved.',
    invalid: (count: number) =>
      `Not saved: ${format.plural(count, { one: '# field needs a correction.', other: '# fields need a correction.' })}`,
    notSaved: (reason: string) => `Not saved: ${reason}`,
    failed: 'something went wrong on the way. Try again.',
    toDefaults: 'Back to the defaults',
    areDefaults: 'These are the defaults.',
    defaultsSet: 'The defaults are filled in. Save to keep them.',

    problems: {
      nameMissing: 'Give it a name, such as size-guide.',
      selectorMissing: 'Add a CSS selector, such as #size-guide or .price.',
      selectorIsXPath: 'This is an XPath. Write a CSS selector, such as #size-guide or .price.',
      selectorIsOpen: 'A bracket or a quotation mark is not closed. Close it, as in [data-id="7"].',
      selectorStartsWithDigit: 'A name that begins with a digit is written in brackets: [id="7up"] or [class~="7up"].',
      selectorWrong:
        'No browser understands this selector. Write it as in a style sheet: #size-guide, .price, form > button.',
      rowRepeated: 'This stands above already. Remove one of the two.',
      stepNumberWrong: 'A whole number from 1 to 100, or nothing.',
      secondsWrong: 'A number of seconds from 0 to 600.',
      usesWrong: 'A whole number from 1 to 1,000.',
      domainWrong: 'A domain such as example.com, without “https://” and path.',
      domainForeign: 'The site is not served from there. Take the part that its domains share.',
    } satisfies ProblemWords as ProblemWords,
  }),
  ar: (format) => ({
    title: 'التسجيل',
    lead: 'قرّر ما يسجّله الوسم. ومهما اخترت، لا يُقرأ أبدًا ما يكتبه الزوّار في النماذج.',
    weight: (bytes: string, compression = 'بلا ضغط') =>
      `يزن الوسم ${bytes} (${compression}) كما هو محفوظ الآن. وما أُوقف ليس فيه.`,
    readOnly: 'يمكنك رؤية هذه الإعدادات لا تغييرها. اطلب ذلك ممن يحق له تغيير الموقع.',
    isOff: (recorder: string) => `«${recorder}» موقَف أعلاه، فلا أثر لهذا الآن.`,

    browser: 'في متصفح الزائر',
    isCookieless: {
      name: 'لا تخزّن معرّفًا قبل الموافقة',
      hint: 'إلى أن تنقل صفحتك موافقة الزائر، لا يُعرف أحد في يوم آخر ولا يُعرض استبيان.',
    },
    isQueuePersistent: {
      name: 'احتفظ بالأحداث التي لم تُرسل',
      hint: 'ما تعذّر إرساله ينتظر في المتصفح ويذهب مع الصفحة التالية. وعند الإيقاف يضيع مع الصفحة.',
    },

    featuresGroup: 'الميزات التي تُعايَن',
    featuresGroupHint: 'سمِّ أجزاء من صفحاتك، كدليل المقاسات، دون تغيير الصفحات.',
    features: 'الميزات',
    featuresHint: 'لكل ميزة اسم ومحدِّد CSS. وقد يكون للاسم الواحد عدة محدِّدات.',
    feature: (number: string) => `الميزة ${number}`,
    addFeature: 'أضف ميزة',
    name: 'الاسم',
    selector: 'محدِّد CSS',
    from: 'تُحسب معايَنة ابتداءً من',
    fromHint: 'يكفي واحد من الثلاثة.',
    visible: 'الظهور (بالثواني)',
    hovered: 'التحويم (بالثواني)',
    uses: 'الاستعمال (بالمرات)',

    stepsGroup: 'خطوات الشراء',
    stepsGroupHint: 'سمِّ خطوات الشراء في متجرك دون تغيير الصفحات.',
    steps: 'الخطوات',
    stepsHint: 'لكل خطوة اسم ومحدِّد CSS. الرقم يرتّب الخطوات ويمكن تركه.',
    step: (number: string) => `الخطوة ${number}`,
    addStep: 'أضف خطوة',
    stepNumber: 'الرقم',

    privacyGroup: 'خصوصية العناصر والعناوين',
    privacyGroupHint: 'ما يُستبعد، وما يجوز أن يُقرأ.',
    ignored: 'عناصر مُتجاهَلة',
    ignoredHint: 'لا يُسجَّل شيء مما يحدث فيها.',
    masked: 'عناصر محجوبة',
    maskedHint: 'يُحسب ما يحدث فيها، ولا يُقرأ أبدًا ما تقوله.',
    text: 'عناصر يجوز أن يُقرأ نصها',
    textHint: 'النقرة فيها تسجّل نصها، ككلمات زر.',
    element: (number: string) => `العنصر ${number}`,
    addElement: 'أضف عنصرًا',
    scrubbed: 'معاملات تُحذف من العناوين',
    scrubbedHint: 'لا تغادر قيمها الصفحة أبدًا. وما يشبه بريدًا إلكترونيًا أو سرًّا يُحذف دائمًا.',

    pagesGroup: 'الصفحات والبحث في الموقع',
    pagesGroupHint: 'أي جزء من العنوان يصنع صفحة أخرى، وأين يكون البحث.',
    isQueryCounted: {
      name: 'استعلام آخر يعني صفحة أخرى',
      hint: 'للمواقع التي تختلف صفحاتها بعد علامة الاستفهام، مثل \u2066/product?id=7\u2069.',
    },
    isHashCounted: {
      name: 'وسم تجزئة آخر يعني صفحة أخرى',
      hint: 'للمواقع التي تختلف صفحاتها بعد علامة #، مثل \u2066/#/cart\u2069.',
    },
    search: 'معاملات تحمل البحث',
    searchHint: 'في \u2066/search?q=shoes\u2069 هو q.',

    domainsGroup: 'عدة نطاقات',
    domainsGroupHint: 'الزائر نفسه في نطاقاتك الفرعية وفي نطاقاتك الأخرى.',
    cookieDomain: 'نطاق تتشاركه النطاقات الفرعية',
    cookieDomainHint: 'مع example.com يكون زائر shop.example.com هو نفسه في www.example.com. وإن تُرك فارغًا فلكلٍّ زوّاره.',
    linked: 'نطاقات أخرى لك',
    linkedHint: 'الروابط إليها تحمل معها معرّف الزائر.',

    removeRow: (name: string) => `أزل ${name}`,
    save: 'احفظ',
    saving: 'جارٍ الحفظ…',
    discard: 'تراجع',
    unsaved: 'تغييرات لم تُحفظ بعد',
    saved: 'حُفظ. يصل إلى الزوّار خلال دقيقة.',
    upToDate: 'كل شيء محفوظ.',
    invalid: (count: number) =>
      `لم يُحفظ: ${format.plural(count, {
        zero: 'لا حقول تحتاج تصحيحًا.',
        one: 'حقل واحد يحتاج تصحيحًا.',
        two: 'حقلان يحتاجان تصحيحًا.',
        few: '# حقول تحتاج تصحيحًا.',
        many: '# حقلًا يحتاج تصحيحًا.',
        other: '# حقل يحتاج تصحيحًا.',
      })}`,
    notSaved: (reason: string) => `لم يُحفظ: ${reason}`,
    failed: 'حدث خطأ في الطريق. حاول مرة أخرى.',
    toDefaults: 'العودة إلى الإعدادات الأولى',
    areDefaults: 'هذه هي الإعدادات الأولى.',
    defaultsSet: 'مُلئت الإعدادات الأولى. احفظ لتبقى.',

    problems: {
      nameMissing: 'أعطها اسمًا، مثل size-guide.',
      selectorMissing: 'أضف محدِّد CSS، مثل \u2066#size-guide\u2069 أو \u2066.price\u2069.',
      selectorIsXPath: 'هذا XPath. اكتب محدِّد CSS، مثل \u2066#size-guide\u2069 أو \u2066.price\u2069.',
      selectorIsOpen: 'قوس أو علامة اقتباس لم تُغلق. أغلقها كما في \u2066[data-id="7"]\u2069.',
      selectorStartsWithDigit:
        'الاسم الذي يبدأ برقم يُكتب بين أقواس: \u2066[id="7up"]\u2069 أو \u2066[class~="7up"]\u2069.',
      selectorWrong:
        'لا يفهم أي متصفح هذا المحدِّد. اكتبه كما في ورقة الأنماط: \u2066#size-guide\u2069 أو \u2066.price\u2069 أو \u2066form > button\u2069.',
      rowRepeated: 'هذا مكتوب أعلاه. أزل أحدهما.',
      stepNumberWrong: `عدد صحيح من ${format.number(1)} إلى ${format.number(100)}، أو لا شيء.`,
      secondsWrong: `عدد من الثواني من ${format.number(0)} إلى ${format.number(600)}.`,
      usesWrong: `عدد صحيح من ${format.number(1)} إلى ${format.number(1000)}.`,
      domainWrong: 'نطاق مثل example.com، بلا «\u2066https://\u2069» وبلا مسار.',
      domainForeign: 'الموقع لا يُقدَّم من هناك. اختر الجزء الذي تتشاركه نطاقاته.',
    },
  }),
});
