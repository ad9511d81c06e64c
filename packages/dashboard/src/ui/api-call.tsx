import { type AskedKind, type Definitions, questionUrl } from '../api/ask.ts';
import { words } from '../locales/index.ts';
import { site } from '../state/site.ts';
import { apiCall } from './api-call-text.ts';
import { CopyButton } from './copy-button.tsx';

interface ApiCallButtonProps<Kind extends AskedKind> {
  kind: Kind;
  definition: Definitions[Kind];
  /** Shows only the picture, where there is little room. */
  isIconOnly?: boolean;
}

/** Copies the question that the panel asks, as the API takes it. */
export const ApiCallButton = <Kind extends AskedKind>({
  kind,
  definition,
  isIconOnly = false,
}: ApiCallButtonProps<Kind>) => (
  <CopyButton
    look="quiet"
    isSmall
    isIconOnly={isIconOnly}
    label={words.value.copyAsApiCall}
    text={apiCall(questionUrl(site.value?.id ?? '', kind), definition)}
  />
);
