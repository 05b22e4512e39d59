// The fake host's catalogue: sections without a query, ranked matches with one.
import type { AccountRow, Listing, Section } from '../host';

/** What the product would answer for `query` over `rows`. */
export function listingOf(rows: AccountRow[], query: string, version: number): Listing {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return { version, sections: words.length === 0 ? home(rows) : matches(rows, words) };
}

function home(rows: AccountRow[]): Section[] {
  const recent = rows
    .filter((row) => row.last_used !== null && !row.starred)
    .sort((a, b) => b.last_used! - a.last_used!)
    .slice(0, 5);
  const groups = new Map<string, AccountRow[]>();
  for (const row of rows) {
    const word = /^[a-z0-9]+(?=[-_ ])/i.exec(row.name)?.[0] ?? '';
    groups.set(word, [...(groups.get(word) ?? []), row]);
  }
  const alone = [...groups].filter(([word, members]) => word === '' || members.length < 3).flatMap(([, m]) => m);
  const named = [...groups].filter(([word, members]) => word !== '' && members.length >= 3);
  return [
    { kind: 'favourites' as const, title: '', accounts: rows.filter((row) => row.starred).sort((a, b) => (b.last_used ?? 0) - (a.last_used ?? 0)) },
    { kind: 'recent' as const, title: '', accounts: recent },
    ...named.map(([title, accounts]) => ({ kind: 'group' as const, title, accounts })),
    { kind: 'group' as const, title: '', accounts: alone },
  ].filter((section) => section.accounts.length > 0);
}

function matches(rows: AccountRow[], words: string[]): Section[] {
  const found: { score: number; row: AccountRow }[] = [];
  for (const row of rows) {
    const name = row.name.toLowerCase();
    const hay = `${name} ${row.account} ${row.number} ${row.email}`;
    if (!words.every((word) => hay.includes(word))) continue;
    const places = words.map((word) => [name.indexOf(word), word.length] as const).filter(([at]) => at >= 0);
    const marks = places.map<[number, number]>(([at, length]) => [at, at + length]).sort((a, b) => a[0] - b[0]);
    found.push({ score: places.some(([at]) => at === 0) ? 0 : places.length > 0 ? 1 : 2, row: { ...row, marks } });
  }
  found.sort((a, b) => a.score - b.score);
  return found.length === 0 ? [] : [{ kind: 'matches', title: '', accounts: found.map(({ row }) => row) }];
}
