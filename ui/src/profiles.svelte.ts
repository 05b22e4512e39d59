// The profiles that Portico keeps, as the person looks at them: what is searched, the rows in sight and some around them.
// Rule: rows elsewhere are not kept; one question is under way at a time; a file that cannot be understood is told in
// place of the rows.
import type { Problem, ProfileAsk, ProfileListing, ProfileRow, ProfilesWish, ProfileState } from './host';
import { problemOf } from './host';

/** What is said of all profiles. */
export type Facts = Omit<ProfileListing, 'rows' | 'from'>;

/** Rows of one question at least and at most, and screens around what is in sight. */
const [FIRST, MOST, AROUND] = [60, 400, 2];

export class Profiles {
  query = $state('');
  only = $state<ProfileState | null>(null);
  /** What is known; nothing before the first answer. */
  facts = $state.raw<Facts | null>(null);
  /** The rows that are known, by their places. */
  rows = $state.raw<ReadonlyMap<number, ProfileRow>>(new Map());
  /** Why they cannot be shown. */
  refused = $state.raw<Problem | null>(null);
  /** What the sheet is about, that shows a change before it is made. */
  wish = $state.raw<ProfilesWish | null>(null);
  /** The profile that the sheet explains. */
  explained = $state('');
  /** The sheet for syncing begins with what is stale marked for removal. */
  pruning = false;
  /** The rows in sight, as a half-open range. */
  #sight: [number, number] = [0, FIRST];
  #question = 0;
  #asking = false;
  #isShown = false;

  readonly #host: (ask: ProfileAsk) => Promise<ProfileListing>;

  constructor(host: (ask: ProfileAsk) => Promise<ProfileListing>) {
    this.#host = host;
  }

  /** The page is there. */
  enter(): void {
    this.#isShown = true;
    void this.#anew();
  }

  /** The page has been left: what was searched is forgotten with it. */
  leave(): void {
    this.#isShown = false;
    this.#question++;
    [this.query, this.only, this.facts, this.refused, this.rows, this.#sight] = ['', null, null, null, new Map(), [0, FIRST]];
  }

  /** Something may have changed. */
  renew(): void {
    if (this.#isShown) void this.#anew();
  }

  search(query: string): Promise<void> {
    this.query = query;
    this.#sight = [0, FIRST];
    return this.#anew();
  }

  /** Shows only those that stand like this. */
  show(only: ProfileState | null): Promise<void> {
    this.only = only;
    this.#sight = [0, FIRST];
    return this.#anew();
  }

  /** These rows are in sight now. */
  look(from: number, to: number): void {
    this.#sight = [from, to];
    void this.#more();
  }

  /** What is asked for: what is in sight and so many screens around it. */
  #ask(): ProfileAsk {
    const [from, to] = this.#sight;
    const room = Math.max(FIRST, AROUND * (to - from));
    const first = Math.max(0, from - room);
    return { query: this.query, only: this.only, from: first, count: Math.min(MOST, to + room - first) };
  }

  /** Asks a new question; the answer to an older one is dropped. */
  async #anew(): Promise<void> {
    this.#question++;
    if (await this.#askOnce()) void this.#more();
  }

  /** Asks until nothing in sight is missing. */
  async #more(): Promise<void> {
    if (this.#asking || this.facts === null) return;
    this.#asking = true;
    try {
      while (this.#isMissing() && (await this.#askOnce()));
    } finally {
      this.#asking = false;
    }
  }

  #isMissing(): boolean {
    const [from, to] = this.#sight;
    for (let at = from; at < Math.min(to, this.facts?.total ?? 0); at++) if (!this.rows.has(at)) return true;
    return false;
  }

  /** Answers whether it is any use to ask on. */
  async #askOnce(): Promise<boolean> {
    const question = this.#question;
    try {
      const { rows, from, ...facts } = await this.#host(this.#ask());
      if (question !== this.#question) return true;
      [this.facts, this.refused] = [facts, null];
      this.rows = new Map(rows.map((row, n) => [from + n, row]));
      return rows.length > 0;
    } catch (thrown) {
      if (question === this.#question) this.refused = problemOf(thrown);
      return false;
    }
  }
}
