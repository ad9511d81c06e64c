import { useSignal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { language } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import type { Experiment } from './experiment.ts';
import { experimentWords } from './words.ts';

/** Where the experiment runs first, as far as it is known. */
const firstPage = ({ pages }: Experiment): string => {
  const path = pages?.include[0]?.replace(/\*.*$/, '') || '/';
  const domain = site.value?.domains[0];
  return domain ? `https://${domain}${path.startsWith('/') ? path : '/'}` : '';
};

const pageOf = (text: string): URL | undefined => {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
  } catch {
    return undefined;
  }
};

/** Opens a variant on the real page: to look at it, apart from the results, or to change it there. */
export const OnPage = ({ experiment, mayChange }: { experiment: Experiment; mayChange: boolean }) => {
  const text = experimentWords.value;
  const page = useSignal(firstPage(experiment));
  const variant = useSignal(experiment.variants[1]?.id ?? '');
  const link = useSignal('');
  const { failure, run } = useAttempt();
  const url = pageOf(page.value);
  const make = (purpose: 'preview' | 'editor') =>
    void run(async () => {
      if (!url) return;
      const { token } = await readJson(
        api.sites[':site']['overlay-tokens'].$post({
          param: { site: site.value?.id ?? '' },
          json: { purpose, experiment: experiment.id, variant: variant.value, language: language.value },
        }),
      );
      const opened = new URL(url);
      if (purpose === 'preview') opened.searchParams.set('tt_preview', `${experiment.id}.${variant.value}.${token}`);
      else opened.hash = `tt_overlay=${token}`;
      link.value = opened.href;
    });
  return (
    <div class="stack">
      <p class="is-quiet">{text.onPageHint}</p>
      <QuestionSettings>
        <Input
          label={text.pageAddress}
          value={page.value}
          isCode
          maxLength={2048}
          onChange={(value) => {
            page.value = value;
            link.value = '';
          }}
        />
        <Select
          label={text.variant}
          value={variant.value}
          choices={experiment.variants.map(({ id }) => ({ value: id, label: id }))}
          onChange={(value) => {
            variant.value = value;
            link.value = '';
          }}
        />
      </QuestionSettings>
      <div class="experiment-actions">
        <Button disabled={!url} onClick={() => make('preview')}>
          {text.preview}
        </Button>
        {mayChange && experiment.state === 'draft' && (
          <Button disabled={!url} onClick={() => make('editor')}>
            {text.editOnPage}
          </Button>
        )}
      </div>
      {link.value && (
        <div class="experiment-actions">
          <a class="button button-primary" href={link.value} target="_blank" rel="noreferrer">
            {text.openPage}
          </a>
          <CopyButton text={link.value} label={text.copyLink} />
        </div>
      )}
      <Failure text={failure.value} />
    </div>
  );
};
