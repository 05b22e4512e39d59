// Words of the quick picker and of its key.
import { count, plural } from '../numbers';
import type { KeyStanding, Lack } from '../host';

export const picker = {
  title: 'Quick picker',
  label: 'Account, role, service and Region',
  placeholder: 'Account, read or admin, service, Region',
  found: 'Accounts that match',
  none: 'No account matches.',
  lacks: { portal: 'No portal yet: Enter opens Portico, where you add one.', sign_in: 'You are signed out: Enter opens Portico, where you sign in.' } satisfies Record<Lack, string>,
  dear: 'Favourites and recent ones first',
  total: (n: number) => plural(n, { one: '1 account', other: `${count(n)} accounts` }),
  enter: (where: string) => (where === '' ? 'opens the console' : `opens ${where}`),
  tab: 'another role',
  escape: 'leaves',
  key: 'Quick picker',
  keyName: 'Key',
  keyHint: 'Opens a small search over everything, wherever you are.',
  change: 'Change',
  press: 'Press the keys…',
  off: 'Switch off',
  usual: (keys: string) => `Use ${keys}`,
  done: (keys: string) => `${keys} opens the quick picker.`,
  doneOff: 'No key opens the quick picker.',
  standing: {
    on: '',
    off: 'No key opens it now.',
    taken: 'Another program has this key: choose another one.',
    unavailable: 'This desktop gives programs no keys of their own. In its settings, let a key run: portico-app --picker',
  } satisfies Record<KeyStanding, string>,
};
