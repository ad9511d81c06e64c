import { words } from '../locales/index.ts';
import { go } from '../state/address.ts';
import { site, sites } from '../state/site.ts';
import { Select } from '../ui/field.tsx';

/** Which site is looked at. With one site it only says its name. */
export const SiteSelect = () => {
  const all = sites.value;
  if (all.length < 2)
    return (
      <p class="site-name">
        <bdi>{site.value?.name}</bdi>
      </p>
    );
  return (
    <Select
      label={words.value.site}
      isLabelHidden
      value={site.value?.id ?? ''}
      choices={all.map(({ id, name }) => ({ value: id, label: name }))}
      // Filters and the panel's own state name things of the site that is left.
      onChange={(chosen) => go({ site: chosen, filters: [], segment: '', own: undefined })}
    />
  );
};
