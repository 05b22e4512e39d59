// The profiles of the fake host. Rule: it behaves: what a sync shows is what it then writes, names follow the template,
// and the last write can be taken back.
import type {
  AccountRow, ExamplesView, Named, PlanView, Problem, ProfileAsk, ProfileListing, ProfileRow, ProfilesWish, ReportView, RoleKey, SyncView, SyncWish,
} from '../host';
import { titleOf } from '../format';
import { classOf, proposedName } from './company';
import { named, refused, USUAL } from './names';
import type { Scene } from './scenes';

const PATH = '~/.aws/config';
/** The start of what is kept in a scene: so many roles, and what has become of some of them. */
const KEPT: Partial<Record<Scene, number>> = {
  profiles: 14, 'profiles-drift': 14, 'profiles-many': 10_000, 'profiles-conflict': 9, 'profiles-step': 99_999, 'profiles-awkward': 40, serving: 14,
};

export class FakeProfiles {
  #kept: ProfileRow[];
  #before: ProfileRow[] | null = null;
  #usual: SyncView = { choice: 'all', query: '', template: USUAL, form: 'credential_process', usual_template: USUAL };
  readonly #scene: Scene;
  readonly #now: number;

  constructor(scene: Scene, accounts: AccountRow[], now: number) {
    [this.#scene, this.#now] = [scene, now];
    this.#kept = rolesOf(accounts).slice(0, KEPT[scene] ?? 0).map(({ row, role }) => kept(row, role, name(row, role, USUAL)));
    this.#kept = inNames(scene === 'profiles-drift' ? this.#drifted(this.#kept) : this.#kept);
    if (this.#kept.length > 0) this.#before = [];
  }

  get count(): number {
    return this.#kept.length;
  }

  get edited(): number {
    return this.#kept.filter(({ edited }) => edited).length;
  }

  listing({ query, only, from, count }: ProfileAsk): ProfileListing {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const hay = (row: ProfileRow) => `${row.profile} ${row.title} ${row.account} ${row.number} ${row.role} ${row.portal} ${row.form}`.toLowerCase();
    const found = this.#kept.filter((row) => (only === null || row[only]) && words.every((word) => hay(row).includes(word)));
    const is = (what: 'edited' | 'role_gone' | 'parent_missing') => this.#kept.filter((row) => row[what]).length;
    return {
      path: PATH, all: this.#kept.length, edited: is('edited'), role_gone: is('role_gone'), parent_missing: is('parent_missing'),
      total: found.length, from, rows: found.slice(from, from + count), undoable: this.#before !== null,
    };
  }

  usual(): SyncView {
    return this.#usual;
  }

  examples(template: string, accounts: AccountRow[]): ExamplesView {
    const fault = refused(template);
    if (fault) throw fault;
    const all = this.#names(accounts, template);
    const apart = all.filter(({ told_apart }) => told_apart);
    const some = [...new Set([...all.slice(0, 2), ...apart.slice(0, 1), ...all.slice(-1)])];
    return { examples: some.map(({ title, role, profile, told_apart }) => ({ title, role, profile, told_apart })), total: all.length, told_apart: apart.length };
  }

  /** What a wish does; done when `write` says so. */
  change(wish: ProfilesWish, accounts: AccountRow[], write: boolean): ReportView {
    if (write && this.#scene === 'profiles-conflict') throw CONFLICT;
    const next = wish.do === 'sync' ? this.#synced(wish.with, accounts) : wish.do === 'remove' ? this.#kept.filter(({ profile }) => !wish.with.includes(profile)) : this.#before;
    if (next === null) throw NOTHING;
    const report = this.#report(inNames(next), wish.do === 'sync' ? wish.with : null, accounts);
    if (!write) return report;
    [this.#before, this.#kept] = [this.#kept, inNames(next)];
    if (wish.do === 'sync' && wish.with.remember) this.#usual = { ...this.#usual, ...wish.with };
    return report;
  }

  #names(accounts: AccountRow[], template: string) {
    return named(rolesOf(accounts).map(({ row, role }) => ({ row, role, title: titleOf(row), number: row.account })), template);
  }

  #synced(wish: SyncWish, accounts: AccountRow[]): ProfileRow[] {
    const fault = refused(wish.template);
    if (fault) throw fault;
    const fits = (row: AccountRow, role: string) =>
      wish.choice === 'all' || (wish.choice === 'favourites' ? row.starred : wish.query.toLowerCase().split(/\s+/).every((word) => `${row.name} ${role}`.toLowerCase().includes(word)));
    const wanted = this.#names(accounts, wish.template).filter(({ row, role }) => fits(row, role));
    const alone = new Set(this.#kept.filter(({ synced }) => !synced).map(({ profile }) => profile));
    const put = wanted.filter(({ profile }) => !alone.has(profile)).map(({ row, role, profile }) => ({ ...kept(row, role, profile), form: wish.form }));
    const [isPut, isRenamed] = [new Set(put.map(({ profile }) => profile)), renamed(put)];
    const stays = this.#kept.filter((row) => !isPut.has(row.profile) && !(wish.prune && (row.role_gone || isRenamed(row))));
    return [...stays, ...put];
  }

  #report(next: ProfileRow[], wish: SyncWish | null, accounts: AccountRow[]): ReportView {
    const [was, is] = [this.#kept, next].map((rows) => new Map(rows.map((row) => [row.profile, row])));
    const names = (rows: ProfileRow[]): Named => ({ count: rows.length, first: rows.slice(0, 8).map(({ profile }) => profile) });
    const [gone, fresh] = [this.#kept.filter((row) => !is!.has(row.profile)), next.filter((row) => !was!.has(row.profile))];
    const restored = next.filter((row) => was!.get(row.profile)?.edited && !row.edited);
    const isRestored = new Set(restored);
    const changed = next.filter((row) => was!.has(row.profile) && was!.get(row.profile)!.form !== row.form && !isRestored.has(row));
    const lines = [...gone.flatMap((row) => section(row, '-')), ...[...fresh, ...restored, ...changed].flatMap((row) => section(row, '+'))];
    const touched = fresh.length + restored.length + changed.length;
    const isRenamed = renamed(wish ? this.#synced(wish, accounts).filter(({ profile }) => !was!.has(profile)) : []);
    return {
      path: PATH, diff: lines.length === 0 ? '' : [`--- ${PATH}`, `+++ ${PATH}`, '@@ -12,3 +12,48 @@', ...lines.slice(0, 600), ''].join('\n'),
      more_lines: Math.max(0, lines.length - 600), added: names(fresh), changed: names(changed), restored: names(restored), removed: names(gone),
      kept: next.length - touched, stale: names(next.filter(({ role_gone }) => role_gone)),
      superseded: names(this.#kept.filter((row) => !row.role_gone && is!.has(row.profile) && isRenamed(row))),
      edited: names(next.filter(({ edited }) => edited)), parent_missing: names(next.filter(({ parent_missing }) => parent_missing)),
    };
  }

  /** Time has passed and others were here. */
  #drifted(rows: ProfileRow[]): ProfileRow[] {
    const bare = { ...rows[0]!, class: classOf('Deploy'), synced: true };
    const more: ProfileRow[] = [
      { ...bare, profile: 'deploy', form: 'role-chain', parent_missing: true, account: '121212121212', number: '1212-1212-1212', title: '' },
      { ...bare, profile: 'legacy-tool-keys', form: 'keys', synced: false, until: this.#now + 47 * 60 },
      { ...bare, profile: 'shop-legacy-prod-readonlyaccess', title: '', account: '210100349999', number: '2101-0034-9999', role_gone: true },
      { ...bare, profile: 'shop-legacy-dev-poweruseraccess', title: '', account: '210100349998', number: '2101-0034-9998', role_gone: true, edited: true },
    ];
    return [...rows.map((row, n) => ({ ...row, edited: n % 6 === 2, synced: n !== 4, region: n % 3 === 0 ? 'eu-west-1' : null })), ...more];
  }
}

/** What an export of one role writes. */
export function planOf(key: RoleKey, account: string, name: string | null, form: string): PlanView {
  const profile = name ?? proposedName(account, key.role);
  const lines =
    form === 'sso-session'
      ? ['sso_session = portico-securecart', `sso_account_id = ${key.account}`, `sso_role_name = ${key.role}`]
      : [`credential_process = /usr/bin/portico credentials --portal ${key.portal} --account ${key.account} --role ${key.role}`];
  const added = [`[profile ${profile}]`, ...lines, 'region = eu-west-1'].map((line) => `+${line}`);
  const head = ['--- ~/.aws/config', '+++ ~/.aws/config', '@@ -12,3 +12,6 @@', ' # >>> portico >>>', ' '];
  return { path: PATH, profile, diff: [...head, ...added, ' # <<< portico <<<', ''].join('\n') };
}

function rolesOf(accounts: AccountRow[]): { row: AccountRow; role: string }[] {
  return accounts.flatMap((row) => row.roles.map(({ role }) => ({ row, role })));
}

function kept(row: AccountRow, role: string, profile: string): ProfileRow {
  const { portal, account, number } = row;
  return {
    profile, portal, account, number, title: titleOf(row), role, class: classOf(role), form: 'credential_process', region: null, synced: true,
    edited: false, role_gone: false, parent_missing: false, until: null,
  };
}

const name = (row: AccountRow, role: string, template: string): string => named([{ row, role, title: titleOf(row), number: row.account }], template)[0]!.profile;
const inNames = (rows: ProfileRow[]): ProfileRow[] => [...rows].sort((a, b) => (a.profile < b.profile ? -1 : 1));

/** Tells whether a role has another name among these. */
function renamed(rows: ProfileRow[]): (row: ProfileRow) => boolean {
  const names = new Map(rows.map(({ portal, account, role, profile }) => [`${portal} ${account} ${role}`, profile]));
  return ({ portal, account, role, profile, synced }) => synced && (names.get(`${portal} ${account} ${role}`) ?? profile) !== profile;
}

function section({ profile, portal, account, role, form }: ProfileRow, sign: string): string[] {
  const source = form === 'credential_process' ? `credential_process = /usr/bin/portico credentials --portal ${portal} --account ${account} --role ${role}` : `sso_session = portico-${portal}`;
  return [`[profile ${profile}]`, source, ''].map((line) => `${sign}${line}`);
}

const CONFLICT: Problem = {
  code: 'file_busy', message: 'Another program changed ~/.aws/config 5 times while Portico tried to write it.', remedy: 'Wait until that program has ended, then try again.',
};
const NOTHING: Problem = { code: 'not_found', message: 'There is nothing to undo in ~/.aws/config.', remedy: 'Portico can take back its last write only.' };
