// Bringing profiles into step, before it is done: what is chosen, what a template makes of names, and what would change.
// Rule: nothing is written that has not been shown: while the newest choice is being worked out, there is nothing to write.
import type { ExamplesView, Host, Problem, ReportView, SyncChoice, SyncView, SyncWish } from './host';
import { problemOf } from './host';

/** Typing goes on for so long before names and difference are asked for, ms. */
const [NAMES_PAUSE, PLAN_PAUSE] = [120, 300];

export class Sync {
  /** Nothing before the settings have been read. */
  usual = $state.raw<SyncView | null>(null);
  choice = $state<SyncChoice>('all');
  query = $state('');
  template = $state('');
  form = $state('');
  prune = $state(false);
  remember = $state(true);
  names = $state.raw<ExamplesView | null>(null);
  /** What is wrong with the template. */
  fault = $state.raw<Problem | null>(null);
  report = $state.raw<ReportView | null>(null);
  /** Why it cannot be done. */
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** What would change depends on; whether it is remembered does not. */
  wish = $derived.by((): SyncWish => {
    const { choice, query, template, form, prune } = this;
    return { choice, query: choice === 'matches' ? query : '', template, form, prune, remember: false };
  });
  /** What matches has been said. */
  isSaid = $derived(this.choice !== 'matches' || this.query.trim() !== '');
  changes = $derived.by(() => {
    if (!this.report) return 0;
    const { added, changed, restored, removed } = this.report;
    return [added, changed, restored, removed].reduce((sum, { count }) => sum + count, 0);
  });

  readonly #host: Host;
  #named = 0;
  #planned = 0;

  constructor(host: Host, prune: boolean) {
    [this.#host, this.prune] = [host, prune];
  }

  /** Begins with what the settings say. */
  async begin(): Promise<void> {
    this.problem = null;
    try {
      const usual = await this.#host.usualSync();
      [this.choice, this.query, this.template, this.form] = [usual.choice, usual.query, usual.template, usual.form];
      this.usual = usual;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    }
  }

  /** Asks what the template makes, after a pause in typing. Answers how not to. */
  nameSoon(template: string): () => void {
    const asked = ++this.#named;
    const timer = setTimeout(() => void this.#name(template, asked), this.names ? NAMES_PAUSE : 0);
    return () => clearTimeout(timer);
  }

  /** Asks what would change, after a pause. What was worked out before counts no more. */
  planSoon(wish: SyncWish): () => void {
    const asked = ++this.#planned;
    const isFirst = this.report === null && this.problem === null;
    this.report = null;
    if (!this.isSaid) return () => {};
    const timer = setTimeout(() => void this.#plan(wish, asked), isFirst ? 0 : PLAN_PAUSE);
    return () => clearTimeout(timer);
  }

  planAgain(): void {
    this.planSoon(this.wish);
  }

  /** Writes what was shown; answers whether it is done. */
  async write(): Promise<boolean> {
    if (this.busy || !this.report || this.report.diff === '') return false;
    this.busy = true;
    try {
      await this.#host.writeProfiles({ do: 'sync', with: { ...this.wish, remember: this.remember } });
      return true;
    } catch (thrown) {
      [this.report, this.problem] = [null, problemOf(thrown)];
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #name(template: string, asked: number): Promise<void> {
    try {
      const names = await this.#host.exampleNames(template);
      if (asked === this.#named) [this.names, this.fault] = [names, null];
    } catch (thrown) {
      if (asked === this.#named) this.fault = problemOf(thrown);
    }
  }

  async #plan(wish: SyncWish, asked: number): Promise<void> {
    try {
      const report = await this.#host.planProfiles({ do: 'sync', with: wish });
      if (asked === this.#planned) [this.report, this.problem] = [report, null];
    } catch (thrown) {
      if (asked === this.#planned) [this.report, this.problem] = [null, problemOf(thrown)];
    }
  }
}
