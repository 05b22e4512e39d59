// Everything the page knows: one class of runes holding the newest snapshot, the list and what is chosen in it.
// Rule: the host owns the truth; here it is only kept, asked for again, and acted on. Components hold no state that
// two of them need.
import { createContext } from 'svelte';
import { Activity } from './activity.svelte';
import { Browsers } from './browsers.svelte';
import { Consoles } from './consoles.svelte';
import { formName, titleOf } from './format';
import { writeIn } from './frame';
import { Guard } from './guard.svelte';
import {
  problemOf, type AccountRow, type Choices, type Landing, type Grouping, type Host, type LabelView, type LeftView, type OpenedView, type Opening,
  type PortalView, type Problem, type QuietView, type RoleKey, type RoleRow, type ServingView, type Snapshot, type Theme, type Wanted,
} from './host';
import { Keychain } from './keychain.svelte';
import { Language } from './language.svelte';
import { List } from './list.svelte';
import { landingOf } from './place';
import { Profiles } from './profiles.svelte';
import { onMac, system } from './system';
import { text } from './text';

/** How much room there is: three columns, two with a bar below, or one. */
export type Layout = 'wide' | 'medium' | 'narrow';
/** Rows of the first answer, before the list knows its height: more than a window shows. */
const ROWS = 40;

export type Page = 'access' | 'profiles' | 'activity' | 'settings';
export type Sheet = 'keys' | 'export' | 'details' | 'account' | 'keychain' | 'sync' | 'profile-change' | 'explain' | 'serve';

/** A command that failed, and how to do it again. */
export interface Failure {
  problem: Problem;
  portal: string | null;
  retry: () => Promise<unknown>;
  /** Another way to the same end: a code in place of a browser that could not be opened. */
  useCode?: () => Promise<unknown>;
}

export class App {
  ready = $state(false);
  snapshot = $state.raw<Snapshot>({
    ready: false, portals: [], listing_version: 0, account_count: 0, unseen_changes: 0, edited_profiles: 0, profile_count: 0, profiles_version: 0,
    clock: { ahead: 0, wrong: false }, settings: { quiet: null, device_code: true, fixed: [], keychain: 'system' },
    serving: [], step_ups: [],
  });
  choices = $state.raw<Choices>({ services: [], regions: [], forms: [], colours: [], usual_form: '' });
  theme = $state<Theme>('system');
  page = $state<Page>('access');
  sheet = $state<Sheet | null>(null);
  layout = $state<Layout>('wide');
  /** The first picture is on the screen: what nobody sees yet may be made, too. */
  settled = $state(false);
  /** The window is so low that only the search, the list and the actions stand in it. */
  short = $state(false);
  service = $state('');
  region = $state('');
  form = $state('');
  failure = $state.raw<Failure | null>(null);
  /** Said to everybody: drawn for a while, read aloud once. */
  said = $state('');
  /** What a sign-out has left behind, until the person has seen it. */
  left = $state.raw<{ portal: string; keys: LeftView[]; places: OpenedView[] } | null>(null);
  /** The portal whose sign-in goes on with a new code; the sheet stays meanwhile. */
  switching = $state<string | null>(null);
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
  readonly language = new Language(() => this.#prefer());
  readonly list: List;
  readonly activity: Activity;
  readonly profiles: Profiles;
  readonly guard: Guard;
  readonly keychain: Keychain;
  readonly browsers: Browsers;
  readonly consoles: Consoles;
  row = $derived.by((): AccountRow | undefined => this.list.chosen?.row);
  role = $derived.by((): RoleRow | undefined => {
    const wanted = this.list.chosen?.role;
    return this.row?.roles.find((role) => role.role === wanted) ?? this.row?.roles[0];
  });
  portal = $derived.by((): PortalView | undefined => this.portalNamed(this.row?.portal) ?? this.snapshot.portals[0]);
  awaiting = $derived.by((): PortalView | undefined =>
    this.snapshot.portals.find((p) => p.session.state.startsWith('awaiting') || p.name === this.switching),
  );

  readonly host: Host;
  #computer = $state(Math.floor(Date.now() / 1000));
  /** The portal in which new access was looked for last. */
  #looked = '';
  /** A change was told: it is newer than what was asked for before. */
  #heard = false;
  #said: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.host = host;
    this.list = new List((ask) => host.listing(ask), (thrown, retry) => this.fail(thrown, retry));
    this.activity = new Activity(host, (thrown, retry) => this.fail(thrown, retry));
    this.profiles = new Profiles((ask) => host.profiles(ask));
    this.guard = new Guard((work, portal) => this.act(work, null, portal), (words) => this.say(words));
    this.keychain = new Keychain(host, (work, done) => this.act(work, done));
    this.browsers = new Browsers(host);
    this.consoles = new Consoles(host, this.guard, this.browsers);
  }

