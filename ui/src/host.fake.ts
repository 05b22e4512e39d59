// The page's second host: the same interface in memory, for tests and for looking at the page in a plain browser.
// Rule: it behaves (sign-in takes its course, stars stick, search filters) and never reaches a real build.
// `?state=` picks one of fake/scenes.ts.
import { company, crowd, proposedName } from './fake/company';
import { listingOf } from './fake/listing';
import { foundBy } from './fake/found';
import { portalOf, SCENES, type Scene } from './fake/scenes';
import type {
  AccountRow, Choices, FoundView, Host, Listing, PlanView, PortalChoices, PortalView, Preferences, Problem, RoleKey, SessionView, Snapshot,
} from './host';

const now = (): number => Math.floor(Date.now() / 1000);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class FakeHost implements Host {
  /** What was asked of the host, for tests. */
  readonly calls: unknown[][] = [];
  /** How long the person takes in the browser, ms. */
  browserTime = 1500;
  /** When set, the next command is refused with it. */
  refuseNext: Problem | null = null;
  #portals: PortalView[] = [];
  #rows: AccountRow[] = [];
  #version = 1;
  #theme: Preferences['theme'] = 'system';
  #listeners = new Set<(snapshot: Snapshot, cause: string) => void>();
  #cancelled = new Map<string, (reason: Problem) => void>();

  constructor(scene: Scene = 'signed-in') {
    if (scene === 'first-run') return;
    const portal = portalOf(scene, now());
    this.#portals = [portal];
    if (scene === 'two-portals') this.#portals.push({ ...portalOf('local', now()), session: { state: 'signed_out' } });
    if (scene === 'empty' || scene === 'awaiting') return;
    this.#rows = scene === 'many' ? crowd(portal.name, 10_000) : company(portal.name, now());
    if (scene === 'listing') for (const row of this.#rows.slice(14)) row.roles = [];
    if (scene === 'keychain-absent') this.#patch(portal.name, { session: { ...portal.session } });
  }

  async snapshot(): Promise<Snapshot> {
    return this.#snapshot();
  }

  async choices(): Promise<Choices> {
    return structuredClone(CHOICES);
  }

  async preferences(): Promise<Preferences> {
    return { theme: this.#theme };
  }

  async setPreferences({ theme }: Preferences): Promise<void> {
    this.#note('setPreferences', theme);
    this.#theme = theme;
  }

  async listing(query: string): Promise<Listing> {
    this.#note('listing', query);
    return listingOf(this.#rows, query, this.#version);
  }

  async discoverPortal(typed: string, endpoint: string | null): Promise<FoundView> {
    this.#note('discoverPortal', typed, endpoint);
    await pause(300);
    return foundBy(typed, endpoint, this.#portals);
  }

  async addPortal(
    name: string, startUrl: string, region: string, endpoint: string | null, more?: PortalChoices,
  ): Promise<void> {
    this.#note('addPortal', name, startUrl, region, endpoint, ...(more ? [more] : []));
    const portal = portalOf('signed-out', now());
    const same = this.#portals.filter((other) => other.start_url === startUrl && other.name !== name);
    for (const other of same) this.#patch(other.name, { shares_with: [...other.shares_with, name] });
    const shares_with = same.map((other) => other.name);
    this.#portals = this.#portals.filter((other) => other.name !== name);
    this.#portals.push({
      ...portal, name, start_url: startUrl, region, host: new URL(startUrl).host, listed_at: null, shares_with,
    });
    this.#publish('portal_added');
  }

  async removePortal(name: string): Promise<void> {
    this.#note('removePortal', name);
    this.#portals = this.#portals.filter((portal) => portal.name !== name);
    this.#rows = this.#rows.filter((row) => row.portal !== name);
    this.#version++;
    this.#publish('portal_removed');
  }

  async exploreDemo(): Promise<string> {
    this.#note('exploreDemo');
    this.#portals.push({ ...portalOf('local', now()), session: { state: 'signed_out' }, listed_at: null });
    this.#publish('portal_added');
    return 'demo';
  }

  async signIn(name: string): Promise<void> {
    this.#note('signIn', name);
    this.#patch(name, { session: { state: 'awaiting_browser' }, problem: null });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, this.browserTime);
      this.#cancelled.set(name, (reason) => (clearTimeout(timer), reject(reason)));
    });
    this.#patch(name, { session: { state: 'signed_in', until: now() + 3600, saved: true, ending: false } });
    void this.refresh(name);
  }

  async cancelSignIn(name: string): Promise<void> {
    this.#note('cancelSignIn', name);
    this.#patch(name, { session: { state: 'signed_out' } });
    const reason = { code: 'sign_in_cancelled', message: 'The sign-in was cancelled.', remedy: 'Sign in again.' } as const;
    this.#cancelled.get(name)?.(reason);
    this.#cancelled.delete(name);
  }

  async signOut(name: string): Promise<void> {
    this.#note('signOut', name);
    this.#patch(name, { session: { state: 'signed_out' } });
  }

  async refresh(name: string): Promise<void> {
    this.#note('refresh', name);
    const rows = company(name, now());
    const known = this.#rows.some((row) => row.portal === name);
    for (let done = 0; done < rows.length; done += 6) {
      this.#patch(name, { problem: null, progress: { done, total: rows.length } });
      await pause(250);
      if (!known) this.#rows.push(...rows.slice(done, done + 6));
      this.#version++;
    }
    this.#patch(name, { progress: null, listed_at: now() });
  }

  async openConsole(key: RoleKey, service: string | null, region: string | null): Promise<void> {
    this.#note('openConsole', key.account, key.role, service, region);
    this.#use(key);
  }

  async copyCredentials(key: RoleKey, form: string): Promise<void> {
    this.#note('copyCredentials', key.account, key.role, form);
    this.#use(key);
  }

  async planProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView> {
    this.#note('planProfile', key.account, key.role, name, form);
    const profile = name ?? proposedName(this.#rows.find((row) => row.account === key.account)!.name, key.role);
    const lines =
      form === 'sso-session'
        ? ['sso_session = portico-securecart', `sso_account_id = ${key.account}`, `sso_role_name = ${key.role}`]
        : [`credential_process = /usr/bin/portico credentials --portal ${key.portal} --account ${key.account} --role ${key.role}`];
    const added = [`[profile ${profile}]`, ...lines, 'region = eu-west-1'].map((line) => `+${line}`);
    const head = ['--- ~/.aws/config', '+++ ~/.aws/config', '@@ -12,3 +12,6 @@', ' # >>> portico >>>', ' '];
    return { path: '~/.aws/config', profile, diff: [...head, ...added, ' # <<< portico <<<', ''].join('\n') };
  }

  async exportProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView> {
    const plan = await this.planProfile(key, name, form);
    this.#note('exportProfile', key.account, key.role, name, form);
    return plan;
  }

  async star(portal: string, account: string, starred: boolean): Promise<void> {
    this.#note('star', portal, account, starred);
    this.#rows = this.#rows.map((r) => (r.account === account && r.portal === portal ? { ...r, starred } : r));
    this.#version++;
    this.#publish('starred');
  }

  async onChanged(callback: (snapshot: Snapshot, cause: string) => void): Promise<() => void> {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  async onShown(): Promise<() => void> {
    return () => {};
  }

  /** For tests: the session of a portal changes by itself. */
  become(name: string, session: SessionView): void {
    this.#patch(name, { session });
  }

  /** For tests: an account is gained at the top of the list. */
  gain(row: Partial<AccountRow>): void {
    this.#rows = [{ ...structuredClone(this.#rows[0]!), ...row }, ...this.#rows];
    this.#version++;
    this.#publish('listed');
  }

  #snapshot(): Snapshot {
    const snapshot = {
      ready: true, portals: this.#portals, listing_version: this.#version, account_count: this.#rows.length,
      clock: { ahead: 0, wrong: false },
      settings: { quiet: null, device_code: true, fixed: [], keychain: 'system' as const },
    };
    return structuredClone(snapshot);
  }

  #patch(name: string, change: Partial<PortalView>): void {
    this.#portals = this.#portals.map((portal) => (portal.name === name ? { ...portal, ...change } : portal));
    this.#publish('session');
  }

  #publish(cause: string): void {
    for (const listener of this.#listeners) listener(this.#snapshot(), cause);
  }

  #note(...call: unknown[]): void {
    this.calls.push(call);
    const refusal = this.refuseNext;
    if (refusal === null || call[0] === 'listing') return;
    this.refuseNext = null;
    throw refusal;
  }

  #role(key: RoleKey) {
    return this.#rows.find((r) => r.account === key.account)?.roles.find((r) => r.role === key.role);
  }

  #use(key: RoleKey): void {
    const role = this.#role(key);
    if (!role) return;
    role.last_used = now();
    role.credentials_until ??= now() + 3600;
    this.#rows = this.#rows.map((r) => (r.account === key.account ? { ...r, last_used: role.last_used } : r));
    this.#version++;
    this.#publish('used');
  }
}

const named = (pairs: [string, string][]) => pairs.map(([id, name]) => ({ id, name }));

const CHOICES: Choices = {
  services: named([
    ['cloudwatch', 'CloudWatch'], ['cloudformation', 'CloudFormation'], ['dynamodb', 'DynamoDB'], ['ec2', 'EC2'],
    ['ecs', 'ECS'], ['iam', 'IAM'], ['lambda', 'Lambda'], ['rds', 'RDS'], ['s3', 'S3'],
  ]),
  regions: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'eu-north-1', 'ap-southeast-2'],
  forms: named([
    ['bash', 'bash'], ['zsh', 'zsh'], ['fish', 'fish'], ['powershell', 'PowerShell'], ['cmd', 'cmd'],
    ['env', '.env file'], ['json', 'JSON'],
  ]),
  usual_form: 'bash',
};

const wanted = new URLSearchParams(location.search).get('state');

/** The fake host the page starts with. */
export const host: Host = new FakeHost(SCENES.find((scene) => scene === wanted) ?? 'signed-in');
