/**
 * Begins only where such characters begin, and takes addresses that touch along: tried at each place of a long text without an @, it
 * would take quadratic time, and everyone may send such a text.
 */
const EMAIL = /(?<![\p{L}\p{N}._%+'-])(?:[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)+/giu;
/** JSON Web Token, RFC 7519: three base64url parts, the first beginning with `{"`. */
const WEB_TOKEN = /eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g;
/** Query parameters that carry a secret by their name. */
const SECRET_NAME =
  /^(?:.*[_-])?(?:token|secret|password|passwd|pwd|auth|authorization|api[_-]?key|session|sessionid|sid|sig|signature|jwt|otp|code|email|e-?mail|phone)$/i;
/** Control characters and those that reorder text (Unicode Bidi overrides and isolates): they would deceive whoever reads the value. */
const DECEIVING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Replaces e-mail addresses and web tokens in a text. The tag does so too; a sender of its own may not. */
export const scrubText = (text: string): string => {
  // Most texts hold neither, and looking for these signs costs a tenth of matching.
  const mayHoldEmail = text.includes('@') || text.includes('%40');
  const scrubbed = mayHoldEmail ? text.replace(EMAIL, '[email]') : text;
  return scrubbed.includes('eyJ') ? scrubbed.replace(WEB_TOKEN, '[token]') : scrubbed;
};

const readableOf = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    // Not UTF-8: it stays as it was sent.
    return path;
  }
};

/** Makes a path readable (`%D9%82…` becomes Arabic letters) unless it would deceive its reader, and scrubs it. */
export const scrubPath = (path: string): string => {
  const readable = path.includes('%') ? readableOf(path) : path;
  return scrubText(readable !== path && DECEIVING.test(readable) ? path : readable);
};

/** Scrubs a query string without its "?": values of parameters whose name says they are secret, e-mails, tokens. */
export const scrubSearch = (search: string): string => {
  if (search === '') return '';
  return search
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return SECRET_NAME.test(name) && value.join('=') !== '' ? `${name}=[removed]` : scrubPath(pair);
    })
    .join('&');
};

/** An address that a sender wrote, as it may be kept and shown: without query and fragment, scrubbed, at most 500 characters. */
export const scrubPage = (url: string): string => scrubPath(url.split(/[?#]/, 1)[0] ?? '').slice(0, 500);
