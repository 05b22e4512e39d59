import { describe, expect, it } from 'vitest';
import { company, crowd } from '../src/fake/company';
import { listingOf } from '../src/fake/listing';
import { fit } from '../src/fit';
import { ago, safeColour, share, span } from '../src/format';
import { again, between, HEIGHT, layOut } from '../src/rows';

describe('times', () => {
  it('are told in their largest units', () => {
    expect([0, 59, 60, 3599, 3600, 20_760, 200_000].map(span)).toEqual(['0 s', '59 s', '1 min', '59 min', '1 h', '5 h 46 min', '2 days']);
    expect(span(-5)).toBe('0 s');
  });
  it('ago are told in one unit', () => {
    expect([0, 720, 7500, 100_000].map((s) => ago(1e9 - s, 1e9))).toEqual(['just now', '12 min ago', '2 h ago', '1 day ago']);
    expect(ago(1e9 + 60, 1e9)).toBe('just now');
  });
  it('left are a part of the shortest usual period that holds them', () => {
    expect(share(1800, 0)).toBe(0.5);
    expect(share(4 * 3600, 0)).toBe(0.5);
    expect(share(-1, 0)).toBe(0);
    expect(share(100 * 3600, 0)).toBe(1);
  });
});

describe('colours', () => {
  it('from outside are plain or nothing', () => {
    expect(safeColour('#c2410c')).toBe('#c2410c');
    expect(['red', '#fff', 'url(x)', '#c2410c;x', ''].map(safeColour)).toEqual([null, null, null, null, null]);
  });
});

describe('chips', () => {
  it('all stand while there is room', () => expect(fit([50, 50], 0, 104, 4, 20)).toEqual({ shown: [0, 1], folded: 0 }));
  it('fold into +n', () => expect(fit([50, 50, 50], 0, 130, 4, 20)).toEqual({ shown: [0, 1], folded: 1 }));
  it('always show the chosen one', () => expect(fit([50, 50, 50], 2, 130, 4, 20)).toEqual({ shown: [0, 2], folded: 1 }));
  it('keep at least one', () => expect(fit([500, 50], 1, 30, 4, 20)).toEqual({ shown: [1], folded: 1 }));
  it('keep a single one however wide', () => expect(fit([500], 0, 30, 4, 20)).toEqual({ shown: [0], folded: 0 }));
  it('need none', () => expect(fit([], -1, 30, 4, 20)).toEqual({ shown: [], folded: 0 }));
});

describe('rows', () => {
  const rows = layOut(listingOf(company('p', 1e9), '', 1), HEIGHT.row);

  it('have a key each, even when an account stands in two sections', () => {
    expect(new Set(rows.items.map(({ key }) => key)).size).toBe(rows.items.length);
  });
  it('keep their keys apart when two groups share a name', () => {
    const one = listingOf(company('p', 1e9), 'prod', 1).sections[0]!;
    const twice = layOut({ version: 1, sections: [one, one] }, HEIGHT.row);
    expect(twice.byKey.size).toBe(twice.items.length);
    expect(new Set(twice.sections.map(({ id }) => id)).size).toBe(2);
  });
  it('lie one under the other', () => {
    for (const item of rows.items.slice(1)) {
      const above = rows.items[item.index - 1]!;
      expect(item.top - above.top).toBe(item.section === above.section ? HEIGHT.row : HEIGHT.row + HEIGHT.heading);
    }
  });
  it('in sight are found by arithmetic, as by looking at each', () => {
    const many = layOut(listingOf(crowd('p', 500), '', 1), HEIGHT.row);
    for (const top of [-5, 0, 1, 40, 41.5, 700, 99_999]) {
      const [from, to] = between(many, top, top + 40);
      const seen = many.items.filter((item) => item.top > top - HEIGHT.row && item.top <= top + 40);
      expect(many.items.slice(from, to)).toEqual(seen);
    }
  });
  it('are found again in another section', () => {
    const key = rows.items[0]!.key;
    const other = layOut(listingOf(company('p', 1e9), 'prod', 2), HEIGHT.row);
    expect(again(other, key)?.row.account).toBe(rows.items[0]!.row.account);
    expect(again(other, 'group:x|p|000000000000')).toBeUndefined();
  });
});
