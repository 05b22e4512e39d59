// The messages of what happened and of what ends.
import { of, optional, words, type Word } from './messages';

/** What can be wrong with the journal. */
const faults = words('changed', 'missing', 'cut', 'replaced', 'gone', 'damaged', 'unnoted', 'began_anew', 'unexpected');

export const activity = {
  activity: {
    ...words('title', 'lead', 'fresh', 'today', 'yesterday', 'check', 'lookingHint', 'stop'),
    unseen: of('#n'), goTo: of('name'), gone: of('name'), checkIn: of('portal'), looking: of('time'), lookingIn: of('portal', 'time'),
    stopIn: of('portal'), arrived: of('portal'), nothingCame: of('portal'),
    what: {
      gained: of('name'), lost: of('name'), renamed: of('name', 'former'), role_gained: of('name', 'role'), role_raised: of('name', 'role'),
      role_lost: of('name', 'role'),
    },
  },
  journal: {
    ...words(
      'title', 'none', 'noneHint', 'noMatch', 'showAll', 'loading', 'search', 'placeholder', 'groupLabel', 'portalLabel', 'everything',
      'allPortals', 'older', 'refused', 'trouble', 'saveCsv', 'saveJson', 'verify', 'verifying',
    ),
    saved: of('path'), of: of('what', 'account'), inRole: of('role'), until: of('time'), reason: of('reason'), byProgram: of('program'),
    whole: of('#entries'), andMore: of('#n'),
    groups: words('sessions', 'consoles', 'credentials', 'profiles', 'stepUps', 'access', 'journal'),
    kind: words(
      'journal_began', 'journal_began_anew', 'journal_pruned', 'signed_in', 'sign_in_failed', 'session_ended', 'signed_out', 'credentials_copied',
      'credentials_printed', 'credentials_passed', 'credentials_given', 'serving_began', 'serving_ended', 'console_opened', 'console_signed_out',
      'profile_written', 'profile_removed', 'stepped_up', 'step_up_ended', 'guardrail_changed', 'account_gained', 'account_lost',
      'account_renamed', 'role_gained', 'role_raised', 'role_lost',
    ),
    details: {
      said: of('name', 'value'),
      names: words(
        'asked', 'before', 'browser', 'by', 'code', 'command', 'form', 'former', 'from', 'guardrail', 'how', 'kept', 'method', 'name', 'noted',
        'page', 'port', 'profile', 'region', 'removed', 'service', 'still_valid', 'through', 'to', 'version', 'way', 'why',
      ),
      values: {
        by: words('federation'),
        how: words('added', 'changed', 'restored', 'removed'),
        method: words('browser', 'code'),
        to: words('free', 'hold', 'type', 'never', 'optional', 'required', 'confirm', 'true', 'false'),
        way: words('endpoint', 'helper'),
        why: words(
          'expired', 'rejected', 'signed_out', 'step-up_ended', 'its_last_entries_were_gone', 'it_was_gone', 'it_was_no_journal_any_more',
          'the_note_of_its_newest_entry_was_gone', 'the_note_of_its_newest_entry_was_damaged', 'its_entries_were_not_those_that_were_noted',
        ),
      },
    },
    by: words('window', 'tray', 'terminal', 'tool', 'portico') as Record<string, Word>,
    // The engine says itself in English what is wrong.
    fault: optional(faults), remedy: faults,
  },
  clocks: {
    ...words('title', 'none', 'servingIdle', 'signOut', 'over', 'untilStopped'),
    session: of('portal'), stepUp: of('role', 'account'), serving: of('role', 'account'), credentials: of('role', 'account'),
    consoles: of('#n', 'called'), atMost: of('left'), all: of('#n'), who: of('role', 'account'), signOutOf: of('called', '#n'),
    signedOut: of('called'),
  },
};
