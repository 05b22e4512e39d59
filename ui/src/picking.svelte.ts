// The quick picker: what was typed, what it finds, what is chosen. Rule: it opens what needs no question; whatever has to be asked
// is asked in the window.
import { writeIn } from './frame';
import { Language } from './language.svelte';
import { problemOf, type AccountRow, type Host, type Lack, type Listing, type PlaceView, type Problem, type RoleKey, type Theme } from './host';
import { landingOf } from './place';

/** Rows that are asked for at once: more than are in sight, so that there is something to scroll to. */
const PAGE = 20;
/** So few rows below the chosen one ask for more. */
const AHEAD = 10;

export class Picking {
  query = $state('');
  rows = $state.raw<AccountRow[]>([]);
  place = $state.raw<PlaceView | null>(null);
  /** How many accounts match. */
  total = $state(0);
  theme = $state<Theme>('system');
  /** The chosen row and, in it, the chosen role. */
  at = $state(0);
  nth = $state(0);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** An answer has come. */
  loaded = $state(false);
  /** What is to be done before there is anything to pick. */
  lacks = $state<Lack | null>(null);
  readonly language = new Language(async () => {});
  readonly #host: Host;
  #question = 0;
  /** The last question that was answered. */
  #answered = 0;
  #growing = false;
  /** The version of the list, and how many of its places were told. */
  #version = 0;
  #reached = 0;
  #searching: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
  }

  row = $derived.by((): AccountRow | undefined => this.rows[this.at]);
  role = $derived.by(() => this.row?.roles[this.nth] ?? this.row?.roles[0]);

  /** Whatever was typed before there was a page counts. */
  begin(): Promise<void> {
    return (this.#searching = this.#begin());
  }

  async #begin(): Promise<void> {
    const { theme, language, languages, typeface, typed, entered, lacks } = await this.#host.pickerOpening();
    if (typeface) writeIn(typeface);
    [this.theme, this.lacks] = [theme, lacks];
    await this.language.take(language, languages);
    await this.#search(typed + this.query);
    if (entered) setTimeout(() => void this.go());
  }

  search(query: string): Promise<void> {
    return (this.#searching = this.#search(query));
  }

  async #search(query: string): Promise<void> {
    [this.query, this.problem] = [query, null];
    const question = ++this.#question;
    try {
      const listing = await this.#ask(0);
      if (question !== this.#question) return;
      [this.place, this.at, this.nth, this.#answered] = [listing.place, 0, 0, question];
      this.#restart(listing);
      this.rows = [];
      this.#append(listing);
      this.loaded = true;
    } catch (thrown) {
      if (question === this.#question) this.problem = problemOf(thrown);
    }
  }

  #ask(from: number): Promise<Listing> {
    return this.#host.listing({ query: this.query, grouping: { by: 'flat' }, hidden: false, stronger: false, from, count: PAGE, keep: [] });
  }

  #restart({ version, total }: Listing): void {
    [this.#version, this.#reached, this.total] = [version, 0, total];
  }

  #append({ from, rows }: Listing): void {
    [this.rows, this.#reached] = [once([...this.rows, ...rows]), from + rows.length];
  }

  /** More of what matches, below what is there. Where the list has changed, it is read anew for those that are not there yet. */
  async more(): Promise<void> {
    if (this.#growing || this.#answered !== this.#question) return;
    const [question, count] = [this.#question, this.rows.length];
    this.#growing = true;
    try {
      while (this.#reached < this.total && this.rows.length === count) {
        const listing = await this.#ask(this.#reached);
        if (question !== this.#question) return;
        if (listing.version !== this.#version) this.#restart(listing);
        else if (listing.rows.length > 0) this.#append(listing);
        else return;
      }
    } catch (thrown) {
      if (question === this.#question) this.problem = problemOf(thrown);
    } finally {
      this.#growing = false;
    }
  }

  step(by: number): void {
    [this.at, this.nth] = [Math.min(Math.max(this.at + by, 0), Math.max(0, this.rows.length - 1)), 0];
    if (this.at + AHEAD >= this.rows.length) void this.more();
  }

  /** Goes round the roles of the chosen account. */
  turn(by: number): void {
    const count = this.row?.roles.length ?? 0;
    if (count > 0) this.nth = (this.nth + by + count) % count;
  }

  choose(at: number, nth = 0): void {
    [this.at, this.nth] = [at, nth];
  }

  /** Opens the console; what has to be asked, done or mended first is so in the window. */
  async go(): Promise<void> {
    // Enter means what was typed, also where the answer to it is still on its way.
    await this.#searching;
    const [row, role] = [this.row, this.role];
    if (this.busy) return;
    if (this.total === 0 && this.lacks) return void this.#host.pickerAsk(null);
    if (!row || !role) return;
    const key: RoleKey = { portal: row.portal, account: row.account, role: role.role };
    const at = landingOf(this.place, this.query, '', '', '');
    this.busy = true;
    try {
      const full = (await this.#host.crowd(key, null).catch(() => null)) !== null;
      const asked = full || (await this.#host.openConsole(key, at, null)) !== null;
      await (asked ? this.#host.pickerAsk({ ...key, deed: 'open', at }) : this.#host.pickerDone());
    } catch (thrown) {
      this.problem = problemOf(thrown);
      if (this.problem.code === 'sign_in_required') await this.#host.pickerAsk({ ...key, deed: 'open', at });
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    void this.#host.pickerDone();
  }
}

/** A favourite stands in its group, too: here it is enough once. */
function once(rows: AccountRow[]): AccountRow[] {
  const seen = new Set<string>();
  return rows.filter(({ portal, account }) => !seen.has(`${portal} ${account}`) && seen.add(`${portal} ${account}`));
}
