// Arabic first among the visitor's languages means the Arabic shop; everybody else gets the English one.
const preferred = navigator.languages.find((tag) => /^(ar|en)\b/i.test(tag)) ?? 'en';
location.replace(/^ar/i.test(preferred) ? '/demo/ar/' : '/demo/en/');
