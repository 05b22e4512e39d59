// What the fake host keeps of the places in accounts' consoles, and where access is asked for. Rule: favourites by name, then the last ones, as the product has it.
import type { Landing, RoleKey, VisitView } from '../host';
import { CHOICES } from './choices';
import { FakePicker } from './picker';

/** Those of one account have been visited before. */
const BEFORE: [string, VisitView[]][] = [
  ['444455556666', [
    { service: 'cloudwatch', title: 'CloudWatch', region: 'eu-west-1', starred: true },
    { service: 'ec2', title: 'EC2', region: 'eu-west-1', starred: false },
  ]],
];

export abstract class FakeVisits extends FakePicker {
  readonly #visits = new Map(BEFORE);


  async visits(_portal: string, account: string): Promise<VisitView[]> {
    const all = this.#visits.get(account) ?? [];
    const starred = all.filter((visit) => visit.starred).sort((a, b) => (a.title < b.title ? -1 : 1));
    return structuredClone([...starred, ...all.filter((visit) => !visit.starred).slice(0, 4)]);
  }

  protected visit({ account }: RoleKey, { service, region }: Landing): void {
    if (service !== null) this.#put(account, service, region, null);
  }

  async requestAccess(account: string | null, role: string | null): Promise<void> {
    this.note('requestAccess', account, role);
  }

  async starPlace(portal: string, account: string, service: string, region: string | null, starred: boolean): Promise<void> {
    this.note('starPlace', portal, account, service, region, starred);
    this.#put(account, service, region, starred);
  }

  #put(account: string, service: string, region: string | null, starred: boolean | null): void {
    const is = (visit: VisitView) => visit.service === service && visit.region === region;
    const all = this.#visits.get(account) ?? [];
    const known = all.find(is);
    const title = CHOICES.services.find(({ id }) => id === service)?.name ?? service;
    const visit = { service, title, region, starred: starred ?? known?.starred ?? false };
    this.#visits.set(account, [visit, ...all.filter((one) => !is(one))]);
  }
}
