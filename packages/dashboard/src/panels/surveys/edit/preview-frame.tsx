import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { problemText } from '../../../api/problem-text.ts';
import { TYPING_PAUSE_MS } from '../../../api/use-answer.ts';
import { previewOf, type WrittenSurvey } from '../../../state/surveys.ts';
import { Card } from '../../../ui/card.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Segmented } from '../../../ui/field.tsx';
import { editWords } from './words.ts';

interface PreviewFrameProps {
  id: string;
  survey: WrittenSurvey;
  /** The language of the page that it is shown on. */
  language: string;
}

/** The survey as visitors will see it: the tag's own widget, on a page of the collector in a frame, shown anew with every change. */
export const PreviewFrame = ({ id, survey, language }: PreviewFrameProps) => {
  const text = editWords.value;
  const frame = useRef<HTMLIFrameElement>(null);
  const isReady = useSignal(false);
  const theme = useSignal<'light' | 'dark'>('light');
  const failure = useSignal('');
  const written = JSON.stringify(survey);

  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data === 'survey-preview-ready') isReady.value = true;
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);

  useEffect(() => {
    if (!isReady.value) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const shown = await previewOf(id, survey);
        if (isOver) return;
        failure.value = '';
        frame.current?.contentWindow?.postMessage({ survey: shown, language, theme: theme.value }, location.origin);
      } catch (reason) {
        if (!isOver) failure.value = problemText(reason);
      }
    }, TYPING_PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [written, language, theme.value, isReady.value]);

  return (
    <Card
      title={text.preview}
      actions={
        <Segmented
          label={text.previewTheme}
          value={theme.value}
          choices={(['light', 'dark'] as const).map((value) => ({ value, label: text.themes[value] }))}
          onChange={(chosen) => {
            theme.value = chosen;
          }}
        />
      }
    >
      <div class="stack">
        <iframe
          ref={frame}
          class="survey-preview"
          title={text.preview}
          src="/survey-preview"
          sandbox="allow-scripts allow-same-origin"
        />
        <Failure text={failure.value && `${text.notYet} ${failure.value}`} />
        <p class="is-quiet">{text.previewHint}</p>
      </div>
    </Card>
  );
};
