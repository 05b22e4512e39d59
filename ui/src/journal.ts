// How the journal's entries stand together, and how each is drawn. Rule: pure; a kind that a newer version knows is drawn plainly.
import { dayName } from './format';
import type { JournalEntryView } from './host';
import type { IconName } from './icons';
import { text } from './text';

/** The kinds one may choose from, by what they are about. */
export const GROUPS = {
  sessions: ['signed_in', 'sign_in_failed', 'session_ended', 'signed_out'],
  consoles: ['console_opened', 'console_signed_out'],
  credentials: ['credentials_copied', 'credentials_printed', 'credentials_passed', 'credentials_given', 'serving_began', 'serving_ended'],
  profiles: ['profile_written', 'profile_removed'],
  stepUps: ['stepped_up', 'step_up_ended', 'guardrail_changed'],
  access: ['account_gained', 'account_lost', 'account_renamed', 'role_gained', 'role_raised', 'role_lost'],
  journal: ['journal_began', 'journal_began_anew', 'journal_pruned'],
} as const;

export type Group = keyof typeof GROUPS;
export type JournalKind = (typeof GROUPS)[Group][number];

const ICONS: Record<Group, IconName> = {
  sessions: 'access', consoles: 'browser', credentials: 'copy', profiles: 'profiles', stepUps: 'admin', access: 'plus', journal: 'activity',
};
/** Kinds that are drawn otherwise than their group. */
const OWN: Record<string, IconName | undefined> = { sign_in_failed: 'warn', serving_began: 'serve', serving_ended: 'serve', journal_began_anew: 'warn' };

export function iconOf(kind: string): IconName {
  const group = (Object.keys(GROUPS) as Group[]).find((group) => (GROUPS[group] as readonly string[]).includes(kind));
  return OWN[kind] ?? (group ? ICONS[group] : 'activity');
}

/** What else an entry says, in the language of the page; names, paths and what this version does not know stay as they are. */
export function detailsOf(entry: JournalEntryView): string {
  const { names, values, said } = text.journal.details;
  const [known, meant]: [Words, Record<string, Words | undefined>] = [names, values];
  const meaning = (name: string, value: string) => meant[name === 'from' ? 'to' : name]?.[value.replaceAll(' ', '_')] ?? wordsOf(name, value) ?? value;
  return Object.entries(entry.details).map(([name, value]) => said(known[name] ?? name.replaceAll('_', ' '), meaning(name, value))).join(', ');
}

type Words = Record<string, string | undefined>;
type Named = Record<string, { name: string } | undefined>;

/** Values that the page has words for elsewhere. */
function wordsOf(name: string, value: string): string | undefined {
  const { guards, switches, minutes } = text.guard.rails;
  if (name === 'form') return text.profiles.forms[value] ?? value.replace(/^endpoint\b/, text.journal.details.values.way.endpoint);
  if (name === 'guardrail') return ({ ...guards, ...switches, minutes } as Named)[value]?.name;
  return name === 'code' ? (text.problems as Record<string, { message: string } | undefined> | null)?.[value]?.message.replace(/[.。]$/, '') : undefined;
}

/** The entries of each day, in their order. */
export function days(entries: JournalEntryView[], now: number): [string, JournalEntryView[]][] {
  const days: [string, JournalEntryView[]][] = [];
  for (const entry of entries) {
    const day = dayName(entry.at ?? 0, now);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}
