// Times and keys as people read them. Rule: pure; the present moment is always an argument, in epoch seconds.
import { text } from './text';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its one or two largest units; `seconds` below zero count as none. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < MINUTE) return text.time.seconds(s);
  if (s < HOUR) return text.time.minutes(Math.floor(s / MINUTE));
  if (s < 2 * DAY) return text.time.hours(Math.floor(s / HOUR), Math.floor((s % HOUR) / MINUTE));
  return text.time.days(Math.floor(s / DAY));
}

/** How long ago `then` was, in one unit. */
export function ago(then: number, now: number): string {
  const s = now - then;
  if (s < MINUTE) return text.time.now;
  if (s < HOUR) return text.time.ago(text.time.minutes(Math.floor(s / MINUTE)));
  if (s < DAY) return text.time.ago(text.time.hours(Math.floor(s / HOUR), 0));
  return text.time.ago(text.time.days(Math.floor(s / DAY)));
}

/**
 * The part of a period that is left, 0 to 1. Nobody tells how long the period was, so it is taken as the shortest
 * usual one (1, 8, 12, 24 hours) that holds what is left.
 */
export function share(until: number, now: number): number {
  const left = Math.max(0, until - now);
  const whole = [1, 8, 12, 24].map((h) => h * HOUR).find((period) => left <= period) ?? left;
  return left / whole;
}

/** The colour when it is a plain `#rrggbb`, else nothing: account colours come from outside. */
export function safeColour(colour: string): string | null {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : null;
}

/** True where the command key is ⌘. */
export function onMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
