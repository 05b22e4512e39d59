// The page's second host: the same interface in memory, for tests and for looking at the page in a plain browser.
// Rule: it behaves (sign-in takes its course, stars stick, search filters) and never reaches a real build.
// `?state=` picks one of fake/scenes.ts.
import { FakeActivity } from './fake/activity';
import { CHOICES } from './fake/choices';
import { company, crowd } from './fake/company';
import { foundBy } from './fake/found';
import { DECREED, labelled } from './fake/label';
import { answerTo } from './fake/listing';
import { REFUSALS } from './fake/problems';
import { rowsOf } from './fake/rows';
import { awaitingCode, local, portal, SCENES, stageOf, type Scene } from './fake/scenes';
import type {
  AccountRow, Ask, Asked, Consent, Landing, FoundView, Host, KeychainStore, LabelView, LeftView, Listing, NewPortal, Opening, PortalView, Preferences, Problem,
  Lack, QuietView, RoleKey, SessionView, SettingsView, Snapshot, Wanted,
} from './host';

const computer = (): number => Math.floor(Date.now() / 1000);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class FakeHost extends FakeActivity implements Host {
  /** What was asked of the host, for tests. */
  readonly calls: unknown[][] = [];
  /** How long the person takes in the browser, ms. */
  browserTime = 1500;
  /** How long a portal is looked for, and a passphrase typed, ms. */
  lookTime = 150;
  passphraseTime = 150;
  /** How long a tenth of a listing takes, ms. */
  batchTime = 150;
  /** How long rows far down the list take in the scene `slow`, ms. */
  slowness = 3000;
  /** When set, the next command is refused with it. */
  refuseNext: Problem | null = null;
  #portals: PortalView[];
  #settings: SettingsView;
  readonly #ahead: number;
  readonly #scene: Scene;
  #rows: AccountRow[] = [];
  #version = 1;
  #preferences: Preferences = { theme: 'system', grouping: { by: 'name' }, language: 'system' };
  readonly #labels = new Map<string, { label: LabelView; automatic: string }>();
  #wants = new Set<(wanted: Wanted) => void>();
  #listeners = new Set<(snapshot: Snapshot, cause: string) => void>();
  #cancelled = new Map<string, (reason: Problem) => void>();

  constructor(scene: Scene = 'signed-in') {
    super();
    const stage = stageOf(scene, computer());
    [this.#portals, this.#settings, this.#ahead] = [stage.portals, stage.settings, stage.ahead];
    this.#scene = scene;
    this.remember(scene, stage.unseen);
    const name = stage.portals[0]?.name;
    if (name === undefined) return;
    this.#rows = rowsOf(scene, name, this.now());
    this.equip(scene);
    if (scene === 'one-key') this.#role({ portal: name, account: '777788889999', role: 'PowerUserAccess' })!.credentials_until = null;
  }

  protected lacks(): Lack | null {
    const isIn = ({ session }: PortalView) => session.state === 'signed_in' || session.state === 'renewing';
    return this.#portals.length === 0 ? 'portal' : this.#portals.some(isIn) ? null : 'sign_in';
  }

  async opening(rows: number): Promise<Opening> {
    const { grouping = { by: 'name' } } = this.#preferences;
    const ask = { query: '', grouping, hidden: false, stronger: false, from: 0, count: rows, keep: [] };
    const [choices, preferences] = structuredClone([CHOICES, this.#preferences] as const);
    return { snapshot: this.#snapshot(), choices, preferences, languages: [...navigator.languages], typeface: null, wanted: null, listing: await this.listing(ask) };
  }

  async snapshot(): Promise<Snapshot> {
    return this.#snapshot();
  }

  async setPreferences(preferences: Preferences): Promise<void> {
    this.note('setPreferences', preferences);
    this.#preferences = preferences;
  }

  async listing(ask: Ask): Promise<Listing> {
    this.note('listing', structuredClone(ask));
    const listing = structuredClone(answerTo(this.#rows, ask, this.#version, this.rails.support));
    if (this.#scene === 'slow' && ask.from > 0) await pause(this.slowness);
    return listing;
  }

  async discoverPortal(words: string, endpoint: string | null): Promise<FoundView> {
    this.note('discoverPortal', words, endpoint);
    await pause(this.lookTime);
    return foundBy(words, endpoint, this.#portals);
  }

  async addPortal(added: NewPortal): Promise<void> {
    this.note('addPortal', added);
    const { name, startUrl, region, endpoint, also } = added;
    const regions = [region, ...also].map((site, n) => ({ name: site.split('=')[0]!, serving: n === 0, down: false }));
    const same = this.#portals.filter((other) => other.start_url === startUrl);
    for (const other of same) this.#patch(other.name, { shares_with: [...other.shares_with, name] });
    const change = {
      name, start_url: startUrl, region, regions, host: new URL(startUrl).host, local: endpoint !== null, listed_at: null,
      shares_with: same.map((other) => other.name),
    };
    this.#portals.push(portal(this.now(), { ...change, session: { state: 'signed_out' } }));
    this.publish('portal_added');
  }

  async removePortal(name: string): Promise<void> {
    this.note('removePortal', name);
    this.#portals = this.#portals.filter((portal) => portal.name !== name);
    this.#rows = this.#rows.filter((row) => row.portal !== name);
    this.#version++;
    this.publish('portal_removed');
  }

  async exploreDemo(): Promise<string> {
    this.note('exploreDemo');
    this.#portals.push(local(this.now(), { session: { state: 'signed_out' }, listed_at: null }));
    this.publish('portal_added');
    return 'demo';
  }

  async signIn(name: string): Promise<void> {
    this.note('signIn', name);
    await this.#await(name, { state: 'awaiting_browser' });
  }

  async signInWithCode(name: string): Promise<void> {
    this.note('signInWithCode', name);
    await this.#await(name, awaitingCode(this.now() + 600));
  }

  async reopenSignIn(name: string): Promise<void> {
    this.note('reopenSignIn', name);
  }

  async copySignInAddress(name: string): Promise<void> {
    this.note('copySignInAddress', name);
  }

  async openCodePage(name: string, filledIn: boolean): Promise<void> {
    this.note('openCodePage', name, filledIn);
  }

  async cancelSignIn(name: string): Promise<void> {
    this.note('cancelSignIn', name);
    this.#patch(name, { session: { state: 'signed_out' } });
    const reason = { code: 'sign_in_cancelled', message: 'The sign-in was cancelled.', remedy: 'Sign in again.' } as const;
    this.#cancelled.get(name)?.(reason);
    this.#cancelled.delete(name);
  }

  async signOut(name: string): Promise<LeftView[]> {
    this.note('signOut', name);
    this.#patch(name, { session: { state: 'signed_out' } });
    const left: LeftView[] = [];
    for (const row of this.#rows.filter((row) => row.portal === name)) {
      for (const role of row.roles) {
        if (role.credentials_until === null) continue;
        left.push({ account: row.account, name: row.name, role: role.role, until: role.credentials_until });
        role.credentials_until = null;
      }
    }
    this.#version++;
    this.publish('signed_out');
    return left;
  }

  async setQuietHours(quiet: QuietView | null): Promise<void> {
    this.note('setQuietHours', quiet);
    this.#settings = { ...this.#settings, quiet };
    this.publish('settings');
  }

  async useKeychain(store: KeychainStore): Promise<void> {
    this.note('useKeychain', store);
    await pause(this.passphraseTime);
    this.#settings = { ...this.#settings, keychain: store };
    this.#keep(store !== 'memory');
  }

  async unlockKeychain(): Promise<void> {
    this.note('unlockKeychain');
    await pause(this.passphraseTime);
    this.#keep(true);
  }

  async refresh(name: string): Promise<void> {
    this.note('refresh', name);
    const rows = this.#scene === 'arriving' ? crowd(name, 1000, this.now()) : company(name, this.now());
    const known = this.#rows.some((row) => row.portal === name);
    // Accounts come in no order that a person would know.
    rows.sort((a, b) => Number(a.account.slice(-2)) - Number(b.account.slice(-2)));
    const batch = Math.ceil(rows.length / 10);
    for (let done = 0; done < rows.length; done += batch) {
      this.#patch(name, { problem: null, progress: { done, total: rows.length, paced: false } });
      await pause(this.batchTime);
      if (!known) this.#rows = [...this.#rows, ...rows.slice(done, done + batch)];
      this.#version++;
    }
    this.#patch(name, { progress: null, listed_at: this.now() });
  }

  async openConsole(key: RoleKey, at: Landing, consent: Consent): Promise<Asked> {
    const asked = this.guard(key, consent);
    if (asked) return asked;
    const { service, region, place, browser } = at;
    this.note('openConsole', key.account, key.role, service, region, ...(browser !== null ? [place, browser] : place !== null ? [place] : []));
    this.visit(key, at);
    this.#use(key);
    return null;
  }

  async copyCredentials(key: RoleKey, form: string, consent: Consent): Promise<Asked> {
    const asked = this.guard(key, consent);
    if (asked) return asked;
    this.note('copyCredentials', key.account, key.role, form);
    this.#use(key);
    return null;
  }

  async onWanted(callback: (wanted: Wanted) => void): Promise<() => void> {
    this.#wants.add(callback);
    return () => this.#wants.delete(callback);
  }

  /** Somebody chose this in the tray. */
  want(wanted: Wanted): void {
    this.#wants.forEach((wants) => wants(wanted));
  }

  async star(portal: string, account: string, starred: boolean): Promise<void> {
    this.note('star', portal, account, starred);
    this.#change((row) => (row.account === account && row.portal === portal ? { ...row, starred } : row));
    this.publish('labelled');
  }

  async labelOf(portal: string, account: string): Promise<LabelView> {
    this.note('labelOf', portal, account);
    const row = this.#rows.find((row) => row.account === account && row.portal === portal)!;
    const label = this.#labels.get(account)?.label;
    return structuredClone(label ?? { nickname: row.nickname, colour: null, tags: row.tags.filter((tag) => tag !== DECREED), hidden: row.hidden });
  }

  async setLabel(portal: string, account: string, label: LabelView): Promise<void> {
    this.note('setLabel', portal, account, label);
    this.#change((row) => {
      if (row.account !== account || row.portal !== portal) return row;
      const automatic = this.#labels.get(account)?.automatic ?? row.colour;
      const after = labelled(row, label, automatic);
      this.#labels.set(account, { label: { ...label, nickname: after.nickname, tags: after.tags.filter((tag) => tag !== DECREED) }, automatic });
      return after;
    });
    this.publish('labelled');
  }

  async awaitAccess(portal: string): Promise<void> {
    this.note('awaitAccess', portal);
    this.#patch(portal, { awaits_access: this.now() + 300 }, 'access_awaited');
  }

  async awaitAccessNoMore(portal: string): Promise<void> {
    this.note('awaitAccessNoMore', portal);
    this.#patch(portal, { awaits_access: null }, 'access_awaited');
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

  /** For tests: something is wrong with a portal. */
  trouble(name: string, problem: Problem): void {
    this.#patch(name, { problem });
  }

  /** For tests: accounts are gained, each like the first one but for what is said. */
  gain(...rows: Partial<AccountRow>[]): void {
    this.#rows = [...rows.map((row) => ({ ...structuredClone(this.#rows[0]!), ...row })), ...this.#rows];
    this.#version++;
    this.publish('listed');
  }

  /** For tests: accounts are lost. */
  lose(isLost: (row: AccountRow) => boolean): void {
    this.#rows = this.#rows.filter((row) => !isLost(row));
    this.#version++;
    this.publish('listed');
  }

  /** For tests: the access that was waited for is there. */
  arrive(portal: string, account: string, name: string): void {
    this.gained(portal, account, name);
    this.#patch(portal, { awaits_access: null }, 'listed');
    this.publish('access_arrived');
  }

  /** For tests: the time for it is over. */
  giveUp(portal: string): void {
    this.#patch(portal, { awaits_access: null }, 'listed');
  }

  #snapshot(): Snapshot {
    const snapshot = {
      ready: true, portals: this.#portals, listing_version: this.#version, account_count: this.#rows.length,
      unseen_changes: this.unseen(),
      edited_profiles: this.kept.edited, profile_count: this.kept.count, profiles_version: 0,
      clock: { ahead: this.#ahead, wrong: Math.abs(this.#ahead) > 300 }, settings: this.#settings,
      serving: this.serving, step_ups: this.stepUps,
    };
    return structuredClone(snapshot);
  }

  /** The portals' time. */
  protected now(): number {
    return computer() - this.#ahead;
  }

  /** The person is busy elsewhere, until signed in or cancelled. */
  async #await(name: string, session: SessionView): Promise<void> {
    this.#patch(name, { session, problem: null });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, this.browserTime);
      this.#cancelled.set(name, (reason) => (clearTimeout(timer), reject(reason)));
    });
    const saved = this.#settings.keychain !== 'memory';
    this.#patch(name, { session: { state: 'signed_in', until: this.now() + 3600, saved, ending: false } });
    void this.refresh(name);
  }

  /** The keychain has answered: what waited for it is read or saved. */
  #keep(saved: boolean): void {
    for (const { name, session, problem } of this.#portals) {
      if (!problem?.code.startsWith('keychain') && session.state !== 'signed_in') continue;
      this.#patch(name, { problem: null, session: { state: 'signed_in', until: this.now() + 3600, saved, ending: false } });
    }
    this.publish('keychain');
  }

  #patch(name: string, change: Partial<PortalView>, cause = 'session'): void {
    this.#portals = this.#portals.map((portal) => (portal.name === name ? { ...portal, ...change } : portal));
    this.publish(cause);
  }

  protected accounts(): AccountRow[] {
    return this.#rows;
  }

  #change(change: (row: AccountRow) => AccountRow): void {
    this.#rows = this.#rows.map(change);
    this.#version++;
  }

  protected publish(cause: string): void {
    for (const listener of this.#listeners) listener(this.#snapshot(), cause);
  }

  protected note(...call: unknown[]): void {
    this.calls.push(call);
    const refusal = this.refuseNext ?? REFUSALS[`${this.#scene} ${String(call[0])}`];
    if (!refusal || call[0] === 'listing') return;
    this.refuseNext = null;
    throw refusal;
  }

  #role(key: RoleKey) {
    return this.#rows.find((r) => r.account === key.account)?.roles.find((r) => r.role === key.role);
  }

  #use(key: RoleKey): void {
    const role = this.#role(key);
    if (!role) return;
    role.last_used = this.now();
    role.credentials_until ??= this.now() + 3600;
    this.#change((row) => (row.account === key.account ? { ...row, last_used: role.last_used } : row));
    this.publish('console_opened');
  }
}

const wanted = new URLSearchParams(location.search).get('state');

/** The fake host the page starts with. */
export const host: Host = new FakeHost(SCENES.find((scene) => scene === wanted) ?? 'signed-in');
