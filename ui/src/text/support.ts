// Words about support mode, in which roles that do more than read are left out.
import { count, plural } from '../numbers';

export const support = {
  on: 'Support mode: only roles that read are shown.',
  all: 'Support mode: roles that do more than read are shown, too.',
  show: 'Show all roles',
  hide: 'Only those that read',
  withheld: (n: number): string => plural(n, { one: '1 role does more than read', other: `${count(n)} roles do more than read` }),
};
