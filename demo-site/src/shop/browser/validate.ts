/** Arabic-Indic digits as the ones that machines take, so that a form can be filled in either. */
export const latinDigits = (text: string): string =>
  text.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));

/** What each field must look like once spaces and dashes are gone. */
const patterns: Record<string, RegExp> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
  phone: /^\+?\d{6,15}$/,
  'postal-code': /^[\p{L}\d]{3,8}$/u,
  'card-number': /^\d{16}$/,
  'card-expiry': /^(0[1-9]|1[0-2])\/?\d\d$/,
  'card-code': /^\d{3}$/,
};

/** True when what stands in a control cannot be used. */
export const problemOf = (control: HTMLInputElement | HTMLSelectElement): boolean => {
  if (control instanceof HTMLInputElement && control.type === 'radio') return false;
  const text = latinDigits(control.value).trim();
  if (text === '') return control.required;
  const pattern = patterns[control.name];
  return pattern ? !pattern.test(text.replaceAll(/[\s-]/g, '')) : false;
};
