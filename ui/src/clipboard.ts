// The clipboard, for what the page itself shows. Rule: credentials never come this way; the product copies those.

/** Puts words on the clipboard; false when the web view does not let the page do that. */
export async function copyWords(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

/** Selects the text of an element, so that the person's own keys copy it. */
export function select(element: Element | undefined): void {
  if (element) getSelection()?.selectAllChildren(element);
}
