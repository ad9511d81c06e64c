/** The tag as an owner pastes it. The key stands in both places: the first brings the site's settings along, the second says whose they are. */
export const tagSnippet = (publicUrl: string, scriptName: string, publicKey: string): string =>
  `<script defer src="${publicUrl}/${scriptName}?site=${encodeURIComponent(publicKey)}" data-site="${publicKey}"></script>`;
