import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { later } from '../../lib/later.ts';
import { onLink } from '../../lib/on-link.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import type { Recorder } from '../../recorder.ts';

/** Extensions of what is kept rather than looked at, or looked at outside the page. */
const files =
  /^(pdf|docx?|xlsx?|pp[st]x?|od[pst]|csv|txt|rtf|epub|zip|rar|7z|gz|dmg|pkg|exe|msi|apk|mp[34]|mov|avi|wav)$/i;

/** Records links to files: known by their extension, or because the page says so with `download`. */
export const download: Recorder = later((emit: Emit) => {
  onLink((link) => {
    const { download: fileName, pathname } = link;
    const [, extension = ''] = /\.(\w{1,9})$/.exec(fileName || pathname) ?? [];
    if (files.test(extension) || link.hasAttribute('download'))
      emit('file_download', {
        file: scrubText(pathname).slice(0, MAX_TEXT_LENGTH),
        extension: extension.toLowerCase() || undefined,
      });
  });
  return undefined;
});
