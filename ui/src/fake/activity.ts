// What the fake host tells of what happened and of what ends when.
import type { ChangeView, ClocksView, JournalAsk, JournalView, VerdictView } from '../host';
import { changes, gained } from './change';
import { clocksIn, FakeJournal } from './journal';
import type { Scene } from './scenes';
import { FakeTools } from './tools';

export abstract class FakeActivity extends FakeTools {
  protected told = new FakeJournal('signed-in', 0, []);
  #clocks: ClocksView = { credentials: [], consoles: [] };

  protected remember(scene: Scene, unseen: number | null): void {
    this.told = new FakeJournal(scene, this.now(), unseen === null ? [] : changes(this.now(), unseen));
    this.#clocks = clocksIn(scene, this.now());
  }

  protected unseen(): number {
    return this.#changes().filter(({ seen }) => !seen).length;
  }

  async journal(ask: JournalAsk): Promise<JournalView> {
    this.note('journal', structuredClone(ask));
    return structuredClone(this.told.ask(ask));
  }

  async saveJournal(ask: JournalAsk, form: string): Promise<string> {
    this.note('saveJournal', structuredClone(ask), form);
    return `/home/alice/Downloads/portico-journal-2026-11-29.${form}`;
  }

  async verifyJournal(): Promise<VerdictView> {
    this.note('verifyJournal');
    return this.told.verdict();
  }

  async clocks(): Promise<ClocksView> {
    this.note('clocks');
    return structuredClone(this.#clocks);
  }

  async signOutOfConsoles(place: string): Promise<void> {
    this.note('signOutOfConsoles', place);
    this.#clocks = { ...this.#clocks, consoles: this.#clocks.consoles.filter((one) => one.place !== place) };
    this.told.record('console_signed_out', this.now());
    this.publish('consoles_signed_out');
  }

  async changesSeen(upTo: number): Promise<void> {
    this.note('changesSeen', upTo);
    this.told.seen(upTo);
    this.publish('changes_seen');
  }

  protected gained(portal: string, account: string, name: string): void {
    this.told.tell(gained((this.#changes()[0]?.id ?? 0) + 1, this.now(), portal, account, name));
  }

  #changes(): ChangeView[] {
    return this.told.entries.flatMap(({ change }) => (change ? [change] : []));
  }
}
