// What the page shows first, as the product puts it into the page while that is being loaded.
import type { Opening } from './host';

declare global {
  interface Window {
    opening?: Opening;
    /** Draws the first picture, where there is one (first.ts). */
    picture?: () => Promise<void>;
  }
}

/** So many ms after it began to be loaded, the page asks for itself. */
const LATE = 400;

/** It, as soon as it is there; nothing when that takes too long. */
export function given(): Promise<Opening | undefined> {
  return new Promise((resolve) => {
    if (window.opening) return resolve(window.opening);
    window.addEventListener('opening', () => resolve(window.opening), { once: true });
    setTimeout(resolve, LATE - performance.now(), undefined);
  });
}
