import './telltale.ts';

// Calls made before the tag has loaded wait here; the tag takes them over. With a strict content security policy
// this must be a file, not an inline script.
if (!window.telltale) {
  const q: unknown[][] = [];
  window.telltale = Object.assign((...call: unknown[]) => void q.push(call), { q });
}
