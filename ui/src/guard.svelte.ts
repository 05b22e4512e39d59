// What has to be confirmed before a guarded role is used. Rule: the product says what, and decides anew when the person has
// confirmed; nothing is done meanwhile.
import { problemOf, type Asked, type Consent, type ConsentView, type Problem } from './host';

type Work = (consent: Consent) => Promise<Asked>;

export class Guard {
  /** What has to be confirmed, what is done then, and what is said of it. */
  question = $state.raw<{ about: NonNullable<Asked>; work: Work; done: string } | null>(null);

  readonly #act: (work: () => Promise<unknown>, portal: string) => Promise<boolean>;
  readonly #say: (words: string) => void;

  constructor(act: (work: () => Promise<unknown>, portal: string) => Promise<boolean>, say: (words: string) => void) {
    this.#act = act;
    this.#say = say;
  }

  /** Does something that may have to be confirmed first; answers whether it was done. */
  async before(work: Work, done: string, portal: string): Promise<boolean> {
    const asked: NonNullable<Asked>[] = [];
    const isDone = await this.#act(async () => asked.push(...[await work(null)].filter((one) => one !== null)), portal);
    const about = asked[0];
    if (isDone && about) this.question = { about, work, done };
    else if (isDone) this.#say(done);
    return isDone && !about;
  }

  /** Goes on with what was asked about; answers why not. */
  async confirm(consent: ConsentView): Promise<Problem | null> {
    const asked = this.question;
    if (!asked) return null;
    try {
      const again = await asked.work(consent);
      this.question = again ? { ...asked, about: again } : null;
      if (!again) this.#say(asked.done);
      return null;
    } catch (thrown) {
      return problemOf(thrown);
    }
  }
}
