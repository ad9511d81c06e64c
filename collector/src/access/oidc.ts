import * as client from 'openid-client';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';

/** What must come back unchanged with the answer; kept in the browser that asked, and nowhere else. */
const ticketSchema = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });

/** Whom the provider says it is. */
export interface OidcIdentity {
  /** In small letters; the provider has verified that it is theirs. */
  email: string;
  /** Empty when the provider says none. */
  name: string;
}

/** Signing in through a provider of identities. */
export interface Oidc {
  /** @returns where the browser is sent, and the ticket that it brings back. @throws Refusal 503 while the provider cannot be reached */
  begin(): Promise<{ url: URL; ticket: string }>;
  /**
   * Trades the provider's answer for an identity.
   * @param answered The whole address that the browser came back to.
   * @throws Refusal 401 when the answer is not one to the ticket, or the provider did not verify an e-mail address
   */
  finish(answered: URL, ticket: string): Promise<OidcIdentity>;
}

export interface OidcOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where the provider sends the browser back to. */
  redirectUri: string;
}

/** Somebody waits before a page. */
const PROVIDER_WITHIN_S = 10;

const claimsSchema = z.object({
  email: z.string().toLowerCase(),
  email_verified: z.literal(true),
  name: z.string().trim().max(120).catch(''),
});

const failed = (cause?: unknown) =>
  new Refusal(401, 'oidc_failed', 'The provider of identities did not say who this is. Try again.', { cause });

const readTicket = (ticket: string) => {
  try {
    return ticketSchema.parse(JSON.parse(Buffer.from(ticket, 'base64url').toString('utf8')));
  } catch (cause) {
    throw failed(cause);
  }
};

/** Speaks OpenID Connect: the authorization code flow with PKCE, state and nonce. Source: OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700 */
export const createOidc = ({ issuer, clientId, clientSecret, redirectUri }: OidcOptions): Oidc => {
  let discovered: Promise<client.Configuration> | undefined;

  const configuration = async () => {
    discovered ??= client.discovery(new URL(issuer), clientId, clientSecret || undefined, undefined, {
      timeout: PROVIDER_WITHIN_S,
      // A provider on this machine or behind the same proxy may have no TLS; whoever writes "https:" gets nothing less.
      execute: issuer.startsWith('http:')
        ? [client.allowInsecureRequests, client.enableNonRepudiationChecks]
        : [client.enableNonRepudiationChecks],
    });
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw new Refusal(503, 'oidc_unavailable', `The provider of identities does not answer: ${issuer}.`, {
        retryAfterS: 10,
        cause,
      });
    }
  };

  return {
    begin: async () => {
      const config = await configuration();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const codeVerifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const ticket = Buffer.from(JSON.stringify({ state, nonce, codeVerifier })).toString('base64url');
      return { url, ticket };
    },
    finish: async (answered, ticket) => {
      const { state, nonce, codeVerifier } = readTicket(ticket);
      const config = await configuration();
      // Behind a proxy the address that arrives is not the one that the provider was told.
      const returned = new URL(redirectUri);
      returned.search = answered.search;
      try {
        const tokens = await client.authorizationCodeGrant(config, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw failed();
        const about = claims.email
          ? claims
          : { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)) };
        const { email, name } = claimsSchema.parse(about);
        return { email, name };
      } catch (cause) {
        throw cause instanceof Refusal ? cause : failed(cause);
      }
    },
  };
};
