// The messages of profiles.
import { choices, each, of, word, words, type Word } from './messages';

export const profiles = {
  profiles: {
    ...words(
      'title', 'search', 'placeholder', 'label', 'loading', 'filter', 'all', 'unlisted', 'remove', 'sync', 'undo', 'none', 'noneHint', 'begin',
      'showAll', 'refusedTitle', 'refusedHint', 'driftHint', 'restore', 'prune',
    ),
    lead: of('path'), known: of('#n'), edited: of('#n'), found: of('#n'), until: of('time'), removeNamed: of('profile'), noMatch: of('query'),
    drift: of('#n'), gone: of('#n'),
    explain: {
      ...words(
        'loading', 'wins', 'winsWhy', 'fails', 'failsWhy', 'nothing', 'passed', 'ignored', 'others', 'notes', 'terminal', 'close',
      ),
      open: of('profile'), title: of('profile'),
      sources: words(
        'environment', 'assumed-role', 'web-identity', 'identity-center', 'credentials-file', 'login', 'process', 'config-file', 'container',
        'instance',
      ),
    },
    columns: words('name', 'role', 'form', 'standing', 'action'),
    only: words('edited', 'role_gone', 'parent_missing'),
    state: each(['in_step', 'alone', 'edited', 'role_gone', 'parent_missing'], words('word', 'meaning')),
    forms: words('credential_process', 'sso-session', 'sso-legacy', 'keys', 'role-chain') as Record<string, Word>,
    noneLeft: words('edited', 'role_gone', 'parent_missing'),
    plan: {
      ...words(
        'title', 'which', 'query', 'queryHint', 'template', 'usual', 'fields', 'examples', 'apart', 'noRoles', 'form', 'prune', 'pruneHint',
        'remember', 'rememberHint', 'cancel', 'writeLater', 'planning', 'sayWhat', 'mend',
      ),
      of: of('account', 'role'), toldApart: of('#n', '#total'), write: of('#n'),
      choices: each(['all', 'favourites', 'matches'], words('name', 'hint')),
      fieldsList: words('account', 'role', 'portal', 'tag', 'most', 'letters', 'strip', 'replace', 'other'),
      forms: choices('id', ['credential_process', 'sso-session', 'sso-legacy'], words('name')),
    },
    report: {
      ...words('nothing', 'nothingAtAll'),
      namesMore: of('names', '#more'), diff: of('path'), more: of('#n'),
      counts: {
        added: of('#n'), changed: of('#n'), restored: of('#n'), removed: of('#n'), kept: of('#n'),
      },
      notes: words('restored', 'edited', 'stale', 'superseded', 'parent_missing'),
    },
    removal: {
      ...words('title', 'again', 'act'),
      lead: of('profile'),
    },
    undoing: words('title', 'lead', 'act'),
    done: {
      undone: word,
      synced: of('#n'), removed: of('profile'),
    },
  },
};
