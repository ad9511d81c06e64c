/** Nothing is hidden for longer, whatever happens to what should show it. */
const HELD_MS = 900;

/**
 * Hides the elements that experiments change, `data-hide` of this script's element, until the script of the experiments has changed them. For
 * pages that do not want to wait for that script: this one is to be served by the site itself. No inline style, nothing sent, nothing stored.
 */
const hide = (document.currentScript as HTMLElement | null)?.dataset.hide;
if (hide && !('__telltaleExperiments' in window)) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${hide}{visibility:hidden!important}`);
  document.adoptedStyleSheets.push(sheet);
  const show = (): void => sheet.replaceSync('');
  setTimeout(show, HELD_MS);
  document.addEventListener('telltale:shown', show);
}
