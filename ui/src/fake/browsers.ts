// The browsers of the fake host's machine, what is chosen among them, and links that were followed.
import { Refusal, type BrowserChoice, type BrowsersView, type BrowserUse, type CrowdView, type LinkView, type Problem } from '../host';
import type { Scene } from './scenes';

const NO_EXTENSION: Problem = {
  code: 'desktop_failed', message: 'Firefox (profile Home) has no extension that opens containers.',
  remedy: 'Install "Open external links in a container" from https://addons.mozilla.org/firefox/addon/open-url-in-container/ or "Granted" from https://addons.mozilla.org/firefox/addon/granted/, then try again.',
};
const GONE: Problem = { code: 'desktop_failed', message: 'The browser vivaldi is not installed.', remedy: 'Install it, or choose one of those that are: firefox, chromium.' };

function choice(id: string, more: Partial<BrowserChoice> = {}): BrowserChoice {
  return { id, apart: 'same', browser: null, comes_to: null, profile: null, person: null, problem: null, ...more };
}

const [firefox, chromium] = [{ browser: 'Firefox' }, { browser: 'Chromium' }];
const USUAL = choice('default', { comes_to: 'Firefox' });
const CHOICES = [
  USUAL,
  choice('own', { apart: 'own', comes_to: 'Firefox' }),
  choice('own-by-role', { apart: 'own_by_role', comes_to: 'Firefox' }),
  choice('container', { apart: 'container', problem: NO_EXTENSION }),
  choice('firefox', firefox),
  choice('firefox:Home', { ...firefox, profile: 'Home' }),
  choice('firefox:Work', { ...firefox, profile: 'Work' }),
  choice('container in firefox:Work', { ...firefox, apart: 'container', profile: 'Work' }),
  choice('own in firefox', { ...firefox, apart: 'own' }),
  choice('own-by-role in firefox', { ...firefox, apart: 'own_by_role' }),
  choice('chromium', chromium),
  choice('chromium:Person 1', { ...chromium, profile: 'Person 1' }),
  choice('chromium:Work', { ...chromium, profile: 'Work', person: 'robin@securecart.example' }),
  choice('own in chromium', { ...chromium, apart: 'own' }),
  choice('own-by-role in chromium', { ...chromium, apart: 'own_by_role' }),
];

export class FakeBrowsers {
  #chosen = new Map<string, BrowserChoice>();
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
    if (scene === 'browser-gone') this.#chosen.set('SecureCart  consoles', choice('vivaldi', { browser: 'Vivaldi', problem: GONE }));
  }

  view(portals: string[]): BrowsersView {
    const own = choice('own in firefox', { ...firefox, apart: 'own' });
    const fixed = this.#scene === 'organisation' ? own : null;
    const of = (portal: string, of: BrowserUse): BrowserChoice => this.#chosen.get(`${portal}  ${of}`) ?? USUAL;
    const accounts = [...this.#chosen].map(([key, choice]) => ({ ...split(key), choice })).filter(({ account }) => account !== '');
    return {
      choices: this.#scene === 'no-browser' ? [choice('default')] : CHOICES,
      portals: portals.map((portal) => ({ portal, consoles: of(portal, 'consoles'), sign_in: of(portal, 'sign_in') })),
      accounts, fixed, fixed_sign_in: fixed && choice('firefox:Work', { ...firefox, profile: 'Work' }), fixed_accounts: [],
    };
  }

  choose(portal: string, account: string | null, of: BrowserUse, id: string): void {
    const found = CHOICES.find((one) => one.id === id);
    if (found?.problem) throw new Refusal(found.problem);
    const key = `${portal} ${account ?? ''} ${of}`;
    if (!found || id === 'default') this.#chosen.delete(key);
    else this.#chosen.set(key, found);
  }

  /** Five are signed in in the default browser of the scene `crowded`. */
  crowd(browser: string | null): CrowdView | null {
    if (this.#scene !== 'crowded' || browser !== null) return null;
    const names = ['Audit', 'Data lake', 'Log archive', 'Network', 'Checkout production with a name that is rather long'];
    const open = names.map((title, n) => ({ portal: 'SecureCart', account: `11112222333${n}`, title, role: 'ReadOnlyAccess' }));
    return { called: { kind: 'browser', browser: 'Firefox' }, open, apart: 'own' };
  }
}

function split(key: string): { portal: string; account: string } {
  const [portal = '', account = ''] = key.split(' ');
  return { portal, account };
}

const LINK: LinkView = {
  text: 'portico://open?portal=https%3A%2F%2Fsecurecart.awsapps.com%2Fstart&account=444455556666&service=sqs&region=eu-west-1',
  portal: 'SecureCart', account: '444455556666', number: '4444-5555-6666', title: 'Production', role: 'ReadOnlyAccess', class: 'read', named: false,
  service: 'Simple Queue Service', region: 'eu-west-1', page: null, problem: null,
};
const NOWHERE: LinkView = {
  ...LINK, text: '', portal: '', account: '', number: '', title: '', role: '', class: null, service: null, region: null,
  problem: { code: 'invalid_input', message: 'The link says "command", which Portico does not know.', remedy: 'Nothing was opened. Ask whoever gave it to you for a new link, made with "Copy link" in Portico.' },
};
const MISSING: LinkView = {
  ...LINK, text: '', role: 'DatabaseAdministrator', class: null, named: true, title: '',
  problem: { code: 'not_found', message: 'You have no role called "DatabaseAdministrator" in Production (4444-5555-6666).', remedy: 'Use one of these: ReadOnlyAccess, PowerUserAccess, AdministratorAccess.' },
};

/** The link that was followed before a scene began. */
export function followedIn(scene: Scene): LinkView | null {
  switch (scene) {
    case 'link': return LINK;
    case 'link-admin': return { ...LINK, role: 'AdministratorAccess', class: 'admin', named: true, service: 'EC2', page: '/ec2/home' };
    case 'link-missing': return MISSING;
    case 'link-hostile': return NOWHERE;
    default: return null;
  }
}
