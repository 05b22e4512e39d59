// What a person does with the first picture before the page is there that takes it over. Rule: no key and no click is lost.
import type { App } from './app.svelte';

/** The element that the first picture stands in. */
interface Picture extends HTMLElement {
  /** What was clicked, in this order, and what ends the noting. */
  kept?: { clicked: Element[]; end: AbortController };
}

const field = (picture: Picture): HTMLInputElement | null => picture.querySelector('[data-place="search"]');

/** The picture is on the screen: letters go into its search field; Enter and clicks are noted. */
export function keep(picture: Picture): void {
  field(picture)?.focus();
  const [clicked, end]: [Element[], AbortController] = [[], new AbortController()];
  picture.kept = { clicked, end };
  picture.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') picture.dataset.entered = '';
  }, end);
  picture.addEventListener('click', ({ target }) => target instanceof Element && clicked.push(target), end);
}

/** The page has taken the picture over: answers what makes up for what was done meanwhile. */
export function takeOver(picture: Picture, app: Pick<App, 'search' | 'open'>): () => void {
  const { kept, dataset } = picture;
  kept?.end.abort();
  const [typed, entered] = [field(picture)?.value ?? '', dataset.entered !== undefined];
  const found = typed === '' ? Promise.resolve() : app.search(typed);
  if (entered) void found.then(() => app.open());
  return () => kept?.clicked.forEach(press);
}

/** As the mouse does: some things heed the button going down. */
function press(element: Element): void {
  for (const kind of ['mousedown', 'mouseup', 'click']) element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
}
