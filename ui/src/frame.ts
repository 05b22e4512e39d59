// What the page is drawn with, and when the screen shows what it holds now.

/** The size of the page's text, px. */
export function remOf(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** The page is written in this family from now on. */
export function writeIn(family: string): void {
  document.documentElement.style.setProperty('--font', `${JSON.stringify(family)}, sans-serif`);
}

/** Resolves once the next frame has been painted: what can wait does so, and the first picture is there sooner. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
