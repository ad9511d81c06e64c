import { secureHeaders } from 'hono/secure-headers';

interface PageHeadersOptions {
  /** True for a page that the collector's own pages show in a frame. Default: nobody frames it. */
  isFramedByOwn?: boolean;
}

/**
 * Headers of every page that people open. Nothing inline runs, nothing comes from elsewhere, nobody frames them.
 * The demo shop gets them too: that shows that the tag needs no exception.
 */
export const pageHeaders = (isSecure: boolean, { isFramedByOwn = false }: PageHeadersOptions = {}) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: [isFramedByOwn ? "'self'" : "'none'"],
    },
    xFrameOptions: isFramedByOwn ? 'SAMEORIGIN' : 'DENY',
    referrerPolicy: 'strict-origin-when-cross-origin',
    strictTransportSecurity: isSecure ? 'max-age=15552000' : false,
    crossOriginResourcePolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    permissionsPolicy: { camera: false, microphone: false, geolocation: false },
  });
