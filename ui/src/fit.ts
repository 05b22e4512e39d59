// How many role chips stand side by side. Rule: text is measured on a canvas, never by asking the page for its
// layout, so thousands of rows cost nothing.

/** Which chips are shown, by index, and how many are folded away. */
export interface Fit {
  shown: number[];
  folded: number;
}

/**
 * As many chips as fit into `room`, from the first on; when not all fit, space for the "+n" chip (`more`) is kept.
 * The chosen chip is always shown. All lengths in one unit.
 */
export function fit(widths: number[], chosen: number, room: number, gap: number, more: number): Fit {
  const all = widths.map((_, index) => index);
  if (sum(widths, all, gap) <= room) return { shown: all, folded: 0 };
  let shown = all.slice(0, -1);
  while (shown.length > 1 && sum(widths, keep(shown, chosen), gap) + gap + more > room) shown = shown.slice(0, -1);
  shown = keep(shown, chosen);
  return { shown, folded: widths.length - shown.length };
}

/** Measures text in a font of `size` px, remembering what it measured. */
export function ruler(family: string, weight: number, size: number): (text: string) => number {
  const pen = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');
  if (pen) pen.font = `${weight} ${size}px ${family}`;
  const known = new Map<string, number>();
  return (text) => {
    let width = known.get(text);
    if (width === undefined) {
      width = pen ? pen.measureText(text).width : text.length * size * 0.6;
      known.set(text, width);
    }
    return width;
  };
}

function keep(shown: number[], chosen: number): number[] {
  if (chosen < 0 || shown.includes(chosen)) return shown;
  return [...shown.slice(0, -1), chosen];
}

function sum(widths: number[], indexes: number[], gap: number): number {
  return indexes.reduce((total, index) => total + widths[index]! + gap, -gap);
}
