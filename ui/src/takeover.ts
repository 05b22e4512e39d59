// What a person does with the first picture before the page is there that takes it over. Rule: no key is lost.
import type { App } from './app.svelte';

const field = (picture: HTMLElement): HTMLInputElement | null => picture.querySelector('[data-place="search"]');

/** The picture is on the screen: letters go into its search field, and Enter is noted. */
export function keepKeys(picture: HTMLElement): void {
  field(picture)?.focus();
  picture.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') picture.dataset.entered = '';
  });
}

/** What was typed is searched for, and opened where Enter was pressed. */
export function takeKeys(picture: HTMLElement, app: Pick<App, 'search' | 'open'>): void {
  const [typed, entered] = [field(picture)?.value ?? '', picture.dataset.entered !== undefined];
  const found = typed === '' ? Promise.resolve() : app.search(typed);
  if (entered) void found.then(() => app.open());
}
