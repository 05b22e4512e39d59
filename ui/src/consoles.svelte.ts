// Opening consoles, and links to them. Rule: before AWS would ask to sign somebody out, the person is told who is there; a link that
// was followed opens nothing until they say so.
import type { Browsers } from './browsers.svelte';
import type { Guard } from './guard.svelte';
import type { CrowdView, Host, Landing, LinkForm, LinkView, RoleKey } from './host';
import { text } from './text';

/** Nowhere in particular, in the usual browser. */
export const ANYWHERE: Landing = { service: null, region: null, place: null, browser: null };

interface Wish {
  key: RoleKey;
  /** What the account is called. */
  name: string;
  at: Landing;
}

export class Consoles {
  /** A console that AWS has no room for, and who is there. */
  crowd = $state.raw<{ about: CrowdView; wish: Wish } | null>(null);
  /** A link that somebody followed. */
  link = $state.raw<LinkView | null>(null);
  /** How links are written that are given away. */
  linkForm = $state<LinkForm>('portal');

  readonly #host: Host;
  readonly #guard: Guard;
  readonly #browsers: Browsers;

  constructor(host: Host, guard: Guard, browsers: Browsers) {
    this.#host = host;
    this.#guard = guard;
    this.#browsers = browsers;
  }

  /** Opens a console, unless somebody would have to be signed out for it: then the person is asked. */
  async open(key: RoleKey, name: string, at: Landing): Promise<void> {
    const wish = { key, name, at };
    const about = await this.#host.crowd(key, at.browser).catch(() => null);
    if (about) this.crowd = { about, wish };
    else await this.#go(wish);
  }

  /** Opens it all the same, or elsewhere. */
  async anyway(elsewhere: string | null): Promise<void> {
    const wish = this.crowd?.wish;
    this.crowd = null;
    if (wish) await this.#go(elsewhere === null ? wish : { ...wish, at: { ...wish.at, browser: elsewhere } });
  }

  /** Copies a link to a console, to be given away. */
  copyLink(key: RoleKey, name: string, at: Landing): void {
    const form = this.linkForm;
    const work = (): Promise<null> => this.#host.copyLink(key, { ...at, browser: null }, form).then(() => null);
    void this.#guard.before(work, text.links.copied(name), key.portal);
  }

  /** Asks whether somebody followed a link, now and whenever it is told; answers how to stop. */
  async listen(): Promise<() => void> {
    const look = async () => {
      const link = await this.#host.link().catch(() => null);
      if (link) this.link = link;
    };
    const stop = await this.#host.onLinked(() => void look());
    await look();
    return stop;
  }

  /** Opens what the link leads to. */
  async follow(): Promise<void> {
    const link = this.link;
    this.link = null;
    if (!link || link.problem) return;
    const { portal, account, role, title, number } = link;
    await this.open({ portal, account, role }, title || number, { ...ANYWHERE, place: link.text });
  }

  async #go({ key, name, at }: Wish): Promise<void> {
    const work = (consent: Parameters<Host['openConsole']>[2]) => this.#host.openConsole(key, at, consent);
    if (await this.#guard.before(work, text.done.opened(key.role, name), key.portal)) this.#browsers.chooseOnce(key.portal, key.account, '');
  }
}
