// What the fake host asks before a guarded role, and who has stepped up.
import type { AccountRow, QuestionView, RoleKey, StepUpView } from '../host';
import { titleOf } from '../format';
import type { Scene } from './scenes';

/** What has to be confirmed before this role is used: nothing but for an admin role. */
export function questionOf({ role }: RoleKey, row: AccountRow, scene: Scene): QuestionView | null {
  if (row.roles.find((one) => one.role === role)?.class !== 'admin') return null;
  const account = titleOf(row);
  return {
    role, class: 'admin', account, production: /prod/i.test(account) ? 'marked' : null, support: false,
    typed: scene === 'guard-strict', name: role, reason: scene === 'guard-strict', minutes: scene === 'guard-strict' ? 15 : 60,
  };
}

/** Who has stepped up in a scene. */
export function steppedUpIn(scene: Scene, now: number): StepUpView[] {
  if (scene !== 'stepped-up' && scene !== 'journal') return [];
  const key = { portal: 'SecureCart', account: '444455556666', role: 'AdministratorAccess' };
  return [{ ...key, title: 'Production', reason: 'INC-4711: the disk is full', until: now + 42 * 60 + 10 }];
}
