// A portal that is being added: what was typed, what was found for it, and what the person says about it. Rule: only
// what was found is added; each fault is kept beside the field it is about; an answer to an older question is dropped.
import type { FoundView, Host } from './host';
import { problemOf } from './host';
import { text } from './text';

/** The fields that can be at fault. */
export type Field = 'words' | 'region' | 'confirm' | 'name' | 'also' | 'endpoint' | 'submit';

/** AWS adds at most this many to an instance's first one. */
const MOST_REGIONS = 5;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const REGION = /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/;
const SITE = /^([^=]+)(=http:\/\/127\.0\.0\.1:\d{1,5}\/?)?$/;

export class Draft {
  words = $state('');
  endpoint = $state('');
  also = $state('');
  hosts = $state<string>(text.portalForm.hostChoices[0]!.id);
  found = $state.raw<FoundView | null>(null);
  region = $state('');
  confirm = $state('');
  name = $state('');
  faults = $state.raw<Partial<Record<Field, string>>>({});
  /** A question to the host is under way. */
  busy = $state<'finding' | 'adding' | null>(null);
  /** What the person has yet to give before the portal can be added. */
  wants = $derived.by((): 'region' | 'confirm' | null => {
    if (!this.found) return null;
    if (this.found.needs_confirmation && this.#typedHost() !== this.found.host) return 'confirm';
    return this.region === '' ? 'region' : null;
  });

  readonly #host: Host;
  /** Names that are in use. */
  readonly #taken: () => string[];
  #asked = 0;

  constructor(host: Host, taken: () => string[]) {
    this.#host = host;
    this.#taken = taken;
  }

  /** What was typed has changed: what was found for it no longer counts. */
  forget(): void {
    this.#asked++;
    this.found = null;
    this.faults = {};
    this.busy = null;
  }

  /** Looks for the portal; answers whether it was found. */
  async find(): Promise<boolean> {
    this.forget();
    const words = this.words.trim();
    if (words === '') return this.#fail('words', text.portalForm.nothing);
    const asked = ++this.#asked;
    this.busy = 'finding';
    try {
      const found = await this.#host.discoverPortal(words, this.endpoint.trim() || null);
      if (asked !== this.#asked) return false;
      this.found = found;
      this.region = found.region ?? '';
      this.confirm = '';
      this.name = found.name;
      return true;
    } catch (thrown) {
      return asked === this.#asked && this.#fail('words', sentence(thrown));
    } finally {
      if (asked === this.#asked) this.busy = null;
    }
  }

  /** Adds the portal; answers its name, or nothing when it was not added. */
  async add(): Promise<string | null> {
    const { found } = this;
    if (!found || this.wants || this.busy || !this.#checked()) return null;
    const name = this.name.trim();
    this.busy = 'adding';
    try {
      await this.#host.addPortal({
        name, startUrl: found.start_url, region: this.region, endpoint: this.endpoint.trim() || null,
        also: this.#sites(), hosts: this.hosts, confirmedHost: found.needs_confirmation ? this.#typedHost() : null,
      });
      return name;
    } catch (thrown) {
      this.#fail('submit', sentence(thrown));
      return null;
    } finally {
      this.busy = null;
    }
  }

  /** Begins anew. */
  clear(): void {
    this.forget();
    this.words = this.endpoint = this.also = this.region = this.confirm = this.name = '';
    this.hosts = text.portalForm.hostChoices[0]!.id;
  }

  #checked(): boolean {
    this.faults = {};
    const name = this.name.trim();
    if (!NAME.test(name)) return this.#fail('name', text.portalForm.nameWrong);
    if (this.#taken().includes(name)) return this.#fail('name', text.portalForm.nameTaken(name));
    const sites = this.#sites();
    if (sites.length > MOST_REGIONS) return this.#fail('also', text.portalForm.alsoMany(MOST_REGIONS));
    const odd = sites.find((site) => !REGION.test(SITE.exec(site)?.[1] ?? ''));
    return odd === undefined || this.#fail('also', text.portalForm.alsoWrong(odd));
  }

  #sites(): string[] {
    return this.also.split(/[\s,]+/).filter(Boolean);
  }

  /** Hosts are told in small letters. */
  #typedHost(): string {
    return this.confirm.trim().toLowerCase();
  }

  #fail(field: Field, words: string): false {
    this.faults = { [field]: words };
    return false;
  }
}

function sentence(thrown: unknown): string {
  const { message, remedy } = problemOf(thrown);
  return `${message} ${remedy}`;
}
