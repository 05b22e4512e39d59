// The local endpoints of the fake host.
import type { RoleKey, ServingView } from '../host';
import type { Scene } from './scenes';

/** What is served in a scene. */
export function servedIn(scene: Scene, now: number): ServingView[] {
  if (scene !== 'serving' && scene !== 'serving-fresh' && scene !== 'journal') return [];
  const asked = scene !== 'serving-fresh' ? { asked: 14, asked_at: now - 130, asked_by: 'terraform (4711)' } : { asked: 0, asked_at: null, asked_by: null };
  const since = scene !== 'serving-fresh' ? now - 52 * 60 : now - 20;
  return [{ ...endpoint({ portal: 'SecureCart', account: '444455556666', role: 'ReadOnlyAccess' }, 'Production', 43512, since, 60, true), ...asked }];
}

/** An endpoint that nobody has asked yet. */
export function endpoint(key: RoleKey, title: string, port: number, since: number, minutes: number, until_locked: boolean): ServingView {
  const until = minutes === 0 ? null : since + minutes * 60;
  return { ...key, title, port, since, until, until_locked, asked: 0, asked_at: null, asked_by: null };
}
