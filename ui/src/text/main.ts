// The messages of the frame, the list of accounts and the quick picker.
import { each, of, optional, word, words } from './messages';

export const main = {
  product: word,
  fault: words('message', 'remedy'),
  nav: words('label', 'access', 'profiles', 'activity', 'settings'),
  problem: {
    ...words('label', 'dismiss', 'retry', 'request', 'signIn', 'useCode'),
    in: of('portal'),
  },
  search: {
    ...words('label', 'placeholder', 'clear'),
    results: of('#n'),
  },
  list: {
    ...words(
      'label', 'others', 'comma', 'noRoles', 'notListed', 'noName', 'yesterday', 'loading', 'loadingOne', 'group', 'groupLabel',
    ),
    accounts: of('#n'), star: of('name'), more: of('#n'), moreLabel: of('#n', 'names'), old: of('days'), asOf: of('day'),
    called: of('nickname', 'name'),
    section: words('favourites', 'recent', 'matches', 'group'),
    groups: {
      ...words('name', 'flat'),
      tag: of('key'),
    },
  },
  place: words('anyAccount', 'console'),
  roleClass: each(['read', 'unknown', 'write', 'admin'], words('word', 'meaning')),
  role: {
    ...words(
      'panel', 'openConsole', 'openShort', 'service', 'anyService', 'noService', 'region', 'anyRegion', 'copy', 'copyShort', 'form',
      'exportProfile', 'exportShort', 'details', 'credentials', 'renews', 'none', 'noneHint', 'ended', 'others', 'neverUsed', 'nothing',
    ),
    // The engine names them in English; the others have names of their own.
    forms: optional(words('cmd', 'env')),
    where: of('portal', 'account'), services: of('#n'), timeLeft: of('left'), lastUsed: of('when'),
  },
  listing: {
    ...words('paced', 'starting', 'slowedShort', 'label', 'never', 'keys', 'refresh'),
    progress: of('#done', '#total'), progressShort: of('#done', '#total'), progressOf: of('portal'), slowed: of('portals'),
    progressSlowed: of('#done', '#total', 'portals'), listed: of('when'),
  },
  empty: {
    ...words('noMatchHint', 'onlyHidden', 'noAccounts', 'noAccountsHint', 'signedOut', 'listing'),
    noMatch: of('query'), showHidden: of('#n'), onlyHiddenMatch: of('query'),
    signedOutHint: words('system', 'file', 'memory'),
  },
  keys: {
    ...words('title', 'close', 'mac', 'other'),
    caps: words('pageUp', 'pageDown', 'home', 'end', 'enter', 'space', 'escape'),
    acts: words(
      'account', 'screen', 'ends', 'role', 'console', 'copy', 'export', 'link', 'edit', 'star', 'search', 'settings', 'close', 'clear', 'keys',
    ),
  },
  done: {
    ...words('unlocked', 'quiet', 'requested', 'loud', 'atLogin', 'notAtLogin'),
    opened: of('role', 'account'), copied: of('role', 'form'), exported: of('profile'), starred: of('name'), unstarred: of('name'),
    signedIn: of('portal'), signedOut: of('portal'), removed: of('portal'), added: of('portal'),
    keptIn: words('system', 'file', 'memory'),
  },
  picker: {
    ...words(
      'title', 'label', 'placeholder', 'found', 'none', 'dear', 'enterAlone', 'tab', 'escape', 'key', 'keyName', 'keyHint', 'change', 'press',
      'off', 'doneOff',
    ),
    total: of('#n'), enter: of('where'), usual: of('keys'), done: of('keys'),
    lacks: words('portal', 'sign_in'),
    standing: words('on', 'off', 'taken', 'unavailable'),
  },
  time: {
    now: word,
    seconds: of('#n'), minutes: of('#n'), hours: of('#h', '#m'), days: of('#n'), minutesAgo: of('#n'), hoursAgo: of('#n'), daysAgo: of('#n'),
    left: of('span'), tomorrow: of('time'), onDay: of('day', 'time'),
  },
  clock: {
    remedy: word,
    ahead: of('by'), behind: of('by'), minutes: of('#n'), hours: of('#n'), days: of('#n'),
  },
};
