// Words about browsers: where consoles open and where one signs in.
import type { BrowserChoice, ConsolePlaceView } from '../host';
import { plural } from '../numbers';

/** What a choice is called. */
function choice({ apart, browser, comes_to, profile, person }: BrowserChoice): string {
  const before = browser === null ? '' : `${browser}: `;
  const within = profile === null ? '' : ` in ${profile}`;
  switch (apart) {
    case 'same':
      if (browser === null) return comes_to === null ? 'Default browser' : `Default browser (${comes_to})`;
      if (profile === null) return browser;
      return person === null ? `${browser}: ${profile}` : `${browser}: ${profile} (${person})`;
    case 'container': return browser === null ? 'Firefox container for each account' : `${browser}: container for each account${within}`;
    case 'own': return browser === null ? 'Own profile for each account' : `${browser}: own profile for each account`;
    case 'own_by_role': return browser === null ? 'Own profile for each role' : `${before}own profile for each role`;
  }
}

/** What a place is called where consoles are, within a sentence. */
function place(called: ConsolePlaceView): string {
  switch (called.kind) {
    case 'default': return 'the default browser';
    case 'browser': return called.browser;
    case 'profile': return `the profile ${called.profile} of ${called.browser}`;
    case 'container': return `the container ${called.container} of ${called.browser}`;
    case 'own': return `the account’s own profile of ${called.browser}`;
    case 'gone': return called.place;
  }
}

export const browsers = {
  choice,
  place,
  notThere: (name: string) => `${name} – not available`,
  consoles: 'Consoles open in',
  consolesOf: (portal: string) => `Browser that opens consoles of ${portal}`,
  signIn: 'Signing in opens',
  signInOf: (portal: string) => `Browser that signs in to ${portal}`,
  account: 'Its consoles open in',
  likePortal: (name: string) => `Like the portal: ${name}`,
  accountHint: 'A container or a profile of its own keeps this account apart from everything else in the browser.',
  once: 'Browser',
  asUsual: (name: string) => `As usual: ${name}`,
  onceHint: 'For the next console only.',
  fixed: (name: string) => `Your organisation wants its consoles in: ${name}.`,
  crowd: {
    title: (n: number) => plural(n, { one: '1 identity is open already', other: `${n} identities are open already` }),
    why: (called: string, n: number) => `In ${called} you are signed in as ${n} identities, which is all that AWS lets one browser have. AWS will ask you to sign out of one of them.`,
    label: 'Who is signed in there',
    member: (role: string, title: string) => `${role} in ${title}`,
    anyway: 'Open all the same',
    apart: 'In its own profile',
    cancel: 'Cancel',
  },
};
