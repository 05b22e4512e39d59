// What changed of what the person may open. Rule: seen is only what has been on the screen; what was new when the page
// was opened stays marked as new until it is left.
import type { ChangeView, Host } from './host';

export class Activity {
  /** The newest first; nothing before they have come. */
  changes = $state.raw<ChangeView[] | null>(null);
  #fresh = $state.raw<ReadonlySet<number>>(new Set());
  #asked = 0;

  readonly #host: Host;
  readonly #failed: (thrown: unknown, retry: () => Promise<unknown>) => void;

  constructor(host: Host, failed: (thrown: unknown, retry: () => Promise<unknown>) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  /** Asks what has changed. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const changes = await this.#host.changes();
      if (asked !== this.#asked) return;
      this.#fresh = new Set([...this.#fresh, ...changes.filter(({ seen }) => !seen).map(idOf)]);
      this.changes = changes;
    } catch (thrown) {
      if (asked === this.#asked) this.#failed(thrown, () => this.load());
    }
  }

  /** They have been on the screen. */
  async shown(): Promise<void> {
    const newest = this.changes?.find(({ seen }) => !seen);
    if (newest) await this.#host.changesSeen(idOf(newest)).catch((thrown: unknown) => this.#failed(thrown, () => this.shown()));
  }

  isNew(change: ChangeView): boolean {
    return this.#fresh.has(idOf(change));
  }

  /** The page has been left. */
  leave(): void {
    this.#asked++;
    this.changes = null;
    this.#fresh = new Set();
  }
}

function idOf({ id }: ChangeView): number {
  return id ?? 0;
}
