// What happened, and what ends when, as the person looks at it. Rule: the newest entries come first and older ones are asked
// for by the number of the last; seen is only what has been on the screen, and what was new when the page was opened stays
// marked as new until it is left.
import type { ClocksView, Host, JournalAsk, JournalEntryView, OpenedView, Problem, VerdictView } from './host';
import { problemOf } from './host';
import { GROUPS, type Group } from './journal';

/** Entries of one question. */
const COUNT = 100;

export class Activity {
  /** The newest first; nothing before they have come. */
  entries = $state.raw<JournalEntryView[] | null>(null);
  /** There are older ones. */
  more = $state(false);
  /** Why they cannot be shown. */
  refused = $state.raw<Problem | null>(null);
  /** What kept the last thing that happened from being written down. */
  trouble = $state.raw<Problem | null>(null);
  clocks = $state.raw<ClocksView>({ credentials: [], consoles: [] });
  /** What is looked for. */
  words = $state('');
  group = $state<Group | null>(null);
  portal = $state<string | null>(null);
  /** What verifying came to; nothing before somebody asked, or once that is old. */
  verdict = $state.raw<VerdictView | null>(null);
  verifying = $state(false);

  /** The newest change of what the person may open. */
  #newest = 0;
  #fresh = $state.raw<ReadonlySet<number>>(new Set());
  /** Answers to older questions are dropped. */
  #question = 0;
  #asking = false;
  /** What the entries are the answer to. */
  #asked = '';
  #stale = false;

  readonly #host: Host;
  readonly #failed: (thrown: unknown, retry: () => Promise<unknown>) => void;

  constructor(host: Host, failed: (thrown: unknown, retry: () => Promise<unknown>) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  get isFiltered(): boolean {
    return this.words.trim() !== '' || this.group !== null || this.portal !== null;
  }

  /** Asks what has happened since; one question at a time, and once more when that was not enough. */
  async renew(): Promise<void> {
    this.#stale = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#stale) {
      this.#stale = false;
      await Promise.all([this.#begin(), this.#count()]);
    }
    this.#asking = false;
  }

  search(words: string): Promise<void> {
    this.words = words;
    return this.#anew();
  }

  show(group: Group | null): Promise<void> {
    this.group = group;
    return this.#anew();
  }

  showPortal(portal: string | null): Promise<void> {
    this.portal = portal;
    return this.#anew();
  }

  showAll(): Promise<void> {
    [this.words, this.group, this.portal] = ['', null, null];
    return this.#anew();
  }

  /** Asks for older ones. */
  async older(): Promise<void> {
    const [question, known] = [this.#question, this.entries ?? []];
    try {
      const { entries, more } = await this.#host.journal(this.#ask(known.at(-1)?.seq ?? null));
      if (question !== this.#question) return;
      this.#mark(entries);
      [this.entries, this.more] = [[...(this.entries ?? []), ...entries], more];
    } catch (thrown) {
      if (question === this.#question) this.#failed(thrown, () => this.older());
    }
  }

  /** Writes everything that is asked for into a file; answers its path. */
  save(form: 'csv' | 'json'): Promise<string> {
    return this.#host.saveJournal(this.#ask(null), form);
  }

  async verify(): Promise<void> {
    if (this.verifying) return;
    this.verifying = true;
    try {
      this.verdict = await this.#host.verifyJournal();
    } catch (thrown) {
      this.#failed(thrown, () => this.verify());
    } finally {
      this.verifying = false;
    }
  }

  /** Where consoles of a portal are signed in still. */
  async openedOf(portal: string): Promise<OpenedView[]> {
    await this.#count();
    return this.clocks.consoles.filter(({ open }) => open.some((one) => one.portal === portal));
  }

  /** What is shown has been on the screen; so many changes have not been seen. One that no entry tells of can be seen nowhere. */
  async shown(unseen: number): Promise<void> {
    const isWhole = this.words.trim() === '' && this.portal === null && (this.group ?? 'access') === 'access';
    if (unseen === 0 || !isWhole || (this.more && !this.entries?.some(isUnseen))) return;
    await this.#host.changesSeen(this.#newest).catch((thrown: unknown) => this.#failed(thrown, () => this.shown(unseen)));
  }

  isNew({ seq }: JournalEntryView): boolean {
    return this.#fresh.has(seq ?? 0);
  }

  /** The page has been left: what was searched is forgotten with it. */
  leave(): void {
    this.#question++;
    [this.words, this.group, this.portal, this.entries, this.refused, this.verdict] = ['', null, null, null, null, null];
    this.#fresh = new Set();
  }

  #ask(before: number | null): JournalAsk {
    const kinds = this.group === null ? [] : [...GROUPS[this.group]];
    return { portal: this.portal, account: null, kinds, words: this.words, since: null, before, count: COUNT };
  }

  #anew(): Promise<void> {
    this.#question++;
    return this.renew();
  }

  /** Asks for the newest; what is known of older ones stays when the two meet. */
  async #begin(): Promise<void> {
    const question = this.#question;
    const isFirst = this.entries === null;
    const asked = JSON.stringify(this.#ask(null));
    try {
      const { entries, more, trouble, newest_change: newest } = await this.#host.journal(this.#ask(null));
      if (question !== this.#question) return;
      this.#mark(entries);
      const known = isFirst || this.#asked !== asked ? [] : (this.entries ?? []);
      const at = known.findIndex(({ seq }) => seq === entries.at(-1)?.seq);
      const rest = more && at >= 0 ? known.slice(at + 1) : [];
      if (rest.length === 0) this.more = more;
      if (known[0]?.seq !== entries[0]?.seq) this.verdict = null;
      [this.entries, this.refused, this.trouble, this.#newest, this.#asked] = [[...entries, ...rest], null, trouble, newest ?? 0, asked];
    } catch (thrown) {
      if (question === this.#question) this.refused = problemOf(thrown);
    }
  }

  /** What ends when. That it cannot be told is no reason to show nothing else. */
  async #count(): Promise<void> {
    this.clocks = await this.#host.clocks().catch(() => ({ credentials: [], consoles: [] }));
  }

  #mark(entries: JournalEntryView[]): void {
    const fresh = entries.filter(isUnseen).map(({ seq }) => seq ?? 0);
    if (fresh.some((seq) => !this.#fresh.has(seq))) this.#fresh = new Set([...this.#fresh, ...fresh]);
  }
}

function isUnseen({ change }: JournalEntryView): boolean {
  return change !== null && !change.seen;
}
