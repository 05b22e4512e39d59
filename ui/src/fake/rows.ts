// The accounts of each scene.
import type { AccountRow } from '../host';
import { account, company, crowd, PROD } from './company';
import type { Scene } from './scenes';

const DAY = 86_400;

/** What the fake host starts with in a scene. */
export function rowsOf(scene: Scene, portal: string, now: number): AccountRow[] {
  switch (scene) {
    case 'awaiting': case 'code': case 'empty': case 'arriving': return [];
    case 'many': case 'slow': case 'profiles-many': return crowd(portal, 10_000, now);
    case 'partial': return partial(crowd(portal, 1000, now), now);
    case 'listing': case 'paced': return company(portal, now).map((row) => (row.name < 'shop' ? row : unlisted(row)));
    case 'offline': return company(portal, now).map((row, n) => ({ ...row, listed_at: now - (n % 3 === 0 ? 1.2 : 3) * DAY }));
    case 'labelled': return labelled(company(portal, now));
    case 'only-hidden': return company(portal, now).map((row) => ({ ...row, hidden: true, starred: false }));
    case 'awkward': case 'profiles-awkward': return awkward(portal, now);
    default: return company(portal, now);
  }
}

/** A third of the roles is listed by now, a third is from some days ago, and a third was never listed. */
function partial(rows: AccountRow[], now: number): AccountRow[] {
  return rows.map((row, n) => (Math.floor(n / 6) % 3 === 0 ? row : Math.floor(n / 6) % 3 === 1 ? { ...row, listed_at: now - 3 * DAY } : unlisted(row)));
}

function unlisted(row: AccountRow): AccountRow {
  return { ...row, roles: [], listed_at: null };
}

function labelled(rows: AccountRow[]): AccountRow[] {
  return rows.map((row) => {
    const [, team, stage] = /^shop-(\w+)-(\w+)$/.exec(row.name) ?? [];
    const tags = team && stage ? [stage === 'prod' ? 'pci' : '', `stage=${stage}`, `team=${team}`].filter(Boolean) : ['core'];
    const nickname = { Production: 'Live shop', 'shop-payments-prod': 'Card payments', 'shop-search-dev': 'Playground for the search team' }[row.name] ?? '';
    return { ...row, tags, nickname, hidden: team === 'media' };
  });
}

/** Names that nobody would wish for. */
function awkward(portal: string, now: number): AccountRow[] {
  const names = [
    'x'.repeat(10_000), 'very long name '.repeat(200).trim(), 'חשבון הייצור של החנות', 'حساب الإنتاج', '👩‍💻🚀 lab', '生产环境', '', 'Sandbox', 'Sandbox', 'Sandbox',
    'Ünïcödé – “quoted” & <b>bold</b>', 'a', 'tab and newline',
  ];
  return names.map((name, n) => {
    const id = String(500000000000 + n * 104729);
    const row = account(portal, name || id.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3'), id, PROD, n === 6 ? [] : ['ReadOnlyAccess', 'a-role-with-a-name-of-thirty-two-x'], now);
    return { ...row, nickname: n === 0 ? '🏷️ ' + 'nickname '.repeat(9).trim() : '', tags: n === 2 ? ['שלום', 'x'.repeat(60), `team=${'y'.repeat(40)}`] : [] };
  });
}
