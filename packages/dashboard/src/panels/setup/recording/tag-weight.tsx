import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formats } from '../../../locales/index.ts';
import type { Site } from '../../../state/session.ts';
import { recordingWords } from './words.ts';

/** What the collector's header calls a compression, as people call it. */
const compressions: Readonly<Record<string, string>> = { br: 'brotli', gzip: 'gzip' };

/** The bytes of the site's tag as the collector sends them to this browser, and their compression. */
interface Weight {
  bytes: number;
  compression: string | undefined;
}

/** Weighs the site's tag; undefined when what stands in between does not say how much was sent. */
const weigh = async ({ snippet }: Site, signal: AbortSignal): Promise<Weight | undefined> => {
  const address = /src="([^"]+)"/.exec(snippet)?.[1];
  if (!address) return undefined;
  // By this page's own address: the public one may be another, which the page's policy would not let it ask.
  const { pathname, search } = new URL(address, location.href);
  const response = await fetch(pathname + search, { cache: 'no-store', signal });
  const length = response.headers.get('content-length');
  if (!response.ok || length === null) return undefined;
  return { bytes: Number(length), compression: compressions[response.headers.get('content-encoding') ?? ''] };
};

/** What the saved settings cost a visitor: the weight of the site's own tag. */
export const TagWeight = ({ site }: { site: Site }) => {
  const weight = useSignal<Weight | undefined>(undefined);
  useEffect(() => {
    const stopping = new AbortController();
    weigh(site, stopping.signal)
      .then((weighed) => {
        weight.value = weighed;
      })
      // It is worth a line, not an error.
      .catch(() => undefined);
    return () => stopping.abort();
  }, [site]);
  if (weight.value === undefined) return null;
  const { bytes, compression } = weight.value;
  return <p class="tag-weight">{recordingWords.value.weight(formats.value.bytes(bytes), compression)}</p>;
};
