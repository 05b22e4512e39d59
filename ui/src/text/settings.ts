// The messages of settings.
import { each, of, words } from './messages';

export const settings = {
  settings: {
    ...words(
      'title', 'portals', 'none', 'remove', 'removeBody', 'keep', 'add', 'fixed', 'signIn', 'keychain', 'notifications', 'quiet', 'from', 'to',
      'wrongTime', 'start', 'atLogin', 'atLoginHint', 'appearance', 'language', 'demo', 'demoBody',
    ),
    removeNamed: of('portal'), removeTitle: of('portal'), shares: of('others'), quietHint: of('from', 'to'), languageSystem: of('name'),
    browser: words('name', 'hint'),
    code: {
      ...words('name', 'on', 'off', 'fixedOn', 'fixedOff'),
      states: words('on', 'off'),
    },
    themes: words('system', 'light', 'dark'),
  },
  guard: {
    ...words('why', 'whyHint', 'whyOptional', 'hold', 'holding', 'go', 'cancel', 'stepped', 'end', 'endShort'),
    because: {
      can: each(['read', 'unknown', 'write', 'admin'], of('role', 'account')),
      marked: of('said'), unlisted: of('said'), support: of('said'), whole: of('said'),
    },
    title: of('role'), clock: of('#minutes'), type: of('name'), orType: of('name'), of: of('role', 'account'), left: of('time'),
    endOf: of('role', 'account'), ended: of('role', 'account'),
    rails: {
      ...words('title', 'lead', 'loading', 'asWrite', 'production', 'others', 'classes', 'noRules', 'ignored', 'is', 'kept'),
      most: of('span'), rules: of('#n'), byHand: of('path'),
      guards: each(['admin', 'production', 'write'], words('name', 'hint')),
      ways: words('free', 'hold', 'type', 'never'),
      least: words('hold', 'type'),
      minutes: words('name', 'hint'),
      switches: each(['reason', 'tools', 'support'], words('name', 'hint')),
    },
  },
  support: {
    ...words('on', 'all', 'show', 'hide'),
    withheld: of('#n'),
  },
  diagnostics: {
    ...words(
      'title', 'lead', 'look', 'again', 'reach', 'reachHint', 'looking', 'findings', 'facts', 'report', 'reportLabel', 'reportHint', 'copy',
      'save',
    ),
    problems: of('#problems'), warnings: of('#warnings'), summary: of('#problems', '#warnings'), saved: of('path'),
    levels: words('good', 'note', 'warning', 'problem'),
    checks: words(
      'credentials', 'profiles', 'settings', 'clock', 'certificates', 'proxy', 'portal', 'keychain', 'session', 'caches', 'programs', 'files',
    ),
    fact: words('portico', 'web_view', 'system', 'settings', 'catalog', 'journal', 'organisation', 'aws_config', 'aws_credentials'),
  },
  updates: {
    ...words('title', 'lead', 'look', 'looking', 'off'),
    newest: of('version'), installed: of('version'),
  },
};