  /** The key that commands are given with. */
  get mod(): string { return onMac() ? text.keys.mac : text.keys.other; }
  /** What was typed into the search. */
  get query(): string { return this.list.query; }

  /** The page has so much room, rem. */
  fit(width: number, height: number): void {
    this.layout = width >= 58 ? 'wide' : width >= 40 ? 'medium' : 'narrow';
    this.short = height > 0 && height < 19;
  }

  /** Asks once for everything that is shown first. */
  async begin(): Promise<void> {
    const opening = await this.host.opening(ROWS);
    await this.language.take(opening.preferences.language ?? 'system', opening.languages);
    this.#begin(opening);
  }

  /** Listens from now on; answers how to stop. */
  async listen(): Promise<() => void> {
    const stops = await Promise.all([
      this.host.onChanged((snapshot, cause) => this.take(snapshot, cause)),
      this.host.onShown((goal) => goal && this.go(goal)),
      this.host.onWanted((wanted) => this.#want(wanted)),
      this.consoles.listen(),
    ]);
    // Something may have changed before; what was heard meanwhile is newer.
    const snapshot = await this.host.snapshot();
    if (this.ready && !this.#heard) this.take(snapshot);
    return () => stops.forEach((stop) => stop());
  }

  #begin({ snapshot, choices, preferences, typeface, wanted, listing }: Opening): void {
    if (typeface) writeIn(typeface);
    this.choices = choices;
    this.form = choices.usual_form || (choices.forms[0]?.id ?? '');
    this.theme = preferences.theme ?? 'system';
    this.list.grouping = preferences.grouping ?? { by: 'name' };
    if (!this.#heard) this.snapshot = snapshot;
    if (listing) this.list.open(listing);
    else void this.list.search('');
    this.ready = true;
    if (wanted) this.#want(wanted);
  }

  /** A new state of things; the list is asked for again only when something in it may have changed: its version, or credentials. */
  take(snapshot: Snapshot, cause = ''): void {
    this.#heard ||= cause !== '';
    const sessions = (s: Snapshot) => s.portals.map((p) => p.name + p.session.state).join();
    const before = this.snapshot;
    this.snapshot = snapshot;
    if (!snapshot.clock.wrong) this.clockSeen = false;
    if (cause === 'settings_changed' || cause === 'portals_changed') void this.browsers.load();
    const reads = cause === 'settings_changed' || cause === 'credentials_used' || snapshot.listing_version !== this.list.version;
    if (reads || sessions(snapshot) !== sessions(before)) this.list.renew();
    const changed = snapshot.profiles_version !== before.profiles_version || snapshot.listing_version !== before.listing_version;
    if (changed || cause.startsWith('profile')) this.profiles.renew();
    this.#tellOfAccess(before, cause);
  }

  /** The person typed. */
  async search(query: string): Promise<void> {
    this.inList = false;
    await this.list.search(query);
  }

  /** Moves the choice by `step` accounts, staying inside the list. */
  step(step: number): boolean {
    this.inList ||= this.list.outline.total > 0;
    return this.list.step(step);
  }

  /** Goes to an account in the list. */
  async goTo(portal: string, account: string, name: string): Promise<void> {
    this.inList = false;
    this.go('access');
    if (!(await this.list.find(portal, account))) this.say(text.activity.gone(name));
  }

  /** Moves to the next or the previous role of the account. */
  turn(step: number): boolean {
    const roles = this.row?.roles ?? [];
    const next = roles[roles.findIndex(({ role }) => role === this.role?.role) + step];
    if (next) this.pick(next.role);
    return roles.length > 0;
  }

  /** Empties the search; false when it was empty already. */
  clear(): boolean {
    const isTyped = this.list.query !== '';
    if (isTyped) void this.search('');
    return isTyped;
  }

  pick(role: string): void {
    if (this.list.chosen) this.list.chosen = { ...this.list.chosen, role };
  }

  /** The key of the chosen role, for commands; none while the choice is on its way elsewhere. */
  key(): RoleKey | null {
    return this.row && this.role && this.list.aim === null ? { portal: this.row.portal, account: this.row.account, role: this.role.role } : null;
  }

  open(): boolean {
    const [key, row] = [this.key(), this.row];
    if (key && row) void this.consoles.open(key, titleOf(row), this.#landing(row));
    return key !== null;
  }

  /** Copies a link to what `open` would open. */
  copyLink(): void {
    const [key, row] = [this.key(), this.row];
    if (key && row) this.consoles.copyLink(key, titleOf(row), this.#landing(row));
  }

  #landing({ portal, account }: AccountRow): Landing {
    return landingOf(this.list.place, this.query, this.service, this.region, this.browsers.once(portal, account));
  }

  copy(): void {
    const [key, form] = [this.key(), this.choices.forms.find(({ id }) => id === this.form)];
    if (!key || !form) return;
    void this.guard.before((consent) => this.host.copyCredentials(key, form.id, consent), text.done.copied(key.role, formName(form)), key.portal);
  }

  /** Something was chosen in the tray, the quick picker or a notification. */
  #want({ portal, account, role, deed, at }: Wanted): void {
    if (deed === 'show') void this.goTo(portal, account, account);
    else if (deed === 'serve') void this.serve({ portal, account, role }, account, 60, system() === 'other');
    else void this.consoles.open({ portal, account, role }, account, at);
  }

  /** The local endpoints of a role. */
  servingOf({ portal, account }: AccountRow, role: string): ServingView[] {
    return this.snapshot.serving.filter((one) => one.portal === portal && one.account === account && one.role === role);
  }

  /** Opens one; answers whether it is open. */
  serve(key: RoleKey, name: string, minutes: number, untilLocked: boolean): Promise<boolean> {
    return this.guard.before((consent) => this.host.serve(key, minutes, untilLocked, consent), text.serving.started(key.role, name), key.portal);
  }

  copyServing({ port, portal }: ServingView): void {
    const form = this.choices.forms.find(({ id }) => id === this.form);
    if (form) void this.act(() => this.host.copyServing(port, form.id), text.serving.copied(formName(form)), portal);
  }

  stopServing({ port, portal }: ServingView): void {
    void this.act(() => this.host.stopServing(port), text.serving.stopped, portal);
  }

  star(row = this.row): boolean {
    if (!row || this.list.aim !== null) return false;
    const done = row.starred ? text.done.unstarred(titleOf(row)) : text.done.starred(titleOf(row));
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
    const places = await this.activity.openedOf(portal);
    if (keys.length + places.length > 0) this.left = { portal, keys, places };
    else this.say(text.done.signedOut(portal));
  }

  setQuiet(quiet: QuietView | null): Promise<boolean> {
    return this.act(() => this.host.setQuietHours(quiet), quiet ? text.done.quiet : text.done.loud);
  }

  /** Keeps what the person made of an account; answers whether it was done. */
  label({ portal, account, name }: AccountRow, label: LabelView): Promise<boolean> {
    return this.act(() => this.host.setLabel(portal, account, label), text.account.done(label.nickname.trim() || name), portal);
  }

  /** Has the portal asked for a while whether there is new access. */
  awaitAccess(portal: string): void {
    void this.act(() => this.host.awaitAccess(portal), null, portal);
  }

  awaitAccessNoMore(portal: string): void {
    void this.act(() => this.host.awaitAccessNoMore(portal), null, portal);
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

  /** Shows why something was not done. */
  fail(thrown: unknown, retry: () => Promise<unknown>): void {
    this.failure = { problem: problemOf(thrown), portal: null, retry };
  }

  async setTheme(theme: Theme): Promise<void> {
    this.theme = theme;
    await this.#prefer();
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    void this.list.group(grouping);
    await this.#prefer();
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

  async #prefer(): Promise<void> {
    await this.act(() => this.host.setPreferences({ theme: this.theme, grouping: this.list.grouping, language: this.language.chosen }), null);
  }

  /** Says that new access has come, or that the time for it was over before it came. */
  #tellOfAccess(before: Snapshot, cause: string): void {
    for (const { name, awaits_access: until } of before.portals) {
      if (until === null || this.portalNamed(name)?.awaits_access !== null) continue;
      this.#looked = name;
      this.tick();
      if (cause !== 'access_awaited' && this.now >= until) this.say(text.activity.nothingCame(name));
    }
    if (cause === 'access_arrived') this.say(text.activity.arrived(this.#looked));
  }
}

export const [useApp, provideApp] = createContext<App>();
