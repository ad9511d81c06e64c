import type { SurveyPiece } from '../survey-piece.ts';
import { make } from './make.ts';
import { openHost } from './open-host.ts';
import { speechOf } from './speech.ts';

/** Shows the button at the window's edge that opens a survey. */
export const showTab: SurveyPiece['showTab'] = (survey, open, signal) => {
  const speech = speechOf(survey);
  const root = openHost(survey, 'tab', speech);
  const button = make('button', { type: 'button', class: 'tab' }, speech.show(survey.tabLabel ?? {}));
  button.addEventListener('click', open);
  root.append(button);
  document.documentElement.append(root.host);
  signal.addEventListener('abort', () => root.host.remove());
};
