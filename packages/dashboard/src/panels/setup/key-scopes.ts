import { defineWords } from '../../locales/index.ts';

/** What a key may be allowed to do, in the order in which people look for it. */
export const keyScopes = [
  'questions:read',
  'events:write',
  'events:read',
  'sites:read',
  'sites:write',
  'segments:write',
  'events:delete',
  'keys:write',
  'metrics:read',
] as const;

/** What a key may be allowed to do. */
export type KeyScope = (typeof keyScopes)[number];

/** … in words. */
export const keyScopeWords = defineWords<Record<KeyScope, string>>({
  en: () => ({
    'questions:read': 'Ask questions',
    'events:write': 'Send events, replay rejected ones',
    'events:read': 'See events and what became of them',
    'sites:read': 'Read the settings',
    'sites:write': 'Change the settings, saved segments and boards',
    'segments:write': 'Change saved segments and boards',
    'events:delete': 'Delete events',
    'keys:write': 'Make and remove keys',
    'metrics:read': 'Read the collector’s metrics',
  }),
  ar: () => ({
    'questions:read': 'طرح الأسئلة',
    'events:write': 'إرسال الأحداث وإعادة المرفوضة',
    'events:read': 'رؤية الأحداث ومصيرها',
    'sites:read': 'قراءة الإعدادات',
    'sites:write': 'تغيير الإعدادات والشرائح المحفوظة والألواح',
    'segments:write': 'تغيير الشرائح المحفوظة والألواح',
    'events:delete': 'حذف الأحداث',
    'keys:write': 'إنشاء المفاتيح وحذفها',
    'metrics:read': 'قراءة مقاييس المجمِّع',
  }),
});
