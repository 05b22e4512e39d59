// Words about what was written down, and about whether that is as it was written.
import type { Fault } from '../host';
import { count, plural } from '../numbers';
import type { Group } from '../journal';

const KEEP = 'Keep journal.sqlite3 and journal.head as they are, and show them to whoever looks after this computer.';

export const journal = {
  title: 'What happened',
  none: 'Nothing has happened yet.',
  noneHint: 'Sign-ins, consoles, credentials handed out, step-ups and changes of what you may open are written down here. Never a secret.',
  noMatch: 'Nothing of that is in the journal.',
  showAll: 'Show everything',
  loading: 'Loading what happened',
  search: 'Search what happened',
  placeholder: 'Account, role, reason, tool…',
  groupLabel: 'What is shown',
  portalLabel: 'Of which portal',
  everything: 'Everything',
  allPortals: 'All portals',
  groups: {
    sessions: 'Sign-ins', consoles: 'Consoles', credentials: 'Credentials', profiles: 'Profiles', stepUps: 'Step-ups and guardrails', access: 'Your access', journal: 'The journal itself',
  } satisfies Record<Group, string>,
  older: 'Show older',
  refused: 'What happened cannot be shown.',
  trouble: 'The last thing that happened could not be written down.',
  saveCsv: 'Save as CSV',
  saveJson: 'Save as JSON',
  saved: (path: string) => `Saved in ${path}`,
  of: (what: string, account: string) => `${what}: ${account}`,
  inRole: (role: string) => `as ${role}`,
  until: (time: string) => `until ${time}`,
  reason: (reason: string) => `“${reason}”`,
  by: {
    window: 'in the window', tray: 'in the tray', terminal: 'in the terminal', tool: 'by a tool', portico: 'by itself',
  } as Record<string, string | undefined>,
  byProgram: (program: string) => `by ${program}`,
  verify: 'Verify',
  verifying: 'Verifying…',
  whole: (entries: number) =>
    entries === 0
      ? 'There is no journal yet, so there is nothing to verify.'
      : `The journal is intact: ${plural(entries, { one: 'its one entry is', other: `all ${count(entries)} entries are` })} as written, none removed.`,
  andMore: (n: number) => plural(n, { one: 'One more thing is wrong.', other: `${count(n)} more things are wrong.` }),
  remedy: {
    changed: KEEP,
    missing: KEEP,
    cut: KEEP,
    replaced: KEEP,
    gone: 'Look for journal.sqlite3 in a backup of Portico’s folder, and tell whoever looks after this computer.',
    damaged: 'Check the disk. Portico keeps the damaged file and begins a new journal with the next entry.',
    unnoted: 'The next thing that happens notes its end again; until then, entries cut off its end would not be found.',
    began_anew: 'The old one is kept beside it as journal-damaged-….sqlite3. `portico journal prune` ends this warning.',
    unexpected: KEEP,
  } satisfies Record<Fault, string>,
};

export const clocks = {
  title: 'What ends when',
  none: 'Nothing is running: no session, no credentials, no console.',
  session: (portal: string) => `Session in ${portal}`,
  stepUp: (role: string, account: string) => `Stepped up: ${role} of ${account}`,
  serving: (role: string, account: string) => `Serving to tools: ${role} of ${account}`,
  servingIdle: 'unless a tool asks before',
  credentials: (role: string, account: string) => `Credentials: ${role} of ${account}`,
  consoles: (n: number, called: string) => plural(n, { one: `A console in ${called}`, other: `${n} consoles in ${called}` }),
  atMost: (left: string) => `${left} at most`,
  all: (n: number) => `Show all ${count(n)}`,
  who: (role: string, account: string) => `${role} of ${account}`,
  signOut: 'Sign out',
  signOutOf: (called: string, n: number) => plural(n, { one: `Sign out of the console in ${called}`, other: `Sign out of ${n} consoles in ${called}` }),
  signedOut: (called: string) => `Sent ${called} to sign out of its consoles.`,
  over: 'over',
  untilStopped: 'until you stop it',
};
