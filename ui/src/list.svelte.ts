// The list as the person looks at it: how it is divided, the rows in sight and about two screens around them, what is
// chosen, and how far it is scrolled. Rule: rows elsewhere are not kept; one question is under way at a time, except that
// a new search waits for nobody; whatever arrives, what is in sight stays where it is.
import type { AccountRow, Anchor, Ask, Grouping, Listing, PlaceView, Section } from './host';
import { anchorsOf, covers, keptOf, shiftOf, type Sight } from './landing';
import { between, HEIGHT, outlineOf, spotOf } from './rows';

/** The chosen account. */
export interface Choice {
  at: number;
  section: string;
  row: AccountRow;
  role: string | null;
}

/** Where the person finds themselves with the answer to a new question. */
type Arrival = 'top' | 'stay' | 'found';

/** Between two questions for what has changed, ms. */
const PAUSE = 120;
/** So many screens around what is in sight are asked for, and within so many none may be missing. */
const [AROUND, NEAR] = [2, 1];
/** Rows of one question: at first, when the window is not yet measured, and at most. */
const [FIRST, MOST] = [60, 400];
/** Accounts that are asked about by name in one question. */
const KEPT = 8;
/** The least that is drawn above and below what is in sight, rem. */
const SPARE = 8;

export class List {
  query = $state('');
  grouping = $state.raw<Grouping>({ by: 'name' });
  /** Hidden accounts are shown, too. */
  hidden = $state(false);
  /** Support mode is on; and roles that do more than read are shown all the same. */
  support = $state(false);
  stronger = $state(false);
  /** An answer has come. */
  loaded = $state(false);
  tagKeys = $state.raw<string[]>([]);
  /** The place in AWS that was pasted, or that words of the search name. */
  place = $state.raw<PlaceView | null>(null);
  /** How many hidden accounts match, shown or left out. */
  hiddenCount = $state(0);
  /** The rows that are known, by their places. */
  rows = $state.raw<ReadonlyMap<number, AccountRow>>(new Map());
  chosen = $state.raw<Choice | null>(null);
  /** The place the choice goes to once its row has come; until then nothing is done with the row before. */
  aim = $state<number | null>(null);
  /** Rows beyond what is in sight are drawn, too: from when somebody is about to scroll. */
  wide = $state(false);
  /** How far it is scrolled, and how much is in sight, px. */
  top = $state(0);
  height = $state(0);
  rem = $state(16);
  stacked = $state(false);
  /** Grows when the list has scrolled itself, for the page to follow. */
  moves = $state(0);
  version = -1;
  #sections = $state.raw<Section[]>([]);
  outline = $derived(outlineOf(this.#sections, this.rem, this.stacked));
  /** It ends with a line about hidden accounts. */
  line = $derived(this.hiddenCount > 0 || this.hidden);
  /** Its whole height, px. */
  whole = $derived(this.outline.height + (this.line ? Math.round(HEIGHT.last * this.rem) : 0));
  #drawn = $derived.by(() => {
    const spare = this.wide ? Math.max(SPARE * this.rem, this.height / 2) : 0;
    return between(this.outline, this.top - spare, this.top + this.height + spare);
  });
  /** The rows to be drawn: a half-open range of places. */
  first = $derived(this.#drawn[0]);
  last = $derived(this.#drawn[1]);

  readonly #host: (ask: Ask) => Promise<Listing>;
  readonly #failed: (thrown: unknown, retry: () => Promise<unknown>) => void;
  #scrolled = (): number => this.top;
  /** Where a step begins when the chosen account is gone. */
  #near = 0;
  #question = 0;
  #answered = 0;
  #lost = false;
  #stale = false;
  #resting = false;
  #asking = false;

  constructor(host: (ask: Ask) => Promise<Listing>, failed: (thrown: unknown, retry: () => Promise<unknown>) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  /** The page shows it; `scrolled` tells how far the page has scrolled. Answers how to stop. */
  attach(scrolled: () => number): () => void {
    this.#scrolled = scrolled;
    return () => (this.#scrolled = () => this.top);
  }

  /** The page has been scrolled. */
  scrolledTo(top: number): void {
    this.top = top;
    this.wide ||= top > 0;
    void this.#ask();
  }

  /** The page has another size: what is in sight stays in sight. */
  fit(rem: number, stacked: boolean, height: number): void {
    const before = this.#sight();
    const chosen = this.chosen && spotOf(before.outline, this.chosen.at);
    const visible = chosen && chosen.top >= before.top && chosen.top < before.top + before.height;
    const [at] = between(before.outline, before.top, before.top);
    const was = spotOf(before.outline, at);
    [this.rem, this.stacked, this.height] = [rem, stacked, height];
    const is = spotOf(this.outline, at);
    if (was && is && was.top !== is.top) this.#move(before.top > 0 ? before.top + is.top - was.top : 0);
    if (visible && this.chosen) this.reveal(this.chosen.at);
    void this.#ask();
  }

  /** Begins with an answer to a question nobody had to ask. */
  open(listing: Listing): void {
    this.#takeAfresh(listing, false);
  }

  /** The person typed: the answer to an older question is dropped. */
  search(query: string): Promise<boolean> {
    this.query = query;
    return this.#anew('top');
  }

  /** Accounts stand together in another way; the chosen one stays in sight. */
  group(grouping: Grouping): Promise<boolean> {
    this.grouping = grouping;
    return this.#anew('found');
  }

  /** Hidden accounts are shown or left out, or in support mode stronger roles. */
  show({ hidden = this.hidden, stronger = this.stronger }): Promise<boolean> {
    [this.hidden, this.stronger] = [hidden, stronger];
    return this.#anew('stay');
  }

  /** Chooses an account wherever it stands, even if it is hidden; answers whether it is in the list. */
  async find(portal: string, account: string): Promise<boolean> {
    this.query = '';
    const isFound = () => this.chosen?.row.account === account && this.chosen.row.portal === portal;
    const anchor = { section: '', portal, account, at: this.#reach() };
    if (!(await this.#anew('found', anchor)) || isFound() || this.hidden) return isFound();
    this.hidden = true;
    if ((await this.#anew('found', anchor)) && !isFound()) await this.show({ hidden: false });
    return isFound();
  }

  /** Something in it may have changed: asks again; many calls at once become few. */
  renew(): void {
    this.#stale = true;
    if (this.#lost) void this.#anew('stay');
    else void this.#ask();
  }

  /** Moves the choice by `step` accounts, staying inside the list. */
  step(step: number): boolean {
    const last = this.outline.total - 1;
    if (last < 0) return false;
    const from = this.aim ?? this.chosen?.at ?? this.#near - Math.sign(step);
    this.choose(Math.min(last, Math.max(0, from + step)));
    return true;
  }

  /** Chooses the account at `at`, as soon as it is known, and unless a role is named, its weakest role. */
  choose(at: number, role?: string): void {
    this.#choose(at, role);
    this.reveal(at);
    void this.#ask();
  }

  /** Scrolls as little as will do to bring a row into sight; with a heading right above it, the heading too. */
  reveal(at: number): void {
    const spot = spotOf(this.outline, at);
    if (!spot) return;
    const to = spot.top + this.outline.row;
    const withHeading = at === spot.run.first && to - spot.run.top <= this.height;
    const from = withHeading ? spot.run.top : spot.top;
    if (from < this.top) this.#move(from);
    else if (to > this.top + this.height) this.#move(to - this.height);
  }

  /** How many rows PageDown goes. */
  page(): number {
    return Math.max(1, Math.floor(this.height / this.outline.row) - 1);
  }

  #choose(at: number, role?: string): void {
    const [row, spot] = [this.rows.get(at), spotOf(this.outline, at)];
    this.aim = row || !spot ? null : at;
    if (row && spot) this.chosen = { at, section: spot.run.id, row, role: role ?? row.roles[0]?.role ?? null };
  }

  #sight(): Sight {
    return { outline: this.outline, rows: this.rows, top: this.top, height: this.height };
  }

  #move(top: number): void {
    this.top = Math.max(0, Math.min(top, this.whole - this.height));
    this.moves++;
  }

  /** Rows in the stretch that is asked for on one side. */
  #reach(): number {
    return Math.ceil((AROUND * this.height) / this.outline.row);
  }

  #askFor(from: number, to: number, keep: Anchor[]): Ask {
    const { query, grouping, hidden, stronger } = this;
    return { query, grouping, hidden, stronger, from, count: Math.min(MOST, to - from), keep };
  }

  /** What shall stay where it is. */
  #anchors(): Anchor[] {
    return anchorsOf(this.#sight(), this.#anchor(), KEPT);
  }

  #anchor(): Anchor | undefined {
    const choice = this.chosen;
    return choice ? { section: choice.section, portal: choice.row.portal, account: choice.row.account, at: choice.at } : undefined;
  }

  #around(screens: number): [number, number] {
    const room = screens * this.height;
    return between(this.outline, this.top - room, this.top + this.height + room);
  }

  /** Asks a new question; older ones are forgotten. Answers whether it was this one whose answer was taken. */
  async #anew(arrival: Arrival, wanted = this.#anchor()): Promise<boolean> {
    const question = ++this.#question;
    this.#stale = false;
    const ask = this.#newAsk(arrival, wanted);
    try {
      const listing = await this.#host(ask);
      if (question !== this.#question) return false;
      [this.#answered, this.#lost] = [question, false];
      if (arrival === 'stay') this.#takeStaying(listing, ask);
      else this.#takeAfresh(listing, arrival === 'found');
      void this.#ask();
      return true;
    } catch (thrown) {
      if (question !== this.#question) return false;
      this.#lost = true;
      this.#failed(thrown, () => this.#anew(arrival, wanted));
      return false;
    }
  }

  #newAsk(arrival: Arrival, wanted: Anchor | undefined): Ask {
    if (arrival === 'stay') return this.#askFor(...this.#wide(), this.#anchors());
    const reach = this.#reach();
    const at = arrival === 'found' && wanted ? wanted.at : 0;
    return this.#askFor(Math.max(0, at - reach), at + Math.max(FIRST, 2 * reach), arrival === 'found' && wanted ? [wanted] : []);
  }

  #wide(): [number, number] {
    const [from, to] = this.#around(AROUND);
    return [from, Math.max(to, from + FIRST)];
  }

  /** Asks, one question after the other, until nothing is missing. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (let ask = this.#due(); ask; ask = this.#due()) if (!(await this.#askOnce(ask))) break;
    } finally {
      this.#asking = false;
    }
  }

  #due(): Ask | null {
    if (this.#answered !== this.#question) return null;
    if (this.#stale && !this.#resting) {
      [this.#stale, this.#resting] = [false, true];
      setTimeout(() => this.#rested(), PAUSE);
      return this.#askFor(...this.#wide(), this.#anchors());
    }
    const isThere = (at: number) => this.rows.has(at);
    let [from, to] = this.#around(NEAR);
    if (range(from, to).every(isThere)) return null;
    [from, to] = this.#around(AROUND);
    while (isThere(from)) from++;
    while (isThere(to - 1)) to--;
    return this.#askFor(from, to, this.#anchors());
  }

  #rested(): void {
    this.#resting = false;
    if (this.#stale) void this.#ask();
  }

  /** Answers whether it is any use to ask on. */
  async #askOnce(ask: Ask): Promise<boolean> {
    const question = this.#question;
    try {
      const listing = await this.#host(ask);
      if (question !== this.#question) return true;
      if (listing.version !== this.version) return await this.#takeMoved(listing, ask, question);
      this.#merge(listing);
      return listing.rows.length > 0;
    } catch (thrown) {
      if (question !== this.#question) return true;
      this.#failed(thrown, async () => this.renew());
      return false;
    }
  }

  /** Takes a changed list; where the rows in sight have gone elsewhere than the answer reaches, asks once more. */
  async #takeMoved(listing: Listing, ask: Ask, question: number): Promise<boolean> {
    this.top = this.#scrolled();
    const after = outlineOf(listing.sections, this.rem, this.stacked);
    const shift = shiftOf(this.#sight(), ask.keep, listing, after);
    const top = Math.max(0, Math.min(this.top + (shift?.px ?? 0), after.height - this.height));
    if (covers(listing, after, top, this.height)) {
      this.#takeStaying(listing, ask);
      return true;
    }
    const others = this.#anchors().filter(({ at }) => at !== shift?.by.at);
    const again = this.#askFor(...this.#wide(), shift ? [shift.by, ...others].slice(0, KEPT) : []);
    const better = await this.#host(again);
    if (question === this.#question) this.#takeStaying(better, again);
    return true;
  }

  /** Takes an answer at whose beginning, or at whose found account, the person finds themselves. */
  #takeAfresh(listing: Listing, isFound: boolean): void {
    const place = isFound ? listing.kept[0] : undefined;
    this.#keep(listing);
    this.rows = rowsOf(listing);
    const spot = place ? spotOf(this.outline, place.at) : undefined;
    if (place && spot) {
      const { row } = place;
      const role = row.account === this.chosen?.row.account ? this.chosen.role : (row.roles[0]?.role ?? null);
      [this.chosen, this.aim] = [{ at: place.at, section: spot.run.id, row, role }, null];
      this.#move(spot.top - Math.round(this.height / 3));
    } else {
      [this.chosen, this.wide] = [null, false];
      this.#choose(0);
      this.#move(0);
    }
    this.#near = 0;
  }

  /** Takes an answer in which the person stays where they are. */
  #takeStaying(listing: Listing, ask: Ask): void {
    this.top = this.#scrolled();
    const wasEmpty = this.outline.total === 0;
    const shift = shiftOf(this.#sight(), ask.keep, listing, outlineOf(listing.sections, this.rem, this.stacked));
    this.#keep(listing);
    this.rows = rowsOf(listing);
    if (wasEmpty) this.#choose(0);
    else this.#chooseAgain(listing, ask, shift?.rows ?? 0);
    if (this.aim !== null) this.#choose(Math.min(this.outline.total - 1, Math.max(0, this.aim + (shift?.rows ?? 0))));
    if (shift?.px || this.top > this.whole - this.height) this.#move(this.top + (shift?.px ?? 0));
  }

  /** What was chosen stays chosen; when it is gone, nothing is, lest a key be meant for another account. */
  #chooseAgain(listing: Listing, ask: Ask, shift: number): void {
    const choice = this.chosen;
    if (!choice) return;
    const moved = this.rows.get(choice.at + shift);
    const isSame = moved?.account === choice.row.account && moved.portal === choice.row.portal;
    const place = keptOf(ask.keep, listing, this.#anchor()!) ?? (isSame ? { at: choice.at + shift, row: moved } : null);
    const spot = place ? spotOf(this.outline, place.at) : undefined;
    if (place && spot) this.chosen = { at: place.at, section: spot.run.id, row: place.row, role: choice.role ?? place.row.roles[0]?.role ?? null };
    else [this.chosen, this.#near] = [null, Math.max(0, choice.at + shift)];
  }

  /** More rows of the list that is known; those far from what is in sight are let go. */
  #merge(listing: Listing): void {
    const [from, to] = this.#around(2 * AROUND);
    const near = [...this.rows].filter(([at]) => at >= from && at < to);
    this.rows = new Map([...near, ...rowsOf(listing)]);
    const again = this.chosen && this.rows.get(this.chosen.at);
    if (this.chosen && again) this.chosen = { ...this.chosen, row: again };
    if (this.aim !== null) this.#choose(this.aim);
  }

  #keep(listing: Listing): void {
    this.version = listing.version;
    this.#sections = listing.sections;
    this.hiddenCount = listing.hidden;
    this.tagKeys = listing.tag_keys;
    [this.place, this.support] = [listing.place, listing.support];
    this.loaded = true;
  }
}

function rowsOf({ from, rows }: Listing): Map<number, AccountRow> {
  return new Map(rows.map((row, n) => [from + n, row]));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}
