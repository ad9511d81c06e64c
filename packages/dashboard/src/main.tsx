import { render } from 'preact';
import './styles/index.css';
import './ui/card.css';
import './shell/shell.css';
import { App } from './app.tsx';

const place = document.querySelector('#app');
if (!place) throw new Error('The page has no #app to render into.');
render(<App />, place);
