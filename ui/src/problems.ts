// What a problem looks like and what mends it. Rule: by its code alone; its words are the engine's, less the remedy where
// the window has a button for it. The engine speaks English: in another language its words stand below those of the page,
// since they alone name things.
import type { App } from './app.svelte';
import type { Code, PortalView, Problem } from './host';
import type { IconName } from './icons';
import { text } from './text';

/** One way out of a problem. */
export interface Remedy {
  text: string;
  act: () => unknown;
}

/** What mends a problem. */
const MENDS = {
  invalid_input: null,
  not_found: 'list',
  sign_in_required: 'signIn',
  sign_in_cancelled: 'signIn',
  sign_in_failed: 'signIn',
  not_assigned: 'list',
  offline: 'retry',
  not_identity_center: 'retry',
  throttled: 'retry',
  server_fault: 'retry',
  keychain_locked: 'unlock',
  keychain_absent: 'store',
  keychain_silent: 'unlock',
  keychain_too_small: 'store',
  keychain_item_gone: 'signIn',
  keychain_failed: 'unlock',
  file_unreadable: 'retry',
  file_not_writable: 'retry',
  file_busy: 'retry',
  desktop_failed: 'retry',
  internal: 'retry',
} satisfies Record<Code, 'signIn' | 'retry' | 'list' | 'unlock' | 'store' | null>;

/** Problems of the place where secrets are kept: they are the computer's, whichever portal met them. */
const OF_KEYCHAIN: readonly Code[] = ['keychain_locked', 'keychain_absent', 'keychain_silent', 'keychain_too_small', 'keychain_failed'];
/** Problems that end by themselves, or with the network: nobody did anything wrong. */
const CALM: readonly Code[] = ['offline', 'not_identity_center', 'throttled'];

export function isOfKeychain(code: Code): boolean {
  return OF_KEYCHAIN.includes(code);
}

export function isCalm(code: Code): boolean {
  return CALM.includes(code);
}

export function iconOf(code: Code): IconName {
  if (code === 'offline' || code === 'not_identity_center') return 'offline';
  return code.startsWith('keychain') ? 'lock' : 'warn';
}

/** What is said of a problem. */
export interface Said {
  message: string;
  remedy: string;
  /** The engine's own words, in English; empty where they are said already. */
  detail: string;
}

/** A problem in the language of the page. */
export function said({ code, message, remedy }: Pick<Problem, 'code' | 'message' | 'remedy'>): Said {
  const isOurs = message === text.fault.message;
  return text.problems === null || isOurs ? { message, remedy, detail: '' } : { ...text.problems[code], detail: `${message} ${remedy}`.trim() };
}

/**
 * The sentence and the remedy as the window says them: a remedy that a button does is left out. `tried` when the button
 * did not help; `free` when the person may choose where secrets are kept.
 */
export function wordsOf(problem: Problem, tried = false, free = true): Said {
  const { code } = problem;
  const isChoice = free && mustChoose(code);
  const buttonDoesIt = problem.request != null || (code === 'keychain_locked' && !tried) || code === 'keychain_item_gone';
  if (!isChoice && !buttonDoesIt) return said(problem);
  return { ...said({ ...problem, remedy: '' }), remedy: isChoice ? text.keychain.remedy : '' };
}

/** No better answer of this keychain is to be had: secrets need another place. */
export function mustChoose(code: Code): boolean {
  return MENDS[code] === 'store';
}

/** The buttons of a problem, most often one; a portal's own problem is mended by listing again. */
export function waysOut(app: App, problem: Problem, portal: string | null, retry: () => unknown, useCode?: () => unknown): Remedy[] {
  if (problem.request) return [requestOf(app, problem)!];
  const kind = MENDS[problem.code];
  if (kind === 'signIn' && portal) return [{ text: text.problem.signIn, act: () => app.signIn(portal) }];
  if (kind === 'list' && portal) return [{ text: text.listing.refresh, act: () => app.refresh(portal) }];
  const again = kind === null ? [] : [{ text: text.problem.retry, act: retry }];
  return useCode ? [...again, { text: text.problem.useCode, act: useCode }] : again;
}

/** The way to access that is missing, where the organisation has one. */
export function requestOf(app: App, { request }: Problem): Remedy | null {
  if (request == null) return null;
  return { text: text.problem.request, act: () => app.act(() => app.host.requestAccess(request.account ?? null, request.role ?? null), text.done.requested) };
}

/** The portal's name before a sentence about it, unless that has it already. */
export function nameFor(portal: PortalView, message: string): string | null {
  return message.includes(portal.name) ? null : portal.name;
}
