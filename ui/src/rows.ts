// The listing as a flat run of equally high rows under headings, so that any place in it is found by arithmetic.
// Rule: pure; heights are in rem, so that larger text needs no other code.
import type { AccountRow, Listing, SectionKind } from './host';

/** Heights in rem. */
export const HEIGHT = { heading: 2.25, row: 3, stacked: 4.75 };

/** One account in its place. */
export interface RowItem {
  /** Section, portal and account: the row's identity from one listing to the next. */
  key: string;
  row: AccountRow;
  section: SectionItem;
  /** Place among all accounts, from 0. */
  index: number;
  /** Place among headings and accounts, from 1, for `aria-rowindex`. */
  position: number;
  /** Distance from the top, rem. */
  top: number;
}

/** One heading in its place. */
export interface SectionItem {
  id: string;
  kind: SectionKind;
  title: string;
  count: number;
  position: number;
  top: number;
}

/** A laid-out listing. */
export interface Rows {
  sections: SectionItem[];
  items: RowItem[];
  byKey: ReadonlyMap<string, number>;
  /** Whole height, rem. */
  height: number;
  /** Headings and accounts together. */
  count: number;
  rowHeight: number;
}

/** Lays a listing out; a lone headless group gets no heading. */
export function layOut(listing: Listing | null, rowHeight: number): Rows {
  const rows: Rows = { sections: [], items: [], byKey: new Map(), height: 0, count: 0, rowHeight };
  const byKey = new Map<string, number>();
  for (const [n, { kind, title, accounts }] of (listing?.sections ?? []).entries()) {
    if (accounts.length === 0) continue;
    const name = kind === 'group' ? `group:${title}` : kind;
    const id = rows.sections.some((section) => section.id === name) ? `${name}:${n}` : name;
    const section = { id, kind, title, count: accounts.length, position: ++rows.count, top: rows.height };
    rows.sections.push(section);
    rows.height += HEIGHT.heading;
    for (const row of accounts) {
      const key = `${id}|${row.portal}|${row.account}`;
      byKey.set(key, rows.items.length);
      rows.items.push({ key, row, section, index: rows.items.length, position: ++rows.count, top: rows.height });
      rows.height += rowHeight;
    }
  }
  rows.byKey = byKey;
  return rows;
}

/** The items that touch the stretch from `top` to `bottom` (rem): a half-open range of indexes. */
export function between(rows: Rows, top: number, bottom: number): [number, number] {
  return [firstAfter(rows, top - rows.rowHeight), firstAfter(rows, bottom)];
}

/** The same account in another listing: in the same section if it is still there, else wherever it is. */
export function again(rows: Rows, key: string): RowItem | undefined {
  const index = rows.byKey.get(key);
  if (index !== undefined) return rows.items[index];
  const account = key.slice(key.indexOf('|'));
  return rows.items.find((item) => item.key.endsWith(account));
}

function firstAfter(rows: Rows, top: number): number {
  let [low, high] = [0, rows.items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.items[middle]!.top > top) high = middle;
    else low = middle + 1;
  }
  return low;
}
