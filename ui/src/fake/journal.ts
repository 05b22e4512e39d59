// The journal of the fake host: what happened in the scenes in which something has, and a long one.
import type { ChangeView, ClocksView, JournalAsk, JournalEntryView, JournalView, OpenedView, VerdictView } from '../host';
import { classOf } from './company';
import type { Scene } from './scenes';

const HOUR = 3600;
/** What the product's words for these kinds are. */
const TITLES: Record<string, string> = {
  signed_in: 'signed in', session_ended: 'session ended', console_opened: 'console opened', console_signed_out: 'signed out of a console',
  credentials_copied: 'credentials copied', credentials_given: 'credentials given to a tool', credentials_passed: 'program started with credentials',
  serving_began: 'serving began', profile_written: 'profile written', stepped_up: 'stepped up', step_up_ended: 'step-up ended', sign_in_failed: 'sign-in failed',
  journal_began: 'the journal began',
};

type Told = [hours: number, kind: string, by: string, about?: [name: string, account: string, role: string], more?: Partial<JournalEntryView>];

const PROD = ['Production', '444455556666', 'ReadOnlyAccess'] as [string, string, string];
const ADMIN = ['Production', '444455556666', 'AdministratorAccess'] as [string, string, string];
const STAGING = ['Staging', '777788889999', 'PowerUserAccess'] as [string, string, string];

const TOLD: Told[] = [
  [0.1, 'console_opened', 'window', PROD, { details: { region: 'eu-west-1', service: 'ec2' } }],
  [0.25, 'stepped_up', 'window', ADMIN, { reason: 'INC-4711: the disk is full' }],
  [0.6, 'credentials_given', 'tool', STAGING, { program: 'terraform', details: { way: 'helper' } }],
  [0.9, 'credentials_copied', 'tray', STAGING, { details: { form: 'bash' } }],
  [1.2, 'signed_in', 'window', undefined, { details: { method: 'browser' } }],
  [1.3, 'sign_in_failed', 'terminal', undefined, { details: { code: 'sign_in_failed', method: 'browser' } }],
  [26, 'profile_written', 'terminal', PROD, { details: { form: 'sso-session', how: 'added', profile: 'production-read' } }],
  [27, 'credentials_passed', 'terminal', STAGING, { details: { command: 'aws' } }],
  [28, 'session_ended', 'portico', undefined, { details: { why: 'expired' } }],
  [100, 'journal_began', 'portico', undefined, { details: { version: '0.1.0' } }],
];

export class FakeJournal {
  /** The newest first. */
  entries: JournalEntryView[] = [];
  readonly #scene: Scene;

  constructor(scene: Scene, now: number, changes: ChangeView[]) {
    this.#scene = scene;
    if (scene.startsWith('journal')) this.entries = TOLD.map((told) => entry(told, now));
    if (scene === 'journal-many') this.entries = many(now);
    for (const change of [...changes].reverse()) this.tell(change);
    this.entries.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
    this.#number();
  }

  /** What one may open changed. */
  tell(change: ChangeView): void {
    const { portal, account, name, role } = change;
    this.entries = [{ ...entry([0, 'account_gained', 'portico', [name, account, role ?? '']], change.at ?? 0), portal, role, kind: KINDS[change.kind], class: change.class, change }, ...this.entries];
    this.#number();
  }

  seen(upTo: number): void {
    this.entries = this.entries.map((one) => (one.change && (one.change.id ?? 0) <= upTo ? { ...one, change: { ...one.change, seen: true } } : one));
  }

  /** Written down just now. */
  record(kind: string, now: number): void {
    this.entries = [entry([0, kind, 'window'], now), ...this.entries];
    this.#number();
  }

  ask({ portal, kinds, words, before, count }: JournalAsk): JournalView {
    const all = words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (one: JournalEntryView) =>
      (portal === null || one.portal === portal) && (kinds.length === 0 || kinds.includes(one.kind)) && (before === null || (one.seq ?? 0) < before) &&
      all.every((word) => JSON.stringify([one.title, one.name, one.account, one.role, one.reason, one.program, one.details]).toLowerCase().includes(word));
    const found = this.entries.filter(fits);
    const newest = Math.max(0, ...this.entries.map(({ change }) => change?.id ?? 0));
    return { entries: found.slice(0, count), more: found.length > count, trouble: null, newest_change: newest };
  }

  verdict(): VerdictView {
    const entries = this.entries.length;
    if (this.#scene !== 'journal-broken') return { entries, fault: null, sentence: null, more: 0 };
    return { entries, fault: 'changed', sentence: 'Entry 7 is not as it was written.', more: 1 };
  }

  #number(): void {
    this.entries = this.entries.map((one, n) => ({ ...one, seq: this.entries.length - n }));
  }
}

/** Credentials in hand and consoles open in a scene. */
export function clocksIn(scene: Scene, now: number): ClocksView {
  if (!scene.startsWith('journal') && scene !== 'consoles') return { credentials: [], consoles: [] };
  const held = ([name, account, role]: [string, string, string], minutes: number) => ({ portal: 'SecureCart', account, name, role, until: now + minutes * 60 + 20 });
  const consoles: OpenedView[] = [
    { place: 'firefox:a1.work', called: { kind: 'profile', browser: 'Firefox', profile: 'Work' }, open: [held(STAGING, 22), held(PROD, 47)] },
    { place: '~SecureCart~444455556666~chromium', called: { kind: 'own', browser: 'Chromium' }, open: [held(ADMIN, 58)] },
  ];
  return { credentials: [held(STAGING, 22), held(PROD, 47)], consoles };
}

const KINDS = {
  gained: 'account_gained', lost: 'account_lost', renamed: 'account_renamed', role_gained: 'role_gained', role_raised: 'role_raised', role_lost: 'role_lost',
} satisfies Record<ChangeView['kind'], string>;

function entry([hours, kind, by, about, more]: Told, now: number): JournalEntryView {
  const [name, account, role] = about ?? [null, null, null];
  const at = Math.round(now - hours * HOUR);
  return {
    seq: 0, at, kind, title: TITLES[kind] ?? kind, by, program: null, portal: kind.startsWith('journal') ? null : 'SecureCart', account, name, role: role || null, class: role ? classOf(role) : null,
    until: kind === 'stepped_up' || kind.startsWith('credentials') ? at + HOUR : null, reason: null, details: {}, change: null, ...more,
  };
}

/** A year of somebody with many tools. */
function many(now: number): JournalEntryView[] {
  return Array.from({ length: 100_000 }, (_, n) => entry([n / 12, 'credentials_given', 'tool', n % 2 ? PROD : STAGING, { program: n % 3 ? 'terraform' : 'aws' }], now));
}
