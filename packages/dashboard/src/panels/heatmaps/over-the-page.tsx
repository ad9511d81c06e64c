import { useSignal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { language } from '../../locales/index.ts';
import { address as routed } from '../../state/address.ts';
import { namedVariant } from '../../state/seen-variants.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input } from '../../ui/field.tsx';
import type { devices } from './heatmap-question.ts';
import { heatmapWords } from './words.ts';

/** Where the page most likely is: on the first domain of the site, or here where the site names none. */
const addressOf = (page: string): string => {
  const [domain] = site.value?.domains ?? [];
  const origin = domain === undefined || domain === location.hostname ? location.origin : `https://${domain}`;
  return URL.canParse(page, origin) ? new URL(page, origin).href : origin;
};

interface OverThePageProps {
  page: string;
  device: (typeof devices)[number];
  /** EXPERIMENT:VARIANT; empty for all. */
  variant: string;
}

/** Opens the real page, with the clicks drawn over it: also behind a log-in, for it is the reader's own browser that opens it. */
export const OverThePage = ({ page, device, variant }: OverThePageProps) => {
  const text = heatmapWords.value;
  const address = useSignal(addressOf(page));
  const { isWorking, failure, run } = useAttempt();
  const { segment } = routed.value;
  const open = () =>
    run(async () => {
      // At once, or the browser takes it for a pop-up that nobody asked for.
      const tab = window.open('', '_blank');
      try {
        const { token } = await readJson(
          api.sites[':site']['overlay-tokens'].$post({
            param: { site: site.value?.id ?? '' },
            json: {
              purpose: 'heatmap',
              language: language.value,
              ...(segment && { segment }),
              ...(device && { device }),
              ...namedVariant(variant),
            },
          }),
        );
        const url = new URL(address.value);
        url.hash = `${url.hash ? `${url.hash}&` : ''}tt_overlay=${token}`;
        if (tab) {
          tab.opener = null;
          tab.location.href = url.href;
        }
      } catch (reason) {
        tab?.close();
        throw reason;
      }
    });
  return (
    <Card title={text.overPage}>
      <div class="stack">
        <form
          class="heatmap-settings"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <Input
            label={text.address}
            value={address.value}
            isCode
            onChange={(value) => {
              address.value = value;
            }}
          />
          <Button type="submit" disabled={isWorking.value || !/^https?:/.test(address.value)}>
            {text.openOver}
          </Button>
        </form>
        <Failure text={failure.value} />
        <p class="is-quiet">{text.overPageHint}</p>
      </div>
    </Card>
  );
};
