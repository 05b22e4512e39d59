// The browsers of this machine and what is chosen among them. Rule: the product decides which choice counts and refuses what cannot
// be; here is only looked up what it told.
import { problemOf, type BrowserChoice, type BrowsersView, type BrowserUse, type Host, type Problem } from './host';

/** Whatever the system opens addresses with. */
export const DEFAULT = 'default';

export class Browsers {
  view = $state.raw<BrowsersView>({ choices: [], portals: [], accounts: [], fixed: null, fixed_sign_in: null, fixed_accounts: [] });
  /** A browser for the next console of one account only. */
  #once = $state.raw<{ account: string; id: string } | null>(null);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Looks which there are; what cannot be told changes nothing. */
  async load(): Promise<void> {
    const view = await this.#host.browsers().catch(() => null);
    if (view) this.view = view;
  }

  /** What may be chosen for consoles; to sign in, only browsers and their profiles. */
  choices(of: BrowserUse): BrowserChoice[] {
    return of === 'consoles' ? this.view.choices : this.view.choices.filter(({ apart }) => apart === 'same');
  }

  /** Where the organisation wants the consoles of an account. */
  fixed(account: string): BrowserChoice | null {
    return this.view.fixed_accounts.find((one) => one.account === account)?.choice ?? this.view.fixed;
  }

  /** Where the consoles of an account open when nothing else is said for once. */
  usual(portal: string, account: string): BrowserChoice | null {
    return this.fixed(account) ?? this.own(portal, account) ?? this.ofPortal(portal, 'consoles');
  }

  /** What the person chose for one account. */
  own(portal: string, account: string): BrowserChoice | null {
    return this.view.accounts.find((one) => one.portal === portal && one.account === account)?.choice ?? null;
  }

  /** What the person chose for all of a portal. */
  ofPortal(portal: string, of: BrowserUse): BrowserChoice | null {
    const chosen = this.view.portals.find((one) => one.portal === portal);
    return (of === 'consoles' ? chosen?.consoles : chosen?.sign_in) ?? null;
  }

  /** Keeps a choice; answers why not. */
  async choose(portal: string, account: string | null, of: BrowserUse, id: string): Promise<Problem | null> {
    try {
      await this.#host.chooseBrowser(portal, account, of, id);
      return null;
    } catch (thrown) {
      return problemOf(thrown);
    } finally {
      await this.load();
    }
  }

  /** For the next console of this account; empty: as usual. */
  once(portal: string, account: string): string {
    return this.#once?.account === `${portal} ${account}` ? this.#once.id : '';
  }

  chooseOnce(portal: string, account: string, id: string): void {
    this.#once = id === '' ? null : { account: `${portal} ${account}`, id };
  }
}
