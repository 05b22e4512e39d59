// The list as headings and equally high rows, laid out from their numbers alone: any place in it is found by arithmetic,
// whether or not the account in it is known. Rule: pure; lengths are whole px, so that nothing drifts as rows arrive.
import type { AccountRow, Section } from './host';

/** Heights in rem. */
export const HEIGHT = { heading: 2.25, row: 3, stacked: 4.75, last: 2.75 };

/** A headed run of rows in its place. */
export interface Run extends Section {
  /** The place of its first row among all rows, from 0. */
  first: number;
  /** Place of its heading among headings and rows, from 1, for `aria-rowindex`. */
  position: number;
  /** Distance of its heading from the top, px. */
  top: number;
}

/** The whole list, without what is in it. */
export interface Outline {
  runs: Run[];
  /** How many rows. */
  total: number;
  /** Headings and rows together. */
  count: number;
  /** Whole height, px. */
  height: number;
  heading: number;
  row: number;
}

/** Where a row stands. */
export interface Spot {
  run: Run;
  index: number;
  position: number;
  top: number;
}

/** Lays the sections out; `rem` is in px. */
export function outlineOf(sections: Section[], rem: number, stacked = false): Outline {
  const heading = Math.round(HEIGHT.heading * rem);
  const row = Math.round((stacked ? HEIGHT.stacked : HEIGHT.row) * rem);
  const outline: Outline = { runs: [], total: 0, count: 0, height: 0, heading, row };
  for (const section of sections) {
    outline.runs.push({ ...section, first: outline.total, position: outline.count + 1, top: outline.height });
    outline.total += section.count;
    outline.count += section.count + 1;
    outline.height += heading + section.count * row;
  }
  return outline;
}

/** The place of the row at `index`. */
export function spotOf(outline: Outline, index: number): Spot | undefined {
  if (index < 0 || index >= outline.total) return undefined;
  const run = lastRun(outline, (run) => run.first <= index)!;
  const nth = index - run.first;
  return { run, index, position: run.position + 1 + nth, top: run.top + outline.heading + nth * outline.row };
}

/** The rows that touch the stretch from `top` to `bottom` (px): a half-open range of indexes. */
export function between(outline: Outline, top: number, bottom: number): [number, number] {
  return [firstAfter(outline, top - outline.row), firstAfter(outline, bottom)];
}

/** What a row is, from one listing to the next. */
export function keyOf(section: string, { portal, account }: Pick<AccountRow, 'portal' | 'account'>): string {
  return `${section}|${portal}|${account}`;
}

/** How many rows begin at `top` or above it. */
function firstAfter(outline: Outline, top: number): number {
  const run = lastRun(outline, (run) => run.top + outline.heading <= top);
  if (!run) return 0;
  return run.first + Math.min(run.count, Math.floor((top - run.top - outline.heading) / outline.row) + 1);
}

/** The last run of which `holds` is true; it is true of all runs before one of which it is. */
function lastRun({ runs }: Outline, holds: (run: Run) => boolean): Run | undefined {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(runs[middle]!)) low = middle + 1;
    else high = middle;
  }
  return runs[low - 1];
}
