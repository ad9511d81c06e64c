import { defineWords } from '../locales/index.ts';

/** The words of a shared board, and of the way in. */
export const sharedWords = defineWords({
  en: () => ({
    lead: (site: string) => `Figures of ${site}, shared with you to read.`,
    asSaved: 'Days as each card was saved',
    comparedAsSaved: 'Compared as each card was saved',
    until: (moment: string) => `This link works until ${moment}.`,
    passwordTitle: 'This board needs a password',
    passwordLead: 'Whoever sent you the link knows it.',
    password: 'Password',
    open: 'Open the board',
    wrongPassword: 'That is not the password of this link. Try again.',
    gone: 'This link does not work',
    goneLead: 'It does not exist, was taken back, or has ended. Ask whoever sent it for another one.',
    empty: 'This board has no card yet',
    failed: 'The board could not be opened',
    notShared: 'This card is shown to people with an account only.',
  }),
  ar: () => ({
    lead: (site: string) => `أرقام ${site}، شوركت معك للاطلاع.`,
    asSaved: 'الأيام كما حُفظت كل بطاقة',
    comparedAsSaved: 'المقارنة كما حُفظت كل بطاقة',
    until: (moment: string) => `يعمل هذا الرابط حتى ${moment}.`,
    passwordTitle: 'يحتاج هذا اللوح إلى كلمة مرور',
    passwordLead: 'يعرفها من أرسل إليك الرابط.',
    password: 'كلمة المرور',
    open: 'افتح اللوح',
    wrongPassword: 'ليست هذه كلمة مرور الرابط. حاول ثانيةً.',
    gone: 'هذا الرابط لا يعمل',
    goneLead: 'إما أنه غير موجود أو سُحب أو انتهى. اطلب رابطًا آخر ممن أرسله.',
    empty: 'ليس في هذا اللوح بطاقات بعد',
    failed: 'تعذّر فتح اللوح',
    notShared: 'لا تُعرض هذه البطاقة إلا لمن لديهم حساب.',
  }),
});
