// What the fake host does outside the window: profiles in files, local endpoints, and what starts at login.
import { titleOf } from '../format';
import { Refusal, type AccountRow, type Asked, type BrowsersView, type BrowserUse, type Consent, type CrowdView, type Landing, type LinkForm, type LinkView, type Outcome, type PlanView, type ProfileAsk, type ProfilesWish, type Rail, type ReportView, type RoleKey, type ServingView, type StepUpView } from '../host';
import { FakeBrowsers, followedIn } from './browsers';
import { examined, explained } from './checkup';
import { questionOf, steppedUpIn } from './guard';
import { FakeProfiles, planOf } from './profiles';
import { FakeRails } from './rails';
import type { Scene } from './scenes';
import { endpoint, servedIn } from './serving';
import { FakeVisits } from './visits';

export abstract class FakeTools extends FakeVisits {
  protected known = new FakeBrowsers('signed-in');
  /** A link that somebody followed and nobody has asked for yet. */
  followed: LinkView | null = null;
  #linked = new Set<() => void>();
  protected kept = new FakeProfiles('signed-in', [], 0);
  protected serving: ServingView[] = [];
  protected stepUps: StepUpView[] = [];
  protected scene: Scene = 'signed-in';
  #atLogin = false;

  protected rails = new FakeRails('signed-in');

  protected abstract publish(cause: string): void;
  protected abstract accounts(): AccountRow[];
  /** The portals' time. */
  protected abstract now(): number;

  startsAtLogin = () => this.#answer(() => this.#atLogin, 'startsAtLogin');
  startAtLogin = (on: boolean) => this.#answer(() => void (this.#atLogin = on), 'startAtLogin', on);
  update = () => this.#answer((): Outcome => ({ outcome: 'newest', version: '0.1.0' }), 'update');
  closeWindow = () => this.#answer(() => undefined, 'closeWindow');
  profiles = (ask: ProfileAsk) => this.#answer(() => this.kept.listing(ask), 'profiles', structuredClone(ask));
  usualSync = () => this.#answer(() => this.kept.usual(), 'usualSync');
  exampleNames = (template: string) => this.#answer(() => this.kept.examples(template, this.accounts()), 'exampleNames', template);
  planProfiles = (wish: ProfilesWish) => this.#answer(() => this.kept.change(wish, this.accounts(), false), 'planProfiles', wish);

  async writeProfiles(wish: ProfilesWish): Promise<ReportView> {
    const report = await this.#answer(() => this.kept.change(wish, this.accounts(), true), 'writeProfiles', wish);
    this.publish('profiles_written');
    return report;
  }

  guardrails = () => this.#answer(() => this.rails.view(), 'guardrails');
  explainProfile = (profile: string) => this.#answer(() => explained(this.scene, profile), 'explainProfile', profile);
  examine = (reach: boolean) => this.#answer(() => examined(this.scene, reach), 'examine', reach);
  saveReport = () => this.#answer(() => '/home/alice/Downloads/portico-report-2026-11-29.txt', 'saveReport');

  async setGuardrail(rail: Rail): Promise<void> {
    this.note('setGuardrail', rail);
    this.rails.set(rail);
    this.publish('settings_changed');
  }

  async planProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView> {
    this.note('planProfile', key.account, key.role, name, form);
    return planOf(key, this.#nameOf(key), name, form);
  }

  async exportProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView> {
    const plan = await this.planProfile(key, name, form);
    this.note('exportProfile', key.account, key.role, name, form);
    return plan;
  }

  async stepDown({ portal, account, role }: RoleKey): Promise<void> {
    this.note('stepDown', account, role);
    this.stepUps = this.stepUps.filter((one) => one.portal !== portal || one.account !== account || one.role !== role);
    this.publish('moved');
  }

  /** As the product's policy: what is confirmed is asked about no more for a while. */
  protected guard(key: RoleKey, consent: Consent): Asked {
    const row = this.accounts().find(({ account }) => account === key.account)!;
    const about = questionOf(key, row, this.scene);
    if (!about || this.stepUps.some(({ account, role }) => account === key.account && role === key.role)) return null;
    const isTyped = consent?.typed?.trim().toLowerCase() === about.name.toLowerCase();
    if (consent?.typed && !isTyped) throw new Refusal({ code: 'invalid_input', message: `"${consent.typed}" is not ${about.name}; nothing was done.`, remedy: 'Type the name as it stands there.' });
    if ((!isTyped && (about.typed || !consent?.held)) || (about.reason && !consent?.reason)) return about;
    this.note('consent', consent);
    this.stepUps = [...this.stepUps, { ...key, title: titleOf(row), reason: consent?.reason ?? null, until: this.now() + 60 * about.minutes }];
    this.publish('moved');
    return null;
  }

  async serve(key: RoleKey, minutes: number, untilLocked: boolean, consent: Consent): Promise<Asked> {
    const asked = this.guard(key, consent);
    if (asked) return asked;
    this.note('serve', key.account, key.role, minutes, untilLocked);
    this.serving = [...this.serving, endpoint(key, this.#nameOf(key), 40000 + this.serving.length, this.now(), minutes, untilLocked)];
    this.publish('serving_changed');
    return null;
  }

  async browsers(): Promise<BrowsersView> {
    return structuredClone(this.known.view([...new Set(this.accounts().map(({ portal }) => portal))]));
  }

  async chooseBrowser(portal: string, account: string | null, of: BrowserUse, choice: string): Promise<void> {
    this.note('chooseBrowser', portal, account, of, choice);
    this.known.choose(portal, account, of, choice);
    this.publish('settings_changed');
  }

  async crowd(_: RoleKey, browser: string | null): Promise<CrowdView | null> {
    return this.known.crowd(browser);
  }

  async copyLink(key: RoleKey, { service, region, place }: Landing, form: LinkForm): Promise<void> {
    this.note('copyLink', key.account, key.role, service, region, place, form);
  }

  async link(): Promise<LinkView | null> {
    const link = this.followed;
    this.followed = null;
    return link;
  }

  async onLinked(callback: () => void): Promise<() => void> {
    this.#linked.add(callback);
    return () => this.#linked.delete(callback);
  }

  /** For tests: somebody follows a link. */
  follow(scene: Scene): void {
    this.followed = followedIn(scene);
    this.#linked.forEach((told) => told());
  }

  async copyServing(port: number, form: string): Promise<void> {
    this.note('copyServing', port, form);
  }

  async stopServing(port: number): Promise<void> {
    this.note('stopServing', port);
    this.serving = this.serving.filter((one) => one.port !== port);
    this.publish('serving_changed');
  }

  /** For tests: a tool asks the first endpoint. */
  ask(by: string): void {
    this.serving = this.serving.map((one, n) => (n === 0 ? { ...one, asked: one.asked + 1, asked_at: this.now(), asked_by: by } : one));
    this.publish('served');
  }

  protected equip(scene: Scene): void {
    this.kept = new FakeProfiles(scene, this.accounts(), this.now());
    this.serving = servedIn(scene, this.now());
    this.stepUps = steppedUpIn(scene, this.now());
    this.scene = scene;
    this.known = new FakeBrowsers(scene);
    this.followed = followedIn(scene);
    this.rails = new FakeRails(scene);
  }

  async #answer<T>(answer: () => T, ...call: unknown[]): Promise<T> {
    this.note(...call);
    return structuredClone(answer());
  }

  #nameOf(key: RoleKey): string {
    return this.accounts().find((row) => row.account === key.account)!.name;
  }
}
