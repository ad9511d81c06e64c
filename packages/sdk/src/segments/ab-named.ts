/** What the script of the experiments can do beyond the plain ones, by name: in a site's own script that which its experiments use. */
export { audience } from '../experiments/audience.ts';
export { changeHtml } from '../experiments/change-html.ts';
export { changeImage } from '../experiments/change-image.ts';
export { changePlace } from '../experiments/change-place.ts';
export { redirects } from '../experiments/redirects.ts';
export { cookieDomain } from '../identity/cookie-domain.ts';
export { linkedDomains } from '../identity/linked-domains.ts';
