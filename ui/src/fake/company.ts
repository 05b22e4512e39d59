// The SecureCart company, as the fake host knows it: its accounts, and as many more as a scenario asks for.
import type { AccountRow, RoleClass, RoleRow } from '../host';

const CLASS: Record<string, RoleClass> = {
  ReadOnlyAccess: 'read',
  SecurityAudit: 'read',
  ViewOnlyAccess: 'read',
  Billing: 'unknown',
  Operator: 'write',
  PowerUserAccess: 'write',
  DatabaseAdministrator: 'write',
  AdministratorAccess: 'admin',
};
const RANK: RoleClass[] = ['read', 'unknown', 'write', 'admin'];
export const PROD = '#c2410c';
const STAGING = '#a16207';
const DEV = '#0f766e';
const CORE = '#4f46e5';

const COMPANY: [name: string, id: string, colour: string, roles: string[]][] = [
  ['Management', '100010001000', CORE, ['Billing', 'AdministratorAccess']],
  ['Log Archive', '200020002000', CORE, ['SecurityAudit', 'AdministratorAccess']],
  ['Audit', '300030003000', CORE, ['SecurityAudit', 'AdministratorAccess']],
  ['Dev', '111122223333', DEV, ['AdministratorAccess']],
  ['Staging', '777788889999', STAGING, ['PowerUserAccess', 'AdministratorAccess']],
  ['Production', '444455556666', PROD, ['AdministratorAccess', 'ReadOnlyAccess', 'SecurityAudit']],
];
const TEAMS = ['checkout', 'search', 'payments', 'warehouse', 'identity', 'media'];
const STAGES: [string, string, string[]][] = [
  ['prod', PROD, ['ReadOnlyAccess', 'Operator']],
  ['staging', STAGING, ['ReadOnlyAccess', 'PowerUserAccess']],
  ['dev', DEV, ['PowerUserAccess', 'AdministratorAccess', 'ViewOnlyAccess', 'DatabaseAdministrator', 'Billing']],
];

/** The six accounts of the company and the shop's eighteen. */
export function company(portal: string, now: number): AccountRow[] {
  const rows = COMPANY.map(([name, id, colour, roles]) => account(portal, name, id, colour, roles, now));
  TEAMS.forEach((team, t) =>
    STAGES.forEach(([stage, colour, roles], s) =>
      rows.push(account(portal, `shop-${team}-${stage}`, `21010034${5512 + t * 88 + s}`, colour, roles, now)),
    ),
  );
  const used = (name: string, role: string, ago: number, left: number | null) => {
    const row = rows.find((r) => r.name === name)!;
    const entry = row.roles.find((r) => r.role === role)!;
    row.last_used = entry.last_used = now - ago;
    entry.credentials_until = left === null ? null : now + left;
  };
  used('Production', 'ReadOnlyAccess', 41 * 60, 47 * 60 + 20);
  used('Staging', 'PowerUserAccess', 12 * 60, 22 * 60 + 5);
  used('shop-checkout-prod', 'ReadOnlyAccess', 26 * 3600, null);
  for (const name of ['Production', 'shop-payments-prod']) rows.find((r) => r.name === name)!.starred = true;
  return rows;
}

/** A company of `n` accounts, some with names nobody would wish for. */
export function crowd(portal: string, n: number, now: number): AccountRow[] {
  return Array.from({ length: n }, (_, i) => {
    const team = `${TEAMS[i % TEAMS.length]}${Math.floor(i / 60)}`;
    const [stage, colour, roles] = STAGES[i % STAGES.length]!;
    const name =
      i % 997 === 0 ? `<img src=x onerror=alert(1)> ${'very-long-'.repeat(12)}${i}` : `${team}-${stage}-${i}`;
    return account(portal, name, String(300000000000 + i * 7919).padStart(12, '0'), colour, roles, now);
  });
}

/** How much a role can do, read from its name. */
export function classOf(role: string): RoleClass {
  return CLASS[role] ?? 'unknown';
}

/** What an export would call the profile. */
export function proposedName(account: string, role: string): string {
  return `${slugOf(account)}-${role.replace(/Access$/, '').toLowerCase()}`;
}

const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40);

/** One account, listed just now. */
export function account(portal: string, name: string, id: string, colour: string, roles: string[], now: number): AccountRow {
  const slug = slugOf(name);
  const rows = roles.map<RoleRow>((role) => ({
    role,
    class: classOf(role),
    credentials_until: null,
    last_used: null,
  }));
  rows.sort((a, b) => RANK.indexOf(a.class) - RANK.indexOf(b.class));
  return {
    portal,
    account: id,
    number: id.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3'),
    name,
    nickname: '',
    email: `aws+${slug}@securecart.example`,
    colour,
    tags: [],
    starred: false,
    hidden: false,
    last_used: null,
    listed_at: now - 2 * 3600 - 300,
    withheld: 0,
    marks: [],
    roles: rows,
  };
}
