// The messages of portals, of signing in and out.
import { choices, each, of, word, words } from './messages';

export const portals = {
  portal: {
    ...words(
      'label', 'signIn', 'signOut', 'local', 'localHint', 'localShort', 'renew', 'timeLeft', 'renews', 'thisRun', 'thisRunShort', 'save',
    ),
    signInTo: of('name'), signOutOf: of('name'), renewOf: of('name'), endsAt: of('time'), endsAbout: of('time'), saveOf: of('name'),
    state: words('signed_out', 'awaiting_browser', 'awaiting_code', 'signed_in', 'renewing', 'expired', 'rejected'),
  },
  session: each(['expired', 'rejected', 'signed_out'], {
    remedy: word,
    message: of('portal'),
  }),
  signIn: {
    ...words('title', 'again', 'copyAddress', 'copied', 'useCode', 'cancel'),
    body: of('host'), shared: of('others'),
  },
  code: {
    ...words('titleAlone', 'waiting', 'copy', 'warning', 'ended', 'another', 'open', 'openFilled'),
    title: of('host'), readAloud: of('groups'), selected: of('mod'), left: of('span'),
  },
  left: {
    ...words('noWay', 'label', 'close', 'none', 'consoles', 'consolesHint'),
    title: of('portal'), one: of('account', 'role', 'time'), many: of('#n'), until: of('time'), in: of('called'),
  },
  keychain: {
    ...words('remedy', 'unlock', 'again', 'memory', 'file', 'asking', 'title', 'change', 'use', 'cancel'),
    stores: each(['system', 'file', 'memory'], words('name', 'hint')),
  },
  region: {
    ...words('first', 'also'),
    down: of('first'), through: of('other'), well: of('first'), soon: of('other'), label: of('portal'),
    state: words('serving', 'down', 'ready'),
  },
  firstRun: words('title', 'lead', 'or'),
  portalForm: {
    ...words(
      'words', 'placeholder', 'find', 'finding', 'nothing', 'known', 'unconfirmed', 'region', 'noRegion', 'regionFound', 'name', 'nameWrong',
      'advanced', 'also', 'alsoPlaceholder', 'alsoHint', 'alsoHintLocal', 'hosts', 'endpoint', 'endpointPlaceholder', 'endpointHint', 'submit',
    ),
    found: of('host', 'region'), foundNoRegion: of('host'), foundUnknown: of('host'), leads: of('from', 'to'), unknown: of('host'),
    alike: of('host'), confirm: of('host'), nameTaken: of('name'), shared: of('others'), alsoMany: of('#most'), alsoWrong: of('word'),
    hostChoices: choices('id', ['standard', 'dual-stack', 'fips', 'fips-dual-stack'], words('name')),
  },
};
