import { render } from 'preact';
import './styles/index.css';
import './ui/card.css';
import './shell/shell.css';
import { App } from './app.tsx';
import { sharedToken } from './shared/shared-token.ts';

const place = document.querySelector('#app');
if (!place) throw new Error('The page has no #app to render into.');
const token = sharedToken();
if (token === undefined) render(<App />, place);
else void import('./shared/shared-page.tsx').then(({ SharedPage }) => render(<SharedPage token={token} />, place));
