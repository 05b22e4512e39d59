// The fake host's catalogue. Rule: it answers as the product does: sections in its order, ranked matches with a query,
// only the rows that were asked for, and those wherever they are now that were there before.
import type { AccountRow, Anchor, Ask, Grouping, Listing, Section, SectionKind } from '../host';
import { titleOf } from '../format';

const MOST_RECENT = 5;

interface Arranged {
  question: string;
  sections: Section[];
  rows: AccountRow[];
  hidden: number;
  tagKeys: string[];
}

/** The answer to the last question about some rows. */
const arranged = new WeakMap<AccountRow[], Arranged>();

/** What the product would answer about `all`; the same array always holds the same rows. */
export function answerTo(all: AccountRow[], ask: Ask, version: number, support: boolean): Listing {
  const listing = pastedIn(all, ask, version) ?? wordedIn(all, ask, version) ?? listingOf(all, ask, version);
  return support ? readOnly(listing, ask) : listing;
}

export function listingOf(all: AccountRow[], ask: Ask, version: number): Listing {
  const question = JSON.stringify([ask.query, ask.grouping, ask.hidden]);
  let known = arranged.get(all);
  if (known?.question !== question) arranged.set(all, (known = { question, ...arrange(all, ask) }));
  const { sections, rows, hidden, tagKeys } = known;
  const kept = ask.keep.map((anchor) => placeOf(known, anchor));
  const [anchor, first] = [ask.keep[0], kept[0]];
  const shift = anchor && first != null ? first - anchor.at : 0;
  const from = Math.min(rows.length, Math.max(0, ask.from + shift));
  return {
    version, sections, total: rows.length, hidden, tag_keys: tagKeys, from, rows: rows.slice(from, from + ask.count),
    kept: kept.map((at) => (at === null ? null : { at, row: rows[at]! })), support: false, place: null,
  };
}

/** What the product makes of a queue's ARN, the one form that is known here. */
function pastedIn(all: AccountRow[], ask: Ask, version: number): Listing | null {
  const [, region, account, name] = /^arn:aws:sqs:([a-z0-9-]+):(\d{12}):(\S+)$/.exec(ask.query.trim()) ?? [];
  if (!region || !account || !name) return null;
  const found = listingOf(all, { ...ask, query: account }, version);
  const number = account.replace(/(\d{4})(?=\d)/g, '$1-');
  const problem = { code: 'not_assigned', message: `You have no role in account ${number}.`, remedy: 'Ask for it at https://access.securecart.example/', request: { account, role: null } } as const;
  return { ...found, place: { pasted: true, service: 'sqs', title: 'Simple Queue Service', what: name, region, account: number, problem: found.total > 0 ? null : problem } };
}

/** What the product makes of the two services and of a Region's code that are known here. */
function wordedIn(all: AccountRow[], ask: Ask, version: number): Listing | null {
  const words = ask.query.toLowerCase().split(/\s+/).filter(Boolean);
  const service = words.find((word) => word in SERVICES) ?? null;
  const region = words.find((word) => /^[a-z]{2}-[a-z]+-\d$/.test(word)) ?? null;
  if (service === null && region === null) return null;
  const query = words.filter((word) => word !== service && word !== region).join(' ');
  const title = service === null ? 'AWS console' : SERVICES[service]!;
  return { ...listingOf(all, { ...ask, query }, version), place: { pasted: false, service, title, what: null, region, account: null, problem: null } };
}

/** The same in support mode. */
function readOnly(listing: Listing, { stronger }: Ask): Listing {
  const reads = (row: AccountRow): AccountRow => {
    const roles = stronger ? row.roles : row.roles.filter((role) => role.class === 'read');
    return { ...row, roles, withheld: row.roles.length - roles.length };
  };
  const kept = listing.kept.map((place) => place && { ...place, row: reads(place.row) });
  return { ...listing, support: true, rows: listing.rows.map(reads), kept };
}

const SERVICES: Record<string, string> = { ec2: 'EC2', s3: 'S3' };
const isHidden = (row: AccountRow): boolean => row.hidden;

