import type { Emit } from '../emit.ts';
import type { ExperimentSettings, Settings } from '../settings.ts';
import { askCollector } from './ask-collector.ts';
import { showEditor } from './show-editor.ts';
import { type HeatmapGrant, showHeatmap } from './show-heatmap.ts';
import { showPreview } from './show-preview.ts';

/** What the collector says that a token is for. */
interface Grant extends HeatmapGrant {
  purpose: 'heatmap' | 'preview' | 'editor';
  experiment: ExperimentSettings | null;
  variant: string | null;
}

/** The token of the address; it is taken out of the hash, so that nobody passes it on with the page. */
const takeToken = (): string => {
  const [, overlay] = /[#&]tt_overlay=([^&]*)/.exec(location.hash) ?? [];
  if (overlay === undefined) return new URLSearchParams(location.search).get('tt_preview')?.split('.').at(-1) ?? '';
  const hash = location.hash.replace(/([#&])tt_overlay=[^&]*&?/, '$1').replace(/[#&]$/, '');
  history.replaceState(history.state, '', location.pathname + location.search + hash);
  return overlay;
};

/** Opens over this page what its token is for. Whoever's token has ended is told so in the console. */
export const openOverlay = async (emit: Emit, settings: Settings): Promise<void> => {
  const token = takeToken();
  try {
    const grant = await askCollector<Grant>('open', { token }, settings);
    const { purpose, language, experiment, variant } = grant;
    if (purpose === 'heatmap') showHeatmap(token, grant, settings);
    else if (purpose === 'preview' && experiment && variant) showPreview(experiment, variant, settings, emit);
    else if (purpose === 'editor' && experiment && variant)
      showEditor(token, { language, experiment, variant }, settings, emit);
  } catch (error) {
    console.warn(`Telltale: ${(error as Error).message}`);
  }
};
