/** More than any address or message that is kept. A page may hold all its state in its address. */
const MAX_LENGTH = 5000;

/**
 * What never leaves the page; the first group of each pattern stays.
 *
 * 1. Values of parameters whose names open doors, wherever they stand: query, hash, form-encoded text.
 * 2. An e-mail address, also with its @ percent-encoded; a JSON Web Token; 32 and more letters and digits without a word
 *    break: no address that a person wrote looks like that.
 *
 * None may take more than a moment for the longest text, whatever it says.
 */
const patterns = new Set([
  /([?&#;]((?=[^=?&#;]*(token|secret|passw|session|signature|api_?key))[^=?&#;]*|auth|code|jwt|key|otp|pin|pwd|sid|sig)=)[^&#;\s]+/gi,
  /()[^\s/?&=#;:,<>"']{1,200}(@|%40)[^\s/?&=#;:,<>"'@]+\.[a-zA-Z]{2,}|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?=[a-zA-Z]*\d)[a-zA-Z\d]{32,}/g,
]);

/** Removes also what matches `pattern`, its first group excepted. */
export const scrubAlso = (pattern: RegExp): void => {
  patterns.add(pattern);
};

/** Removes e-mail addresses and secrets from an address or a message before it leaves the page. */
export const scrubText = (text: string): string => {
  let scrubbed = text.slice(0, MAX_LENGTH);
  for (const pattern of patterns) scrubbed = scrubbed.replace(pattern, '$1-');
  return scrubbed;
};
