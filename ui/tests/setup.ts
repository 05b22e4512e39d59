// What jsdom lacks and the page uses: sizes to observe, modal dialogs, media queries.
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, vi } from 'vitest';

class Sizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal('ResizeObserver', Sizes);
vi.stubGlobal('matchMedia', (media: string) => ({
  media,
  matches: false,
  addEventListener: () => {},
  removeEventListener: () => {},
}));

// The window of the tests is 1000 x 680 and 1 rem is 16 px.
const sizes: [string, number][] = [['clientWidth', 1200], ['offsetWidth', 1200], ['clientHeight', 680]];
for (const [name, size] of sizes) {
  Object.defineProperty(HTMLElement.prototype, name, {
    configurable: true,
    get(this: HTMLElement) {
      return this.className.includes('probe') ? 16 : size;
    },
  });
}
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true;
  this.querySelector<HTMLElement>('input, button')?.focus();
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false;
};

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
