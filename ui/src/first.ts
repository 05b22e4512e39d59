// The first picture. The page's own components, compiled to write HTML as a server does, draw what the product put into the page;
// that takes a fraction of the time in which the page itself is made, which then takes the picture over as it is. The product has this
// script run before anything of the page is there. Rule: nothing here decides what is drawn, and where anything is amiss the page
// begins without it.
import { render } from 'svelte/server';
import { App } from './app.svelte';
import { lit, painted } from './frame';
import type { Host } from './host';
import { given } from './opening';
import Root from './Root.svelte';
import { system } from './system';
import { keep } from './takeover';

/** Tells what was put into the page. Whoever asks for more is answered when the page itself asks. */
const host = new Proxy({} as Host, {
  get: (_, name) => (name === 'opening' ? async () => ({ ...window.opening, wanted: null }) : () => new Promise(() => {})),
});

const app = new App(host);
/** Not every web view has a document by now. */
const begun = (document.documentElement as Element | null) && begin();

/** Resolves once all is there that the picture shows; to false, when that takes too long. */
async function begin(): Promise<boolean> {
  document.documentElement.dataset.system = system();
  const words = app.language.take('system');
  const opening = await given();
  await words;
  if (opening) await app.begin();
  return opening !== undefined;
}

async function draw(): Promise<void> {
  const target = document.getElementById('app');
  if (!(await (begun ?? begin())) || !target) return;
  lit(app.theme)();
  target.innerHTML = render(Root, { props: { app } }).body;
  // The CSP heeds no style in markup, and allows it here.
  for (const styled of target.querySelectorAll<HTMLElement>('[style]')) styled.style.cssText = styled.getAttribute('style') ?? '';
  keep(target);
  await painted();
}

/** Draws the picture into the page, whose own script waits for that; resolves in any case. */
window.picture = () => draw().catch(() => {});