function arrange(all: AccountRow[], { query, grouping, hidden }: Ask): Omit<Arranged, 'question'> {
  const seen = hidden ? all : all.filter((row) => !row.hidden);
  const tagKeys = [...new Set(all.flatMap(({ tags }) => tags.map(keyOf)))].filter((key) => key !== '').sort();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const out: Omit<Arranged, 'question'> = { sections: [], rows: [], hidden: all.filter(isHidden).length, tagKeys };
  const add = (kind: SectionKind, title: string, rows: AccountRow[]) => {
    if (rows.length === 0) return;
    out.sections.push({ id: kind === 'group' ? `group:${title}` : kind, kind, title, count: rows.length });
    out.rows.push(...rows);
  };
  if (words.length > 0) {
    const found = matches(seen, words);
    add('matches', '', found);
    out.hidden = matches(all, words).filter(isHidden).length;
  } else home(sorted(seen), grouping, add);
  return out;
}

function home(rows: AccountRow[], grouping: Grouping, add: (kind: SectionKind, title: string, rows: AccountRow[]) => void): void {
  add('favourites', '', rows.filter(({ starred }) => starred));
  const used = rows.filter(({ starred, last_used }) => !starred && last_used !== null);
  add('recent', '', used.sort((a, b) => b.last_used! - a.last_used!).slice(0, MOST_RECENT));
  const groups = new Map<string, AccountRow[]>();
  for (const row of rows) {
    const group = groupOf(row, grouping);
    const members = groups.get(group);
    if (members) members.push(row);
    else groups.set(group, [row]);
  }
  const isOne = ([group, members]: [string, AccountRow[]]) => group !== '' && (grouping.by !== 'name' || members.length > 1);
  const named = [...groups].filter(isOne).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [group, members] of named) add('group', group, members);
  const rest = [...groups].filter((entry) => !isOne(entry)).flatMap(([, members]) => members);
  add('group', '', sorted(rest));
}

function groupOf(row: AccountRow, grouping: Grouping): string {
  if (grouping.by === 'flat') return '';
  if (grouping.by === 'name') return titleOf(row).toLowerCase().split(/[\s\-_/]/)[0] ?? '';
  const tag = row.tags.find((tag) => keyOf(tag) === grouping.key);
  return tag?.slice(grouping.key.length + 1) ?? '';
}

function matches(rows: AccountRow[], words: string[]): AccountRow[] {
  const found: { score: number; row: AccountRow }[] = [];
  for (const row of rows) {
    const name = titleOf(row).toLowerCase();
    const hay = `${name} ${row.name} ${row.account} ${row.number} ${row.email} ${row.tags.join(' ')}`.toLowerCase();
    if (!words.every((word) => hay.includes(word))) continue;
    const places = words.map((word) => [name.indexOf(word), word.length] as const).filter(([at]) => at >= 0);
    const marks = places.map<[number, number]>(([at, length]) => [at, at + length]).sort((a, b) => a[0] - b[0]);
    found.push({ score: places.some(([at]) => at === 0) ? 0 : places.length > 0 ? 1 : 2, row: { ...row, marks } });
  }
  return found.sort((a, b) => a.score - b.score).map(({ row }) => row);
}

/** In the same section if it is still there, else wherever it is. */
function placeOf({ sections, rows }: Arranged, { section, portal, account }: Anchor): number | null {
  let [begin, elsewhere]: [number, number | null] = [0, null];
  for (const { id, count } of sections) {
    const nth = rows.slice(begin, begin + count).findIndex((row) => row.account === account && row.portal === portal);
    if (nth >= 0 && id === section) return begin + nth;
    if (nth >= 0) elsewhere ??= begin + nth;
    begin += count;
  }
  return elsewhere;
}

function sorted(rows: AccountRow[]): AccountRow[] {
  const key = (row: AccountRow) => `${titleOf(row).toLowerCase()} ${row.account}`;
  return rows.map((row) => [key(row), row] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

function keyOf(tag: string): string {
  return tag.includes('=') ? tag.slice(0, tag.indexOf('=')) : '';
}
