// Where secrets are kept. Rule: the desktop itself asks the person, one question at a time; the page waits and sees no passphrase.
import type { Host, KeychainStore } from './host';
import { text } from './text';

export class Keychain {
  /** The keychain has been asked and has not answered yet. */
  asking = $state(false);

  readonly #host: Host;
  readonly #act: (work: () => Promise<unknown>, done: string) => Promise<boolean>;

  constructor(host: Host, act: (work: () => Promise<unknown>, done: string) => Promise<boolean>) {
    this.#host = host;
    this.#act = act;
  }

  /** Changes where secrets are kept; answers whether they are. */
  keepIn(store: KeychainStore): Promise<boolean> {
    return this.#ask(() => this.#host.useKeychain(store), text.done.keptIn[store]);
  }

  /** Asks the keychain again. */
  unlock(): Promise<boolean> {
    return this.#ask(() => this.#host.unlockKeychain(), text.done.unlocked);
  }

  async #ask(work: () => Promise<void>, done: string): Promise<boolean> {
    if (this.asking) return false;
    this.asking = true;
    try {
      return await this.#act(work, done);
    } finally {
      this.asking = false;
    }
  }
}
