import { CATEGORIES, pathOf } from '../src/service_icons';
import { describe, expect, it } from 'vitest';
import { crowd } from '../src/fake/company';
import { listingOf } from '../src/fake/listing';
import { fit } from '../src/fit';
import { ago, dayName, safeColour, share, span, staleSince } from '../src/format';
import { between, outlineOf, spotOf, type Outline } from '../src/rows';

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
  const ask = { query: '', grouping: { by: 'name' as const }, hidden: false, stronger: false, from: 0, count: 10_000, keep: [] };
  const outline = (n: number, rem = 16) => outlineOf(listingOf(crowd('p', n, 1e9), ask, 1).sections, rem);
  const spots = (of: Outline) => Array.from({ length: of.total }, (_, at) => spotOf(of, at)!);

  it('lie one under the other, under their headings', () => {
    const all = spots(outline(500));
    expect(all).toHaveLength(500);
    for (const [n, spot] of all.entries()) {
      const above = all[n - 1];
      const first = spot.index === spot.run.first;
      expect(spot.top - (above ? above.top + 48 : 0)).toBe(first ? 36 : 0);
      expect(spot.position - (above?.position ?? 0)).toBe(first ? 2 : 1);
    }
    expect(all.at(-1)!.top + 48).toBe(outline(500).height);
  });
  it('stand on whole pixels, however large the text', () => {
    for (const rem of [13, 15, 17.6, 21.3]) {
      for (const { top } of spots(outline(100, rem))) expect(Number.isInteger(top)).toBe(true);
    }
  });
  it('in sight are found by arithmetic, as by looking at each', () => {
    const many = outline(500);
    for (const top of [-500, -5, 0, 1, 35, 36, 40, 641.5, 9000, 99_999]) {
      const [from, to] = between(many, top, top + 680);
      const seen = spots(many).filter((spot) => spot.top > top - 48 && spot.top <= top + 680);
      expect(spots(many).slice(from, to)).toEqual(seen);
    }
  });
  it('of an empty list are none', () => {
    expect(outlineOf([], 16)).toMatchObject({ total: 0, height: 0 });
    expect(between(outlineOf([], 16), 0, 680)).toEqual([0, 0]);
    expect([-1, 0].map((at) => spotOf(outlineOf([], 16), at))).toEqual([undefined, undefined]);
  });
});

describe('the age of roles', () => {
  const noon = new Date(2026, 10, 24, 12).getTime() / 1000;
  it('is told once it is more than a day', () => {
    expect([null, noon, noon - 86_399].map((at) => staleSince(at, noon))).toEqual([null, null, null]);
    expect([86_400, 2 * 86_400, 400 * 86_400].map((s) => staleSince(noon - s, noon))).toEqual(['yesterday', '2 days ago', '400 days ago']);
  });
  it('and days are named as people name them', () => {
    expect([0, 86_400, 3 * 86_400].map((s) => dayName(noon - s, noon))).toEqual(['Today', 'Yesterday', 'Saturday 21 November']);
    expect(dayName(noon - 365 * 86_400, noon)).toContain('2025');
  });
});

describe('the drawings of services', () => {
  it('are there for every category of the catalogue, and a stranger has the plain one', () => {
    const known = ['general', 'compute', 'storage', 'database', 'networking', 'security', 'management', 'developer', 'analytics', 'learning', 'integration', 'application', 'migration', 'media', 'end_user', 'things', 'cost'];
    expect(CATEGORIES.sort()).toEqual(known.sort());
    expect(pathOf('nothing like it')).toBe(pathOf('general'));
  });
});
