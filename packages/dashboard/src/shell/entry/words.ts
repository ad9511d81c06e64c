import { defineWords } from '../../locales/index.ts';

/** The words of the pages before the dashboard: signing in, making an account. */
export const entryWords = defineWords({
  en: () => ({
    email: 'E-mail',
    password: 'Password',
    name: 'Your name',
    newPassword: 'Choose a password',

    signIn: 'Sign in to Telltale',
    signInAction: 'Sign in',
    oidc: 'Sign in with your organisation',
    oidcProblems: {
      not_invited: 'Nobody has invited the e-mail address that your organisation says is yours. Ask an owner.',
      oidc_failed: 'Your organisation did not say who you are, or has not verified your e-mail address. Try again.',
      oidc_unavailable: 'The sign-in of your organisation does not answer. Try again in a moment.',
    },
    working: 'Signing you in…',
    failed: 'This link does not work',
    failedHint: 'It was used already, or it is too old: a link works once and only for a while.',
    lost: 'Lost your password?',
    lostHint: 'Ask an owner: they make you a link under “Team”. On the machine of the collector, this prints one:',

    welcome: 'Welcome to Telltale',
    welcomeLead: 'Nobody has an account here yet. Whoever can see the terminal of the collector makes the first one.',
    steps: [
      'Look at the terminal in which the collector runs: it prints a link when it starts.',
      'Open that link in this browser, or paste it here. It works once.',
      'Is the link used up or gone? Restart the collector: it prints a new one.',
    ],
    link: 'Link from the terminal',
    linkWrong: 'There is no link of this collector in what was pasted.',
    goOn: 'Go on',

    owner: 'Make your account',
    ownerLead: 'You will own everything here. The next step is the tag for your site.',
    invitation: 'Join Telltale',
    invitedTo: (places: string) => `You are invited: ${places}.`,
    place: (site: string, role: string) => `\u2068${site}\u2069 (${role})`,
    reset: 'Choose a new password',
    resetLead: 'All browsers in which you are signed in will be signed out.',
    make: 'Make my account',
    save: 'Save and sign in',
  }),
  ar: () => ({
    email: 'البريد الإلكتروني',
    password: 'كلمة السر',
    name: 'اسمك',
    newPassword: 'اختر كلمة سر',

    signIn: 'تسجيل الدخول إلى Telltale',
    signInAction: 'سجّل الدخول',
    oidc: 'سجّل الدخول عبر مؤسستك',
    oidcProblems: {
      not_invited: 'لم يُدعَ عنوان البريد الذي تقول مؤسستك إنه لك. اسأل أحد المالكين.',
      oidc_failed: 'لم تقل مؤسستك من أنت، أو لم تتحقق من بريدك الإلكتروني. حاول مرة أخرى.',
      oidc_unavailable: 'تسجيل الدخول في مؤسستك لا يجيب. حاول بعد قليل.',
    },
    working: 'جارٍ تسجيل دخولك…',
    failed: 'هذا الرابط لا يعمل',
    failedHint: 'استُعمل من قبل أو انتهت مدته: الرابط صالح مرة واحدة ولمدة محدودة.',
    lost: 'هل نسيت كلمة السر؟',
    lostHint: 'اسأل أحد المالكين: ينشئ لك رابطًا في «الفريق». وعلى جهاز المُجمِّع يطبع هذا الأمر رابطًا:',

    welcome: 'أهلًا بك في Telltale',
    welcomeLead: 'لا حساب لأحد هنا بعد. ينشئ الحساب الأول من يرى طرفية المُجمِّع.',
    steps: [
      'انظر إلى الطرفية التي يعمل فيها المُجمِّع: يطبع رابطًا حين يبدأ.',
      'افتح الرابط في هذا المتصفح أو الصقه هنا. إنه صالح مرة واحدة.',
      'هل استُعمل الرابط أو ضاع؟ أعد تشغيل المُجمِّع ليطبع رابطًا جديدًا.',
    ],
    link: 'الرابط من الطرفية',
    linkWrong: 'ليس فيما لُصق رابط من هذا المُجمِّع.',
    goOn: 'تابع',

    owner: 'أنشئ حسابك',
    ownerLead: 'ستملك كل شيء هنا. الخطوة التالية هي وسم موقعك.',
    invitation: 'انضم إلى Telltale',
    invitedTo: (places: string) => `أنت مدعو: ${places}.`,
    place: (site: string, role: string) => `\u2068${site}\u2069 (${role})`,
    reset: 'اختر كلمة سر جديدة',
    resetLead: 'ستُسجَّل خارجًا من كل المتصفحات التي دخلت فيها.',
    make: 'أنشئ حسابي',
    save: 'احفظ وسجّل الدخول',
  }),
});
