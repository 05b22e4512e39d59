// What the page is drawn with, and when the screen shows what it holds now.
import type { Theme } from './host';

/** The size of the page's text, px. */
export function remOf(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** The page is written in this family from now on. */
export function writeIn(family: string): void {
  document.documentElement.style.setProperty('--font', `${JSON.stringify(family)}, sans-serif`);
}

/** The page is lit so, or as a test asks for in the address; `system` is as the desktop is, and follows it. Answers how to stop. */
export function lit(theme: Theme): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const wanted = new URLSearchParams(location.search).get('theme') ?? theme;
  const light = () => {
    document.documentElement.dataset.theme = (wanted === 'system' ? scheme.matches : wanted === 'dark') ? 'dark' : 'light';
  };
  light();
  scheme.addEventListener('change', light);
  return () => scheme.removeEventListener('change', light);
}

/** Resolves once the next frame has been painted: what can wait does so, and the first picture is there sooner. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
