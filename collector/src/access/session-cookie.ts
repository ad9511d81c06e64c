import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_LASTS_MS } from './sessions.ts';

/** Behind TLS the cookie is bound to this host by its name. Source: RFC 6265bis, "__Host-". */
const nameOf = (isSecure: boolean) => (isSecure ? '__Host-tt_session' : 'tt_session');

/** Reads the session's token; empty when there is none. */
export const readSessionCookie = (c: Context, isSecure: boolean): string => getCookie(c, nameOf(isSecure)) ?? '';

/** Signs a browser in. Scripts cannot read the cookie, other sites cannot make the browser send it with a write. */
export const setSessionCookie = (c: Context, token: string, isSecure: boolean): void =>
  setCookie(c, nameOf(isSecure), token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure,
    path: '/',
    maxAge: SESSION_LASTS_MS / 1000,
  });

/** Signs a browser out. */
export const clearSessionCookie = (c: Context, isSecure: boolean): void => {
  deleteCookie(c, nameOf(isSecure), { path: '/', secure: isSecure });
};
