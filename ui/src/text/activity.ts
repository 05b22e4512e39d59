// Words about what changed, and about access that is waited for.
import type { ChangeKind, ChangeView } from '../host';
import { plural } from '../numbers';

const role = ({ role }: ChangeView): string => role ?? '';

export const activity = {
  title: 'Activity',
  lead: 'What ends when, and what happened.',
  fresh: 'new',
  unseen: (n: number) => plural(n, { one: '1 change you have not seen', other: `${n} changes you have not seen` }),
  goTo: (name: string) => `Go to ${name}`,
  gone: (name: string) => `${name} is not in your list any more.`,
  what: {
    gained: (change) => `You gained ${change.name}`,
    lost: (change) => `You lost ${change.name}`,
    renamed: (change) => `${change.former || change.number} is now called ${change.name}`,
    role_gained: (change) => `New role ${role(change)} in ${change.name}`,
    role_raised: (change) => `New role ${role(change)} in ${change.name}: you can do more there than before`,
    role_lost: (change) => `Role ${role(change)} in ${change.name} is gone`,
  } satisfies Record<ChangeKind, (change: ChangeView) => string>,
  today: 'Today',
  yesterday: 'Yesterday',
  check: 'Check for new access',
  checkIn: (portal: string) => `Check for new access in ${portal}`,
  looking: (time: string) => `Looking for new access until ${time}`,
  lookingIn: (portal: string, time: string) => `Looking for new access in ${portal} until ${time}`,
  lookingHint: 'You are told as soon as it is there.',
  stop: 'Stop',
  stopIn: (portal: string) => `Stop looking for new access in ${portal}`,
  arrived: (portal: string) => `Your new access in ${portal} is there.`,
  nothingCame: (portal: string) => `No new access in ${portal} so far.`,
};
