import { describe, expect, it, vi } from 'vitest';
import { crowd } from '../src/fake/company';
import { listingOf } from '../src/fake/listing';
import type { AccountRow, Ask, Listing } from '../src/host';
import { List } from '../src/list.svelte';
import { spotOf } from '../src/rows';

const SCREEN = 680;

/** A list over accounts that come and go, and everything it asked. */
class Shelf {
  asks: Ask[] = [];
  version = 1;
  failures: (() => Promise<unknown>)[] = [];
  /** Answers that are kept back, the oldest first. */
  held: (() => void)[] | null = null;
  broken = false;
  readonly list = new List((ask) => this.#answer(ask), (_, retry) => this.failures.push(retry));

  constructor(public rows: AccountRow[]) {}

  async open(): Promise<List> {
    await this.list.search('');
    this.list.fit(16, false, SCREEN);
    await this.quiet();
    return this.list;
  }

  /** Until every question is answered. */
  async quiet(): Promise<void> {
    let before = -1;
    await vi.waitFor(() => {
      const now = this.asks.length;
      const same = now === before;
      before = now;
      if (!same) throw new Error('still asking');
    });
  }

  /** The accounts become others. */
  async become(rows: AccountRow[]): Promise<void> {
    this.rows = rows;
    this.version++;
    this.list.renew();
    await vi.waitFor(() => expect(this.list.version).toBe(this.version));
    await this.quiet();
  }

  /** Whether an account stands in that section, given as `section account`. */
  has(key: string): boolean {
    const all = listingOf(this.rows, { ...this.asks.at(-1)!, from: 0, count: 1e9, keep: [] }, 1);
    let at = 0;
    return all.sections.some(({ id, count }) => all.rows.slice(at, (at += count)).some(({ account }) => key === `${id} ${account}`));
  }

  async #answer(ask: Ask): Promise<Listing> {
    this.asks.push(structuredClone(ask));
    if (this.held) await new Promise<void>((resolve) => this.held!.push(resolve));
    if (this.broken) throw new Error('broken');
    return structuredClone(listingOf(this.rows, ask, this.version));
  }
}

const thousand = (n = 1000): AccountRow[] => crowd('p', n, 1e9);
/** What stands where in the window, px from its upper edge. */
function seen(list: List): Map<string, number> {
  const map = new Map<string, number>();
  for (let at = 0; at < list.outline.total; at++) {
    const spot = spotOf(list.outline, at)!;
    const y = spot.top - list.top;
    const row = list.rows.get(at);
    if (y > -48 && y < SCREEN) map.set(row ? `${spot.run.id} ${row.account}` : `nothing at ${at}`, y);
  }
  return map;
}
/** The first of those that are still there stands where it stood, and so do the others but for what came between. */
function expectSteady(before: Map<string, number>, after: Map<string, number>, least: number): void {
  const both = [...before.keys()].filter((key) => after.has(key));
  expect(both.length).toBeGreaterThanOrEqual(least);
  expect(after.get(both[0]!)).toBe(before.get(both[0]!));
}
/** Where an account is in sight, in whichever sections. */
const ys = (of: Map<string, number>, account: string): number[] =>
  [...of].filter(([key]) => key.endsWith(account)).map(([, y]) => y);
/** The account of what is first in sight. */
const first = (of: Map<string, number>): string => [...of.keys()][0]!.split(' ').at(-1)!;

