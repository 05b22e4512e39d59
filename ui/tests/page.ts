// Starts the whole page over a fake host, as a person would find it.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { vi } from 'vitest';
import { App } from '../src/app.svelte';
import type { Scene } from '../src/fake/scenes';
import { painted } from '../src/frame';
import { FakeHost } from '../src/host.fake';
import Root from '../src/Root.svelte';

export interface Page {
  host: FakeHost;
  app: App;
}

/** The page in a scene, once it has its first list. */
export async function open(scene: Scene = 'signed-in'): Promise<Page> {
  const host = new FakeHost(scene);
  host.browserTime = 20;
  host.lookTime = host.passphraseTime = 5;
  const app = new App(host);
  await app.begin();
  render(Root, { props: { app } });
  // By then it listens, and has all its parts.
  await painted();
  await new Promise((done) => setTimeout(done));
  await vi.dynamicImportSettled();
  return { host, app };
}

/** A key pressed where the focus is; answers whether the page took it. */
export function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event.defaultPrevented;
}

export const search = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Search accounts' });
export const rows = (): HTMLElement[] => screen.getAllByRole('row').filter((row) => row.hasAttribute('aria-selected'));
export const chosen = (): string => screen.getByRole('row', { selected: true }).textContent ?? '';
export const called = (host: FakeHost, name: string): unknown[][] => host.calls.filter(([call]) => call === name);

export const button = (name: string | RegExp): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name });

/** Clicks a button of the page. */
export async function click(name: string | RegExp): Promise<void> {
  await fireEvent.click(button(name));
}
