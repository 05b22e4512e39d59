// Words about guarded roles.
import { plural } from '../numbers';
import { guardrails } from './guardrails';

export const guard = {
  rails: guardrails,
  title: (role: string) => `Use ${role}?`,
  clock: (minutes: number) => `For ${plural(minutes, { one: '1 minute', other: `${minutes} minutes` })}. Then Portico forgets its credentials.`,
  why: 'Why',
  whyHint: 'Such as the number of a ticket',
  whyOptional: 'Why (optional)',
  type: (name: string) => `Type ${name} to go on`,
  orType: (name: string) => `or type ${name}`,
  hold: 'Hold to go on',
  holding: 'Keep holding…',
  go: 'Go on',
  cancel: 'Cancel',
  stepped: 'Stepped up',
  of: (role: string, account: string) => `${role} of ${account}`,
  left: (time: string) => `${time} left`,
  end: 'End now',
  endShort: 'End',
  endOf: (role: string, account: string) => `End now: ${role} of ${account}`,
  ended: (role: string, account: string) => `${role} of ${account} is over. Credentials that were handed out stay valid until their end.`,
};