describe('what is asked', () => {
  it('is what is in sight and about two screens around it, whatever the number of accounts', async () => {
    for (const n of [100, 1000, 10_000]) {
      const shelf = new Shelf(thousand(n));
      const list = await shelf.open();
      list.scrolledTo(list.outline.height / 2);
      await shelf.quiet();
      expect(list.rows.size).toBeLessThan(160);
      expect(Math.max(...shelf.asks.map(({ count }) => count))).toBeLessThan(100);
      expect([...seen(list).keys()].some((key) => key.startsWith('nothing'))).toBe(false);
    }
  });

  it('is nothing while the rows are there', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    const before = shelf.asks.length;
    for (const top of [10, 200, 400, 600, 300]) list.scrolledTo(top);
    await shelf.quiet();
    expect(shelf.asks.length).toBe(before);
  });

  it('is one question at a time while scrolling, and the newest place wins', async () => {
    const shelf = new Shelf(thousand(10_000));
    const list = await shelf.open();
    const before = shelf.asks.length;
    shelf.held = [];
    for (let top = 0; top <= 200_000; top += 1500) list.scrolledTo(top);
    expect(shelf.asks.length).toBe(before + 1);
    const held = shelf.held;
    shelf.held = null;
    held.forEach((answer) => answer());
    await shelf.quiet();
    expect(shelf.asks.length).toBe(before + 2);
    expect([...seen(list).keys()].some((key) => key.startsWith('nothing'))).toBe(false);
  });

  it('for many changes at once are few questions', async () => {
    const shelf = new Shelf(thousand(100));
    const list = await shelf.open();
    const before = shelf.asks.length;
    for (let n = 0; n < 50; n++) {
      shelf.version++;
      list.renew();
    }
    await vi.waitFor(() => expect(list.version).toBe(shelf.version));
    expect(shelf.asks.length - before).toBeLessThan(3);
  });

  it('once more is what can be done about a failure', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    shelf.broken = true;
    list.scrolledTo(9000);
    await vi.waitFor(() => expect(shelf.failures).toHaveLength(1));
    shelf.broken = false;
    await shelf.failures[0]!();
    await vi.waitFor(() => expect([...seen(list).keys()].some((key) => key.startsWith('nothing'))).toBe(false));
  });
});

describe('nothing jumps', () => {
  it('while a thousand accounts arrive in any order', async () => {
    const all = thousand();
    const mixed = [...all].sort((a, b) => Number(a.account.slice(-2)) - Number(b.account.slice(-2)));
    let steady = 0;
    for (const start of [0, 700, 2000]) {
      const shelf = new Shelf(mixed.slice(0, 100));
      const list = await shelf.open();
      list.scrolledTo(start);
      await shelf.quiet();
      for (let n = 200; n <= 1000; n += 200) {
        const before = seen(list);
        const chosen = list.chosen?.row.account;
        await shelf.become(mixed.slice(0, n));
        expect(list.chosen?.row.account).toBe(chosen);
        // What was above may have gone into groups further down; above the first row there is nothing to scroll to.
        if (list.top === 0) continue;
        steady++;
        if ([...before.keys()].some((key) => shelf.has(key))) expectSteady(before, seen(list), 1);
        else expect(ys(seen(list), first(before))).toContain(ys(before, first(before))[0]);
      }
    }
    expect(steady).toBeGreaterThan(8);
  });

  it('when the first row in sight vanishes', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    list.scrolledTo(5000);
    await shelf.quiet();
    const before = seen(list);
    const [first] = [...before.keys()];
    await shelf.become(shelf.rows.filter(({ account }) => !first!.endsWith(account)));
    before.delete(first!);
    expectSteady(before, seen(list), 10);
  });

  it('when the first row in sight is no longer a favourite', async () => {
    const shelf = new Shelf(thousand().map((row, n) => ({ ...row, starred: n % 50 === 0 })));
    const list = await shelf.open();
    list.scrolledTo(60);
    const before = seen(list);
    const [first] = [...before.keys()];
    list.chosen = { ...list.chosen!, at: 0 };
    const account = first!.split(' ')[1]!;
    await shelf.become(shelf.rows.map((row) => (row.account === account ? { ...row, starred: false } : row)));
    before.delete(first!);
    expectSteady(before, seen(list), 10);
    expect(list.top).toBe(60 - 48);
    expect(list.chosen).toMatchObject({ row: { account } });
  });

  it('when text becomes larger', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    list.scrolledTo(6000);
    await shelf.quiet();
    const [first] = [...seen(list).keys()];
    list.fit(24, false, SCREEN);
    await shelf.quiet();
    expect([...seen(list).keys()][0]).toBe(first);
  });

  it('when accounts vanish so that the list ends above', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    list.choose(999);
    await shelf.quiet();
    await shelf.become(thousand(5));
    expect(list.chosen).toBeNull();
    expect(list.rows.size).toBe(5);
  });
});

