import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../api/client.ts';
import { sharedSite } from '../state/site.ts';
import './place-source.css';

/** Says whose database the countries are from, as its licence wants it said where they are shown. */
export const PlaceSource = () => {
  const source = useSignal({ attribution: '', attributionUrl: '' });
  const told = sharedSite.value?.placeSource;
  useEffect(() => {
    if (told) return;
    const read = async () => {
      const response = await api['geo-database'].$get();
      if (response.ok) source.value = await response.json();
    };
    // Without the answer the countries are still right; the next visit asks again.
    read().catch(() => undefined);
  }, [told]);
  const { attribution, attributionUrl } = told ?? source.value;
  if (!attribution) return null;
  return (
    <p class="place-source">
      {/^https:/.test(attributionUrl) ? (
        <a href={attributionUrl} rel="noreferrer" target="_blank" dir="ltr">
          {attribution}
        </a>
      ) : (
        attribution
      )}
    </p>
  );
};
