// What the page speaks. Rule: whoever is asked last is spoken; the page is drawn anew with it, and everything that is not
// in a component stays as it was.
import type { Language as Choice } from './host';
import { asked, bring, spokenFor } from './languages';

export class Language {
  /** What the person prefers. */
  chosen = $state<Choice>('system');
  /** What the page is drawn in. */
  spoken = $state<string>('en');
  /** What the system prefers: the browser guesses it until the app tells. */
  preferred: readonly string[] = navigator.languages;
  /** The person has just chosen it: the field they did it with is drawn anew and wants the focus again. */
  fresh = false;

  readonly #keep: () => Promise<void>;
  #turn = 0;

  constructor(keep: () => Promise<void>) {
    this.#keep = keep;
  }

  /** Speaks as is preferred, by the person and, perhaps, by the system; resolves once the words are there. */
  async take(choice: Choice, preferred = this.preferred): Promise<void> {
    [this.chosen, this.preferred] = [choice, preferred];
    const turn = ++this.#turn;
    const language = asked(location.search) ?? spokenFor(choice, preferred);
    if (language === this.spoken) return;
    await bring(language, preferred, () => turn === this.#turn);
    if (turn === this.#turn) this.spoken = language;
  }

  /** The person chose. */
  async choose(choice: Choice): Promise<void> {
    this.fresh = true;
    await this.take(choice);
    await this.#keep();
  }
}