describe('the choice', () => {
  it('goes to the end and back over ten thousand accounts, as soon as the row is there', async () => {
    const shelf = new Shelf(thousand(10_000));
    const list = await shelf.open();
    list.step(Infinity);
    expect(list.aim).toBe(9999);
    await vi.waitFor(() => expect(list.chosen?.at).toBe(9999));
    expect(list.aim).toBeNull();
    expect(list.top + SCREEN).toBe(list.outline.height);
    list.step(-list.page());
    expect(list.chosen?.at).toBe(9986);
    list.step(-Infinity);
    await vi.waitFor(() => expect(list.chosen?.at).toBe(0));
    expect(list.top).toBe(0);
  });

  it('goes on from where it is on its way to', async () => {
    const shelf = new Shelf(thousand(10_000));
    const list = await shelf.open();
    for (let n = 0; n < 20; n++) list.step(list.page());
    await vi.waitFor(() => expect(list.chosen?.at).toBe(20 * list.page()));
  });

  it('stays with the account, its role too, wherever it goes', async () => {
    const shelf = new Shelf(thousand());
    const list = await shelf.open();
    list.choose(7);
    list.choose(7, list.chosen!.row.roles[1]!.role);
    const { row, role } = list.chosen!;
    await shelf.become(shelf.rows.map((other) => (other.account === row.account ? { ...other, name: `zzz ${other.name}` } : other)));
    expect(list.chosen).toMatchObject({ row: { account: row.account }, role });
    expect(list.chosen!.at).toBeGreaterThan(900);
  });

  it('is nobody when its account is gone, and goes on from there', async () => {
    const shelf = new Shelf(thousand(100));
    const list = await shelf.open();
    list.choose(5);
    const [gone, next] = [list.rows.get(5)!, list.rows.get(6)!];
    await shelf.become(shelf.rows.filter(({ account }) => account !== gone.account));
    expect(list.chosen).toBeNull();
    list.step(1);
    expect(list.chosen!.row.account).toBe(next.account);
  });

  it('finds an account wherever it is, even a hidden one', async () => {
    const shelf = new Shelf(thousand(10_000).map((row, n) => ({ ...row, hidden: n === 77 })));
    const list = await shelf.open();
    const far = shelf.rows[5000]!;
    expect(await list.find('p', far.account)).toBe(true);
    expect(list.chosen!.row.account).toBe(far.account);
    expect([...seen(list).keys()].some((key) => key.endsWith(far.account))).toBe(true);
    expect(await list.find('p', shelf.rows[77]!.account)).toBe(true);
    expect([list.hidden, list.chosen!.row.hidden]).toEqual([true, true]);
    list.hidden = false;
    expect(await list.find('p', '000000000000')).toBe(false);
    expect(list.hidden).toBe(false);
  });

  it('stays in sight when accounts stand together in another way', async () => {
    const shelf = new Shelf(thousand().map((row, n) => ({ ...row, tags: [`team=${n % 7}`] })));
    const list = await shelf.open();
    list.choose(500);
    await vi.waitFor(() => expect(list.chosen?.at).toBe(500));
    const { account } = list.chosen!.row;
    for (const grouping of [{ by: 'tag', key: 'team' }, { by: 'flat' }, { by: 'name' }] as const) {
      await list.group(grouping);
      expect(list.chosen!.row.account).toBe(account);
      expect([...seen(list).keys()].some((key) => key.endsWith(account))).toBe(true);
    }
    expect(list.tagKeys).toEqual(['team']);
  });
});

describe('hidden accounts', () => {
  it('come and go around what is in sight', async () => {
    const shelf = new Shelf(thousand().map((row, n) => ({ ...row, hidden: n % 10 === 3 })));
    const list = await shelf.open();
    expect([list.hiddenCount, list.outline.total]).toEqual([100, 900]);
    list.scrolledTo(9000);
    await shelf.quiet();
    const before = seen(list);
    await list.show({ hidden: true });
    await shelf.quiet();
    expectSteady(before, seen(list), 5);
    expect([list.hiddenCount, list.outline.total]).toEqual([100, 1000]);
    await list.show({ hidden: false });
    await shelf.quiet();
    expectSteady(before, seen(list), 10);
  });
});
