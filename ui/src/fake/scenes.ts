// The states the fake host can start in, one per `?state=`. Rule: a scene says only what differs from a day on which
// all is well.
import type { PortalView, Problem, RegionView, SessionView, SettingsView } from '../host';
import { PROBLEMS } from './problems';

export const SCENES = [
  'first-run', 'signed-out', 'no-browser', 'awaiting', 'awaiting-no-browser', 'awaiting-shared', 'no-code', 'code', 'code-short', 'code-ended',
  'signed-in', 'until-about', 'renewing', 'ending', 'expired', 'rejected', 'one-key', 'this-run', 'memory',
  'listing', 'partial', 'arriving', 'slow', 'empty', 'no-match', 'many', 'labelled', 'only-hidden', 'awkward', 'changes', 'looking', 'local', 'two-portals', 'two-people',
  'offline', 'captive', 'proxy', 'certificate', 'throttled', 'problem',
  'keychain-locked', 'keychain-wrong', 'keychain-absent', 'keychain-silent', 'keychain-too-small', 'keychain-gone', 'keychain-failed', 'keychain-fixed',
  'clock-ahead', 'clock-behind', 'region-down', 'region-well', 'organisation', 'everything', 'paced', 'serving', 'serving-fresh', 'stepped-up', 'guard-strict', 'support',
  'journal', 'journal-many', 'journal-broken', 'journal-refused', 'consoles', 'browser-gone', 'crowded', 'link', 'link-admin', 'link-missing', 'link-hostile',
  'profiles', 'profiles-drift', 'profiles-many', 'profiles-step', 'profiles-awkward', 'profiles-conflict', 'profiles-refused', 'profiles-failed',
] as const;

export type Scene = (typeof SCENES)[number];

/** What the fake host starts with. */
export interface Stage {
  /** Seconds by which this computer's clock is ahead. */
  ahead: number;
  portals: PortalView[];
  settings: SettingsView;
  /** So many changes have not been looked at; null: nothing has ever changed. */
  unseen: number | null;
}

type Change = Partial<PortalView>;

const SETTINGS: SettingsView = { quiet: { from: '22:00', to: '07:00' }, device_code: true, fixed: [], keychain: 'system' };
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];

/** The stage of a scene, at this computer's time. */
export function stageOf(scene: Scene, computer: number): Stage {
  const ahead = { 'clock-ahead': 12 * 60 + 20, 'clock-behind': -3 * 3600, everything: 26 * 60 }[scene as string] ?? 0;
  const now = computer - ahead;
  const unseen = { changes: 3, looking: 0, journal: 1 }[scene as string] ?? null;
  return { ahead, portals: scene === 'first-run' ? [] : portals(scene, now), settings: { ...SETTINGS, ...settings(scene) }, unseen };
}

/** One portal on a day on which all is well. */
export function portal(now: number, change: Change = {}): PortalView {
  return {
    name: 'SecureCart', host: 'securecart.awsapps.com', start_url: 'https://securecart.awsapps.com/start', region: 'eu-west-1',
    local: false, fixed: false, session: signedIn(now), progress: null, listed_at: now - 2 * 3600 - 300, problem: null,
    regions: [{ name: 'eu-west-1', serving: true, down: false }], expected_end: null, shares_with: [], awaits_access: null, ...change,
  };
}

/** The demo company's. */
export function local(now: number, change: Change = {}): PortalView {
  return portal(now, { name: 'demo', host: '127.0.0.1:4599', local: true, ...change });
}

function portals(scene: Scene, now: number): PortalView[] {
  const one = portal(now, { session: sessionOf(scene, now), problem: problemOf(scene), ...changeOf(scene, now) });
  if (scene === 'local') return [local(now)];
  if (scene === 'two-portals' || scene === 'everything' || scene === 'changes') return [one, local(now, { session: { state: 'signed_out' } })];
  if (scene !== 'two-people') return [one];
  const session: SessionView = { state: 'signed_out' };
  return [{ ...one, shares_with: ['SecureCart-ops'] }, portal(now, { name: 'SecureCart-ops', session, shares_with: ['SecureCart'] })];
}

function changeOf(scene: Scene, now: number): Change {
  switch (scene) {
    case 'awaiting': case 'code': case 'empty': return { listed_at: null };
    case 'awaiting-shared': return { shares_with: ['SecureCart-ops'] };
    case 'listing': return { progress: { done: 6, total: 24, paced: false } };
    case 'paced': return { progress: { done: 13, total: 24, paced: true } };
    case 'arriving': return { listed_at: null };
    case 'partial': return { listed_at: null, progress: { done: 312, total: 1000, paced: false } };
    case 'offline': return { listed_at: now - 29 * 3600 };
    case 'looking': return { awaits_access: now + 5 * 60 };
    case 'throttled': return { progress: { done: 9, total: 24, paced: false } };
    case 'until-about': return { expected_end: now + 5 * 3600 + 46 * 60 };
    case 'region-down': case 'everything': return { regions: regions(true) };
    case 'region-well': return { regions: regions(false) };
    default: return {};
  }
}

/** The second Region serves; the first is down or has just come back. */
function regions(down: boolean): RegionView[] {
  return REGIONS.map((name, n) => ({ name, serving: n === 1, down: n === 0 && down }));
}

function problemOf(scene: Scene): Problem | null {
  return PROBLEMS[scene as keyof typeof PROBLEMS] ?? (scene === 'keychain-fixed' ? PROBLEMS['keychain-absent'] : null);
}

function settings(scene: Scene): Partial<SettingsView> {
  switch (scene) {
    case 'no-code': return { device_code: false, fixed: ['device_code'] };
    case 'memory': return { keychain: 'memory', quiet: null };
    case 'keychain-wrong': return { keychain: 'file' };
    case 'keychain-fixed': return { fixed: ['keychain'] };
    case 'organisation': return { device_code: false, fixed: ['device_code', 'keychain', 'quiet'] };
    default: return {};
  }
}

function signedIn(now: number, saved = true): SessionView {
  return { state: 'signed_in', until: now + 46 * 60 + 30, saved, ending: false };
}

/** A code as Identity Center gives it out, with so many seconds left. */
export function awaitingCode(until: number): SessionView {
  return { state: 'awaiting_code', code: 'WDMR-KXTP', page: 'https://securecart.awsapps.com/start/#/device', until };
}

function sessionOf(scene: Scene, now: number): SessionView {
  switch (scene) {
    case 'signed-out': case 'no-browser': case 'keychain-locked': case 'keychain-wrong': case 'keychain-silent': case 'keychain-gone': return { state: 'signed_out' };
    case 'awaiting': case 'awaiting-no-browser': case 'awaiting-shared': case 'no-code': return { state: 'awaiting_browser' };
    case 'code': return awaitingCode(now + 9 * 60 + 30);
    case 'code-short': return awaitingCode(now + 45);
    case 'code-ended': return awaitingCode(now - 5);
    case 'renewing': return { state: 'renewing', until: now + 4 * 60 + 30 };
    case 'ending': return { state: 'signed_in', until: now + 12 * 60 + 30, saved: true, ending: true };
    case 'expired': return { state: 'expired' };
    case 'rejected': return { state: 'rejected' };
    case 'this-run': case 'memory': case 'keychain-absent': case 'keychain-too-small': case 'keychain-fixed': return signedIn(now, false);
    default: return signedIn(now);
  }
}
