// When the screen shows what the page holds now.

/** The size of the page's text, px. */
export function remOf(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** Resolves once the next frame has been painted: what can wait does so, and the first picture is there sooner. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
