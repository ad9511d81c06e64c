import { useEffect } from 'preact/hooks';
import { words } from '../../locales/index.ts';
import { valueName } from '../../state/names.ts';
import { goOwn } from '../../state/own.ts';
import { loadStartedExperiments, namedVariant, startedExperiments, variantName } from '../../state/seen-variants.ts';
import { site } from '../../state/site.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { devices } from './heatmap-question.ts';
import { heatmapWords } from './words.ts';

interface HeatmapSettingsProps {
  page: string;
  /** The pages that were seen, the most seen first. */
  pages: readonly string[];
  device: (typeof devices)[number];
  /** EXPERIMENT:VARIANT; empty for all. */
  variant: string;
}

/** Those who saw one variant of what has started, or all. It stands there even where nothing has: nothing moves. */
const VariantSelect = ({ variant }: { variant: string }) => {
  const siteId = site.value?.id;
  useEffect(() => void loadStartedExperiments(), [siteId]);
  const started = startedExperiments.value;
  const named = namedVariant(variant);
  const isKnown = started.some(({ id, variantIds }) => id === named?.experiment && variantIds.includes(named.variant));
  return (
    <Select
      label={heatmapWords.value.variant}
      value={variant}
      choices={[
        { value: '', label: words.value.everything },
        // One of a link stays in sight, though it is not known here.
        ...(variant && !isKnown ? [{ value: variant, label: variant }] : []),
      ]}
      groups={started.map(({ id, name, variantIds }) => ({
        label: name,
        choices: variantIds.map((one) => ({ value: variantName(id, one), label: `${name} · ${one}` })),
      }))}
      onChange={(chosen) => goOwn({ variant: chosen, viewport: '' })}
    />
  );
};

/** Which page, on which devices, seen in which variant. */
export const HeatmapSettings = ({ page, pages, device, variant }: HeatmapSettingsProps) => {
  const text = heatmapWords.value;
  // A page of a link stays in sight, though nobody saw it in these days.
  const offered = page === '' || pages.includes(page) ? pages : [page, ...pages];
  return (
    <Card title={text.question}>
      <div class="heatmap-settings">
        <Select
          label={text.page}
          value={page}
          choices={offered.map((path) => ({ value: path, label: path }))}
          onChange={(chosen) => goOwn({ page: chosen, viewport: '' })}
        />
        <Select
          label={text.device}
          value={device}
          choices={devices.map((name) => ({
            value: name,
            label: name === '' ? words.value.everything : valueName('device', name),
          }))}
          onChange={(chosen) => goOwn({ device: chosen, viewport: '' })}
        />
        <VariantSelect variant={variant} />
      </div>
      {variant && <p class="is-quiet">{text.variantHint}</p>}
    </Card>
  );
};
