/** Names of parameters whose values open doors, wherever they stand: query, hash, form-encoded text. */
const secretParameter =
  /([?&#;](?:[\w.-]*(?:token|secret|passw(?:or)?d|pwd|api_?key|signature|session|jwt)[\w.-]*|auth|authorization|code|sid|key|sig|otp|pin)=)[^&#;\s]+/gi;

/** An e-mail address, also with its @ percent-encoded. */
const email = /[^\s/?&=#;:,<>"']+(?:@|%40)[^\s/?&=#;:,<>"']+\.[a-z]{2,}/gi;

/** A JSON Web Token, or 32 and more letters and digits without a word break: no address a person wrote looks like that. */
const token = /eyJ[\w-]+\.[\w-]+\.[\w-]*|(?=[a-z]*\d)[a-z\d]{32,}/gi;

/** Removes e-mail addresses and secrets from an address or a message before it leaves the page. */
export const scrubText = (text: string): string =>
  text.replace(secretParameter, '$1-').replace(email, '-').replace(token, '-');
