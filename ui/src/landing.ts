// What becomes of what is in sight when the list has changed. Rule: pure; the first row in sight that still stands in
// its section stays where it is, to the pixel, whatever came or went above it; where none does, the first one is
// followed to wherever it went.
import type { AccountRow, Anchor, Listing, Place } from './host';
import { between, keyOf, spotOf, type Outline } from './rows';

/** What the person sees: of the list, the stretch from `top` on, both in px. */
export interface Sight {
  outline: Outline;
  /** The rows that are known, by their places. */
  rows: ReadonlyMap<number, AccountRow>;
  top: number;
  height: number;
}

/** How far it has moved. */
export interface Shift {
  px: number;
  rows: number;
  /** What it was measured by. */
  by: Anchor;
}

/** What to ask about: the first row in sight, the chosen one, and some more of those in sight; `most` in all. */
export function anchorsOf(sight: Sight, chosen: Anchor | undefined, most: number): Anchor[] {
  const seen = [...inSight(sight)];
  const every = Math.max(1, Math.ceil(seen.length / (most - 1)));
  const anchors = seen.filter((_, nth) => nth % every === 0);
  if (chosen && !anchors.some(({ at }) => at === chosen.at)) anchors.splice(1, 0, chosen);
  return anchors.slice(0, most);
}

/** How far the rows in sight have moved with `listing`, laid out as `after`; nothing when none of them is left. */
export function shiftOf(sight: Sight, keep: Anchor[], listing: Listing, after: Outline): Shift | undefined {
  const landed = places(listing, after);
  const shift = (by: Anchor, at: number | undefined): Shift | undefined => {
    const [from, to] = [spotOf(sight.outline, by.at), at === undefined ? undefined : spotOf(after, at)];
    return from && to ? { px: to.top - from.top, rows: to.index - from.index, by } : undefined;
  };
  for (const anchor of [...inSight(sight), ...keep]) {
    const found = shift(anchor, landed.get(keyOf(anchor.section, anchor)));
    if (found) return found;
  }
  for (const [nth, anchor] of keep.entries()) {
    const found = shift(anchor, listing.kept[nth]?.at);
    if (found) return found;
  }
  return undefined;
}

/** Whether the answer has every row that is in sight of `outline` from `top` on. */
export function covers(listing: Listing, outline: Outline, top: number, height: number): boolean {
  const [from, to] = between(outline, top, top + height);
  return from >= listing.from && to <= listing.from + listing.rows.length;
}

/** Where an account that was asked about is now; null when it is gone, nothing when it was not asked about. */
export function keptOf(keep: Anchor[], listing: Listing, wanted: Anchor): Place | null | undefined {
  const key = keyOf(wanted.section, wanted);
  const nth = keep.findIndex((anchor) => keyOf(anchor.section, anchor) === key);
  return nth < 0 ? undefined : (listing.kept[nth] ?? null);
}

function* inSight({ outline, rows, top, height }: Sight): Generator<Anchor, undefined> {
  const [from, to] = between(outline, top, top + height);
  for (let at = from; at < to; at++) {
    const row = rows.get(at);
    if (row) yield { section: spotOf(outline, at)!.run.id, portal: row.portal, account: row.account, at };
  }
  return undefined;
}

/** The place of each row of the answer, by what it is. */
function places(listing: Listing, outline: Outline): Map<string, number> {
  const map = new Map<string, number>();
  const add = (row: AccountRow, at: number) => {
    const spot = spotOf(outline, at);
    if (spot) map.set(keyOf(spot.run.id, row), at);
  };
  listing.rows.forEach((row, n) => add(row, listing.from + n));
  for (const place of listing.kept) if (place) add(place.row, place.at);
  return map;
}
