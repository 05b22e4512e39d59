// The states the fake host can start in, one per `?state=`.
import type { Problem, PortalView, SessionView } from '../host';

export const SCENES = [
  'first-run', 'signed-out', 'awaiting', 'signed-in', 'renewing', 'ending', 'expired', 'rejected', 'offline', 'throttled',
  'listing', 'empty', 'no-match', 'keychain-locked', 'keychain-absent', 'problem', 'many', 'local', 'two-portals',
] as const;

export type Scene = (typeof SCENES)[number];

const problem = (code: Problem['code'], message: string, remedy: string): Problem => ({ code, message, remedy });

const PROBLEMS: Partial<Record<Scene, Problem>> = {
  offline: problem('offline', 'securecart.awsapps.com cannot be reached.', 'Check your connection; you see the last list.'),
  throttled: problem('throttled', 'AWS asked Portico to slow down.', 'Nothing to do: the listing goes on in 20 seconds.'),
  'keychain-locked': problem('keychain_locked', 'The keychain is locked, so your session cannot be read.', 'Unlock the keychain and try again.'),
  'keychain-absent': problem('keychain_absent', 'This computer offers no keychain, so the session cannot be kept.', 'Start a Secret Service such as GNOME Keyring, then try again.'),
  problem: problem('server_fault', 'AWS answered the listing with a failure of its own (500).', 'Try again in a minute.'),
};

/** The one portal of a scene. */
export function portalOf(scene: Scene, now: number): PortalView {
  const local = scene === 'local';
  return {
    name: local ? 'demo' : 'SecureCart',
    host: local ? '127.0.0.1:4599' : 'securecart.awsapps.com',
    start_url: 'https://securecart.awsapps.com/start',
    region: 'eu-west-1',
    local,
    session: sessionOf(scene, now),
    progress: scene === 'listing' ? { done: 128, total: 214 } : scene === 'throttled' ? { done: 9, total: 24 } : null,
    listed_at: scene === 'empty' || scene === 'awaiting' ? null : now - 2 * 3600 - 300,
    problem: PROBLEMS[scene] ?? null,
    regions: [],
    shares_with: [],
    expected_end: null,
  };
}

function sessionOf(scene: Scene, now: number): SessionView {
  switch (scene) {
    case 'signed-out':
    case 'keychain-locked':
      return { state: 'signed_out' };
    case 'awaiting':
      return { state: 'awaiting_browser' };
    case 'renewing':
      return { state: 'renewing', until: now + 4 * 60 + 30 };
    case 'ending':
      return { state: 'signed_in', until: now + 12 * 60 + 30, saved: true, ending: true };
    case 'expired':
      return { state: 'expired' };
    case 'rejected':
      return { state: 'rejected' };
    default:
      return { state: 'signed_in', until: now + 46 * 60 + 30, saved: scene !== 'keychain-absent', ending: false };
  }
}
