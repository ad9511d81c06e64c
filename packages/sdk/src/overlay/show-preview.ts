import type { Emit } from '../emit.ts';
import { audience } from '../experiments/audience.ts';
import { changeHtml } from '../experiments/change-html.ts';
import { changeImage } from '../experiments/change-image.ts';
import { changePlace } from '../experiments/change-place.ts';
import { runExperiments } from '../experiments/run-experiments.ts';
import type { ExperimentSettings, Settings } from '../settings.ts';

/** Everything that changes need, for whoever shows some. */
export const useEveryChange = (emit: Emit, settings: Settings): void => {
  for (const part of [audience, changeHtml, changeImage, changePlace])
    part(emit as Parameters<typeof part>[0], settings);
};

/** Shows a variant of an experiment, whatever was assigned; it is told apart from every exposure. Links of this site keep the preview. */
export const showPreview = (experiment: ExperimentSettings, variant: string, settings: Settings, emit: Emit): void => {
  useEveryChange(emit, settings);
  runExperiments([experiment], variant).listen(emit);
  const preview = new URLSearchParams(location.search).get('tt_preview') ?? '';
  addEventListener(
    'click',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (!link || link.origin !== location.origin) return;
      const address = new URL(link.href);
      address.searchParams.set('tt_preview', preview);
      link.href = address.href;
    },
    true,
  );
};
