import './styles/tokens.css';
import './styles/base.css';
import { flushSync, hydrate, mount } from 'svelte';
import { host } from '#host';
import { App } from './app.svelte';
import Root from './Root.svelte';
import { system } from './system';
import { takeOver } from './takeover';

/** The first answer comes within a blink, ms: what is drawn before it would be swept away by it. */
const BLINK = 200;

async function start(): Promise<void> {
  const target = document.getElementById('app');
  document.documentElement.dataset.system = system();
  const app = new App(host);
  // The system's language, most often the right one, comes meanwhile.
  const words = app.language.take('system');
  await Promise.race([app.begin(), new Promise((blinked) => setTimeout(blinked, BLINK))]);
  await words;
  if (!target) return;
  const makeUp = takeOver(target, app);
  (target.hasChildNodes() ? hydrate : mount)(Root, { target, props: { app } });
  flushSync();
  makeUp();
}

void start();
