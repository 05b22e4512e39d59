// The guardrails of the fake host: it keeps what is set, and the organisation of some scenes fixes some of them.
import { Refusal, type Guard, type GuardrailsView, type Rail } from '../host';
import type { Scene } from './scenes';

const ORDER = ['free', 'hold', 'type', 'never'] satisfies Guard[];
const stricter = (a: Guard, b: Guard): Guard => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b);

/** What the organisation fixes in a scene. */
const FIXED: Partial<Record<Scene, { admin: Guard; write: Guard; minutes: number; on: boolean }>> = {
  organisation: { admin: 'type', write: 'hold', minutes: 30, on: true },
  'guard-strict': { admin: 'never', write: 'type', minutes: 15, on: true },
};

export class FakeRails {
  #own = { admin: 'hold' as Guard, production: 'hold' as Guard, write: 'free' as Guard, reason: false, tools: false, support: false, minutes: 60 };
  readonly #fixed: (typeof FIXED)[Scene];
  readonly #hasRules: boolean;

  constructor(scene: Scene) {
    this.#fixed = FIXED[scene];
    this.#own.support = scene === 'support';
    this.#hasRules = scene !== 'first-run' && scene !== 'signed-in';
  }

  get support(): boolean {
    return this.#own.support;
  }

  view(): GuardrailsView {
    const [own, fixed] = [this.#own, this.#fixed];
    const write = stricter(own.write, fixed?.write ?? 'free');
    const guard = (mine: Guard, theirs: Guard | undefined, least: Guard) => ({
      now: stricter(stricter(mine, theirs ?? 'free'), least), least: stricter(theirs ?? 'free', least), fixed: theirs !== undefined && stricter(theirs, least) === theirs,
    });
    const turned = (on: boolean, isFixed = false) => ({ on: on || isFixed, fixed: isFixed });
    return {
      admin: guard(own.admin, fixed?.admin, write), production: guard(own.production, undefined, write), write: guard(own.write, fixed?.write, 'free'),
      reason: turned(own.reason, fixed?.on), tools: turned(own.tools), support: turned(own.support),
      minutes: { now: Math.min(own.minutes, fixed?.minutes ?? 720), most: fixed?.minutes ?? 720, fixed: fixed !== undefined },
      production_accounts: this.#hasRules ? [{ pattern: 'acme-live-*', title: '', fixed: fixed !== undefined }, { pattern: '4444-5555-6666', title: 'Production', fixed: false }] : [],
      other_accounts: this.#hasRules ? [{ pattern: '1111-2222-3333', title: 'shop-live-test', fixed: false }] : [],
      classes: this.#hasRules ? [{ role: '*-Deploy', class: 'admin', fixed: fixed !== undefined }, { role: 'Support-Desk', class: 'read', fixed: false }] : [],
      others_ignored: this.#hasRules && fixed !== undefined, path: '~/.config/portico/settings.toml',
    };
  }

  set(rail: Rail): void {
    const view = this.view();
    const { set, to } = rail;
    const isLoose = set === 'admin' || set === 'production' || set === 'write' ? view[set].fixed && stricter(to, view[set].least) !== to
      : set === 'minutes' ? to > view.minutes.most : set === 'tools' ? view.tools.fixed && to === 'free' : view[set].fixed && !to;
    if (isLoose) throw new Refusal({ code: 'invalid_input', message: 'Your organisation wants it stricter; nothing was changed.', remedy: 'Choose that or something stricter.' });
    this.#own = { ...this.#own, ...(set === 'tools' ? { tools: to === 'confirm' } : { [set]: to }) };
  }
}
