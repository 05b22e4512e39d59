// What an account says that shows no role.
import type { AccountRow } from '../host';
import { text } from '../text';

export function noRoles({ listed_at, withheld }: AccountRow): string {
  if (withheld > 0) return text.support.withheld(withheld);
  return listed_at === null ? text.list.notListed : text.list.noRoles;
}
