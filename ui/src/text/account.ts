// The messages of one account: its look, browsers, links, tools that are served.
import { choices, of, word, words, type Word } from './messages';

export const account = {
  account: {
    ...words(
      'title', 'open', 'of', 'isHidden', 'nickname', 'nicknameHint', 'colour', 'automatic', 'tags', 'tagsHint', 'tagPlaceholder', 'hide',
      'hideHint', 'loading', 'save', 'cancel', 'hidden', 'showHidden', 'hideHidden',
    ),
    byAws: of('name'), what: of('name', 'number'), nicknameLong: of('#most'), tagWrong: of('tag'), tagsMany: of('#most'), tagsGiven: of('tags'),
    removeTag: of('tag'), tagAdded: of('tag'), tagRemoved: of('tag'), done: of('name'), hiddenLeft: of('#n'), hiddenShown: of('#n'),
    colours: words('red', 'orange', 'yellow', 'green', 'teal', 'lightBlue', 'darkBlue', 'purple', 'pink') as Record<string, Word>,
  },
  browsers: {
    ...words('consoles', 'signIn', 'account', 'accountHint', 'once', 'onceHint'),
    notThere: of('name'), consolesOf: of('portal'), signInOf: of('portal'), likePortal: of('name'), asUsual: of('name'), fixed: of('name'),
    choice: {
      ...words('usual', 'container', 'own', 'ownByRole'),
      usualIs: of('browser'), profile: of('browser', 'profile'), person: of('browser', 'profile', 'person'), containerIn: of('browser'),
      containerWithin: of('browser', 'profile'), ownIn: of('browser'), ownByRoleIn: of('browser'),
    },
    place: {
      usual: word,
      profile: of('browser', 'profile'), container: of('browser', 'container'), own: of('browser'),
    },
    crowd: {
      ...words('label', 'anyway', 'apart', 'cancel'),
      title: of('#n'), why: of('called', '#n'), member: of('role', 'title'),
    },
  },
  visits: {
    label: word,
    star: of('title'), starIn: of('title', 'region'), keep: of('title'), starred: of('title'), unstarred: of('title'),
  },
  links: {
    ...words(
      'copy', 'form', 'title', 'lead', 'wrong', 'portal', 'account', 'role', 'where', 'anywhere', 'weakest', 'open', 'cancel', 'close',
    ),
    copied: of('account'),
    forms: choices('id', ['portal', 'portal_without_role', 'app', 'app_without_role'], words('name')),
  },
  serving: {
    ...words('title', 'open', 'untilStopped', 'untilLocked', 'nobody', 'aProgram', 'nobodyShort', 'copy', 'stop', 'stopped'),
    label: of('account', 'role'), card: of('account', 'role'), since: of('time'), untilIdle: of('time'), asked: of('#times', 'by', 'when'),
    askedShort: of('by', 'when'), copyFor: of('form'), stopOf: of('account', 'role'), goTo: of('account'), started: of('role', 'account'),
    copied: of('form'),
    sheet: {
      ...words('title', 'lead', 'idle', 'lock', 'always', 'act', 'cancel'),
      idles: choices('minutes', [15, 60, 240, 0], words('name')),
    },
  },
  exporting: {
    ...words('title', 'name', 'form', 'diffLabel', 'planning', 'nothing', 'write', 'cancel'),
    diff: of('path'), hint: of('profile'),
    forms: choices('id', ['credential_process', 'sso-session'], words('name', 'hint')),
  },
};
