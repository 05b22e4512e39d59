// Words about the guardrails in the settings.
import { count, plural } from '../numbers';
import type { Guard } from '../host';

export const guardrails = {
  title: 'Guardrails',
  lead: 'What stands between you and roles that can do more than look. Roles that only read open at once, in production, too.',
  loading: 'Reading the guardrails',
  guards: {
    admin: { name: 'Admin roles', hint: 'Roles that can change everything' },
    production: { name: 'Roles in production', hint: 'Roles that do more than read, in accounts marked as production' },
    write: { name: 'Roles that can change things', hint: 'In any account; roles whose name does not tell are among them' },
  },
  ways: { free: 'Open at once', hold: 'Hold a button', type: 'Type the name', never: 'Not to be used' } satisfies Record<Guard, string>,
  least: (way: string) => `At least: ${way.toLowerCase()}`,
  asWrite: 'Never easier than roles that can change things',
  minutes: { name: 'A confirmed role can be used for', hint: 'Then Portico forgets its credentials, and asks again.' },
  span: (n: number) => (n % 60 !== 0 || n === 0 ? plural(n, { one: '1 minute', other: `${count(n)} minutes` }) : plural(n / 60, { one: '1 hour', other: `${count(n / 60)} hours` })),
  most: (span: string) => `At most ${span}`,
  switches: {
    reason: { name: 'A reason must be given', hint: 'It goes into the journal. One may be given in any case.' },
    tools: { name: 'Tools wait for you', hint: 'They get credentials of such roles only while you have stepped up.' },
    support: { name: 'Support mode', hint: 'The list, the picker and the tray show only roles that read; all others are confirmed.' },
  },
  rules: (n: number) => (n === 0 ? 'Rules for accounts and roles' : `Rules for accounts and roles (${n})`),
  production: 'Marked as production',
  others: 'Not production, whatever their names say',
  classes: 'What roles are, whatever their names say',
  noRules: 'There are none: names and tags tell what is production, and what a role can do.',
  ignored: 'Beside your organisation’s guardrails, your own accounts that are not production do not count.',
  byHand: (path: string) => `They are made by hand in ${path}.`,
  is: 'is',
  kept: 'The guardrails are kept.',
};
