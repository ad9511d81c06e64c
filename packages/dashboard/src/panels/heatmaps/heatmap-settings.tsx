import { words } from '../../locales/index.ts';
import { valueName } from '../../state/names.ts';
import { goOwn } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { devices } from './heatmap-question.ts';
import { heatmapWords } from './words.ts';

interface HeatmapSettingsProps {
  page: string;
  /** The pages that were seen, the most seen first. */
  pages: readonly string[];
  device: (typeof devices)[number];
}

/** Which page, on which devices. */
export const HeatmapSettings = ({ page, pages, device }: HeatmapSettingsProps) => {
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
      </div>
    </Card>
  );
};
