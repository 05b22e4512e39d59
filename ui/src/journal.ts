// How the journal's entries stand together, and how each is drawn. Rule: pure; a kind that a newer version knows is drawn plainly.
import { dayName } from './format';
import type { JournalEntryView } from './host';
import type { IconName } from './icons';

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
