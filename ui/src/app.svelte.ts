// Everything the page knows: one class of runes holding the newest snapshot, the listing and what is chosen.
// Rule: the host owns the truth; here it is only kept, asked for again, and acted on. Components hold no state that
// two of them need.
import { createContext } from 'svelte';
import { onMac } from './format';
import type {
  AccountRow, Choices, Host, KeychainStore, LeftView, Listing, PortalView, Problem, QuietView, RoleKey, RoleRow, Snapshot, Theme,
} from './host';
import { problemOf } from './host';
import { again, HEIGHT, layOut, type RowItem } from './rows';
import { text } from './text';

/** How much room there is: three columns, two with a bar below, or one. */
export type Layout = 'wide' | 'medium' | 'narrow';
export type Page = 'access' | 'settings';
export type Sheet = 'keys' | 'export' | 'details' | 'keychain';

/** A command that failed, and how to do it again. */
export interface Failure {
  problem: Problem;
  portal: string | null;
  retry: () => Promise<unknown>;
  /** Another way to the same end: a code in place of a browser that could not be opened. */
  useCode?: () => Promise<unknown>;
}

const RELOAD_PAUSE = 120;

export class App {
  ready = $state(false);
  snapshot = $state.raw<Snapshot>({
    ready: false, portals: [], listing_version: 0, account_count: 0,
    clock: { ahead: 0, wrong: false }, settings: { quiet: null, device_code: true, fixed: [], keychain: 'system' },
  });
  listing = $state.raw<Listing | null>(null);
  choices = $state.raw<Choices>({ services: [], regions: [], forms: [], usual_form: '' });
  theme = $state<Theme>('system');
  page = $state<Page>('access');
  sheet = $state<Sheet | null>(null);
  layout = $state<Layout>('wide');
  stacked = $state(false);
  /** The window is so low that only the search, the list and the actions stand in it. */
  short = $state(false);
  query = $state('');
  /** Which account is chosen, by the key of its row, and which of its roles. */
  chosen = $state.raw<{ key: string; role: string | null } | null>(null);
  service = $state('');
  region = $state('');
  form = $state('');
  failure = $state.raw<Failure | null>(null);
  /** Said to everybody: drawn for a while, read aloud once. */
  said = $state('');
  /** What a sign-out has left behind, until the person has seen it. */
  left = $state.raw<{ portal: string; keys: LeftView[] } | null>(null);
  /** The portal whose sign-in goes on with a new code; the sheet stays meanwhile. */
  switching = $state<string | null>(null);
  /** The keychain has been asked and has not answered yet. */
  asking = $state(false);
  /** The person has seen that the clock is wrong. */
  clockSeen = $state(false);
  /** How many commands are under way. */
  busy = $state(0);
  /** The arrows have gone into the list, so left and right choose roles. */
  inList = $state(false);
  /** What every time of the snapshot is compared with: the portals' time, epoch seconds. */
  now = $derived.by(() => this.#computer - (this.snapshot.clock.ahead ?? 0));
  /** Grows when the search field should take the focus. */
  searchWanted = $state(0);
  readonly mod = onMac() ? text.keys.mac : text.keys.other;

  rows = $derived(layOut(this.listing, this.stacked ? HEIGHT.stacked : HEIGHT.row));
  item = $derived.by((): RowItem | undefined => (this.chosen ? this.rows.items[this.#index()] : undefined));
  row = $derived<AccountRow | undefined>(this.item?.row);
  role = $derived.by((): RoleRow | undefined => {
    const wanted = this.chosen?.role;
    return this.row?.roles.find((role) => role.role === wanted) ?? this.row?.roles[0];
  });
  portal = $derived.by((): PortalView | undefined => this.portalNamed(this.row?.portal) ?? this.snapshot.portals[0]);
  awaiting = $derived.by((): PortalView | undefined =>
    this.snapshot.portals.find((p) => p.session.state.startsWith('awaiting') || p.name === this.switching),
  );

  readonly host: Host;
  #computer = $state(Math.floor(Date.now() / 1000));
  #asked = 0;
  #loading = false;
  #again = false;
  #said: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.host = host;
  }

  /** Asks once, then listens; answers how to stop. */
  async start(): Promise<() => void> {
    const stops = await Promise.all([
      this.host.onChanged((snapshot) => this.take(snapshot)),
      this.host.onShown((search) => search && this.go('access')),
    ]);
    const [snapshot, choices, preferences] = await Promise.all([
      this.host.snapshot(), this.host.choices(), this.host.preferences(),
    ]);
    this.choices = choices;
    this.form = choices.usual_form || (choices.forms[0]?.id ?? '');
    this.theme = preferences.theme;
    this.snapshot = snapshot;
    await this.#load();
    this.ready = true;
    return () => stops.forEach((stop) => stop());
  }

  /** A new state of things; the listing is asked for again only when something in it may have changed. */
  take(snapshot: Snapshot): void {
    const sessions = (s: Snapshot) => s.portals.map((p) => p.name + p.session.state).join();
    const stale = snapshot.listing_version !== this.snapshot.listing_version;
    const turned = sessions(snapshot) !== sessions(this.snapshot);
    this.snapshot = snapshot;
    if (!snapshot.clock.wrong) this.clockSeen = false;
    if (stale || turned) this.reload();
  }

  /** Asks for the listing again; many calls at once become few. */
  reload(): void {
    this.#again = true;
    if (!this.#loading) void this.#reloading();
  }

  /** The person typed: the answer to an older question is dropped. */
  async search(query: string): Promise<void> {
    this.query = query;
    this.inList = false;
    await this.#load(true);
  }

  /** Moves the choice by `step` accounts, staying inside the list. */
  step(step: number): boolean {
    const last = this.rows.items.length - 1;
    if (last < 0) return false;
    const from = this.item?.index ?? (step > 0 ? -1 : last + 1);
    this.inList = true;
    this.choose(Math.min(last, Math.max(0, from + step)));
    return true;
  }

  /** Chooses the account at `index` and, unless a role is named, its weakest role. */
  choose(index: number, role?: string): void {
    const item = this.rows.items[index];
    if (item) this.chosen = { key: item.key, role: role ?? item.row.roles[0]?.role ?? null };
  }

  /** Moves to the next or the previous role of the account. */
  turn(step: number): boolean {
    const roles = this.row?.roles ?? [];
    const at = roles.findIndex((role) => role.role === this.role?.role);
    const next = roles[at + step];
    if (next) this.pick(next.role);
    return roles.length > 0;
  }

  /** Empties the search; false when it was empty already. */
  clear(): boolean {
    if (this.query === '') return false;
    void this.search('');
    return true;
  }

  pick(role: string): void {
    if (this.chosen) this.chosen = { key: this.chosen.key, role };
  }

  /** The key of the chosen role, for commands. */
  key(): RoleKey | null {
    const { row, role } = this;
    return row && role ? { portal: row.portal, account: row.account, role: role.role } : null;
  }

  open(): boolean {
    const [key, name] = [this.key(), this.row?.name ?? ''];
    if (!key) return false;
    const done = text.done.opened(key.role, name);
    void this.act(() => this.host.openConsole(key, this.service || null, this.region || null), done, key.portal);
    return true;
  }

  copy(): void {
    const key = this.key();
    if (!key) return;
    const form = this.choices.forms.find(({ id }) => id === this.form);
    if (!form) return;
    const done = text.done.copied(key.role, form.name);
    void this.act(() => this.host.copyCredentials(key, form.id), done, key.portal);
  }

  star(row = this.row): boolean {
    if (!row) return false;
    const done = row.starred ? text.done.unstarred(row.name) : text.done.starred(row.name);
    void this.act(() => this.host.star(row.portal, row.account, !row.starred), done, row.portal);
    return true;
  }

  /** Reads this computer's clock anew. */
  tick(): void {
    this.#computer = Math.floor(Date.now() / 1000);
  }

  signIn(portal: string): void {
    void this.act(() => this.host.signIn(portal), text.done.signedIn(portal), portal).then((done) => {
      if (done || this.failure?.problem.code !== 'desktop_failed' || !this.snapshot.settings.device_code) return;
      this.failure = { ...this.failure, useCode: () => this.useCode(portal) };
    });
  }

  async cancelSignIn(portal: string): Promise<void> {
    this.switching = null;
    await this.act(() => this.host.cancelSignIn(portal), null, portal);
  }

  /** Goes on with a new code, in place of the browser or of an older code, without letting the sheet go. */
  async useCode(portal: string): Promise<void> {
    const waits = this.portalNamed(portal)?.session.state.startsWith('awaiting');
    this.switching = portal;
    if (waits) await this.act(() => this.host.cancelSignIn(portal), null, portal);
    if (this.switching !== portal) return;
    await this.act(() => this.host.signInWithCode(portal), text.done.signedIn(portal), portal);
    if (this.switching === portal) this.switching = null;
  }

  /** Says that it is done, or else shows which keys it has left. */
  async signOut(portal: string): Promise<void> {
    let keys: LeftView[] = [];
    if (!(await this.act(async () => (keys = await this.host.signOut(portal)), null, portal))) return;
    if (keys.length > 0) this.left = { portal, keys };
    else this.say(text.done.signedOut(portal));
  }

  /** Changes where secrets are kept; answers whether they are. */
  keepIn(store: KeychainStore): Promise<boolean> {
    return this.#ask(() => this.host.useKeychain(store), text.done.keptIn[store]);
  }

  /** Asks the keychain again. */
  unlock(): Promise<boolean> {
    return this.#ask(() => this.host.unlockKeychain(), text.done.unlocked);
  }

  setQuiet(quiet: QuietView | null): Promise<boolean> {
    return this.act(() => this.host.setQuietHours(quiet), quiet ? text.done.quiet : text.done.loud);
  }

  refresh(portal: string): void {
    void this.act(() => this.host.refresh(portal), null, portal);
  }

  /** Does something and says so, or shows why not; answers whether it was done. */
  async act(work: () => Promise<unknown>, done: string | null, portal: string | null = null): Promise<boolean> {
    this.failure = null;
    this.busy++;
    try {
      await work();
      if (done) this.say(done);
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code !== 'sign_in_cancelled') {
        this.failure = { problem, portal, retry: () => this.act(work, done, portal) };
      }
      return false;
    } finally {
      this.busy--;
    }
  }

  say(words: string): void {
    clearTimeout(this.#said);
    this.said = words;
    this.#said = setTimeout(() => (this.said = ''), 5000);
  }

  async setTheme(theme: Theme): Promise<void> {
    this.theme = theme;
    await this.act(() => this.host.setPreferences({ theme }), null);
  }

  go(page: Page): void {
    this.page = page;
    if (page === 'access') this.searchWanted++;
  }

  /** The organisation has decided this setting. */
  isFixed(setting: string): boolean {
    return this.snapshot.settings.fixed.includes(setting);
  }

  portalNamed(name: string | undefined): PortalView | undefined {
    return this.snapshot.portals.find((portal) => portal.name === name);
  }

  async #ask(work: () => Promise<void>, done: string): Promise<boolean> {
    if (this.asking) return false;
    this.asking = true;
    try {
      return await this.act(work, done);
    } finally {
      this.asking = false;
    }
  }

  #index(): number {
    return this.chosen ? (again(this.rows, this.chosen.key)?.index ?? -1) : -1;
  }

  async #reloading(): Promise<void> {
    this.#loading = true;
    while (this.#again) {
      this.#again = false;
      await this.#load();
      await new Promise((resolve) => setTimeout(resolve, RELOAD_PAUSE));
    }
    this.#loading = false;
  }

  async #load(fromTop = false): Promise<void> {
    const asked = ++this.#asked;
    try {
      const listing = await this.host.listing(this.query);
      if (asked !== this.#asked) return;
      this.#keep(listing, fromTop);
    } catch (thrown) {
      if (asked === this.#asked) {
        this.failure = { problem: problemOf(thrown), portal: null, retry: () => this.#load(fromTop) };
      }
    }
  }

  /** Takes a listing in: what was chosen stays chosen; after typing, the best match is. */
  #keep(listing: Listing, fromTop: boolean): void {
    this.listing = listing;
    const kept = fromTop ? undefined : this.item;
    if (!kept) this.choose(0);
    else this.chosen = { key: kept.key, role: this.role?.role ?? null };
    if (this.rows.items.length === 0) this.chosen = null;
  }
}

export const [useApp, provideApp] = createContext<App>();
