// What has changed lately, in the scenes in which something has.
import type { ChangeKind, ChangeView, RoleClass } from '../host';
import { classOf } from './company';

const HOUR = 3600;

type Told = [hours: number, kind: ChangeKind, name: string, account: string, role: string | null, former: string | null, portal: string];

const TOLD: Told[] = [
  [0.2, 'gained', 'Production', '444455556666', null, null, 'SecureCart'],
  [0.3, 'role_raised', 'Dev', '111122223333', 'AdministratorAccess', null, 'SecureCart'],
  [0.4, 'role_gained', 'Staging', '777788889999', 'PowerUserAccess', null, 'SecureCart'],
  [27, 'renamed', 'shop-checkout-prod', '210100345512', null, 'checkout-production', 'SecureCart'],
  [27, 'role_lost', 'Audit', '300030003000', 'Billing', null, 'demo'],
  [80, 'lost', 'shop-legacy-prod', '210100349999', null, null, 'SecureCart'],
  [81, 'role_gained', 'shop-media-dev-with-a-name-that-goes-on-and-on-and-on-and-on-until-nobody-reads-it', '210100340000', 'ViewOnlyAccess', null, 'SecureCart'],
];

/** The changes, the newest first; the first `unseen` have not been looked at. */
export function changes(now: number, unseen: number): ChangeView[] {
  return TOLD.map(([hours, kind, name, account, role, former, portal], n) => ({
    id: TOLD.length - n, at: Math.round(now - hours * HOUR), portal, account, number: account.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3'), name,
    kind, role, class: role === null ? null : classOf(role), former, seen: n >= unseen,
  }));
}

/** One account more. */
export function gained(id: number, now: number, portal: string, account: string, name: string): ChangeView {
  const number = account.replace(/(\d{4})(\d{4})(\d{4})/, '$1-$2-$3');
  return { id, at: now, portal, account, number, name, kind: 'gained', role: null, class: null as RoleClass | null, former: null, seen: false };
}
