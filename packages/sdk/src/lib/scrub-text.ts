/** Names of parameters whose values open doors, wherever they stand: query, hash, form-encoded text. */
const secretParameter =
  /([?&#;](?:[^=]*(?:token|secret|passw|session|signature|api_?key)[^=]*|auth|code|jwt|key|otp|pin|pwd|sid|sig)=)[^&#;\s]+/gi;

/**
 * An e-mail address, also with its @ percent-encoded; a JSON Web Token; 32 and more letters and digits without a word
 * break: no address that a person wrote looks like that.
 */
const secret =
  /[^\s/?&=#;:,<>"']+(@|%40)[^\s/?&=#;:,<>"']+\.[a-z]{2,}|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?=[a-z]*\d)[a-z\d]{32,}/gi;

/** Removes e-mail addresses and secrets from an address or a message before it leaves the page. */
export const scrubText = (text: string): string => text.replace(secretParameter, '$1-').replace(secret, '-');
