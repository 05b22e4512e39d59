// Times, names and keys as people read them. Rule: pure; the present moment is always an argument, in epoch seconds.
import type { AccountRow, FormChoice, PlaceView } from './host';
import { dated, once } from './locale';
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
  if (s < HOUR) return text.time.minutesAgo(Math.floor(s / MINUTE));
  if (s < DAY) return text.time.hoursAgo(Math.floor(s / HOUR));
  return text.time.daysAgo(Math.floor(s / DAY));
}

/** A moment's time of day; with its day when that is not today. */
export function clockTime(at: number, now: number): string {
  const time = dayTime(at);
  const days = daysBetween(now, at);
  if (days === 0) return time;
  if (days === 1) return text.time.tomorrow(time);
  const day = days > 1 && days < 7 ? { weekday: 'long' } as const : { day: 'numeric', month: 'short' } as const;
  return text.time.onDay(dated(new Date(at * 1000), day), time);
}

/** Which day something was listed, when that is more than a day ago. */
export function staleSince(listed: number | null, now: number): string | null {
  if (listed === null || now - listed < DAY) return null;
  const days = daysBetween(listed, now);
  return days <= 1 ? text.list.yesterday : text.time.daysAgo(days);
}

/** How long ago something was, in one unit. */
export function age(then: number, now: number): string {
  return text.time.days(Math.max(1, daysBetween(then, now)));
}

/** The day of a moment, as a heading. */
export function dayName(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return text.activity.today;
  if (days === 1) return text.activity.yesterday;
  const then = new Date(at * 1000);
  const year = then.getFullYear() === new Date(now * 1000).getFullYear() ? undefined : 'numeric';
  return dated(then, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** A moment's time of day. */
export function dayTime(at: number): string {
  const then = new Date(at * 1000);
  return timeOfDay(then.getHours(), then.getMinutes());
}

/** What an account is called in the list. */
export function titleOf({ nickname, name }: Pick<AccountRow, 'nickname' | 'name'>): string {
  return nickname || name;
}

/** What a console is called: that of a service by its name. */
export function consoleName({ service, title }: PlaceView): string {
  return service === null ? text.place.console : title;
}

/** What a form of credentials is called. */
export function formName({ id, name }: FormChoice): string {
  return (text.role.forms as Record<string, string | undefined> | null)?.[id] ?? name;
}

/** The time of day of an end that is only expected: five minutes exact, and rather too early than too late. */
export function roughTime(at: number, now: number): string {
  return clockTime(at - (at % (5 * MINUTE)), now);
}

/** How far two clocks are apart, in whole units of one kind. */
export function apart(seconds: number): string {
  const s = Math.abs(seconds);
  if (s < 2 * HOUR) return text.clock.minutes(Math.max(1, Math.round(s / MINUTE)));
  if (s < 2 * DAY) return text.clock.hours(Math.round(s / HOUR));
  return text.clock.days(Math.round(s / DAY));
}

/** Minutes spelled out, or hours where they are whole ones. */
export function spelled(minutes: number): string {
  return minutes % 60 !== 0 || minutes === 0 ? text.clock.minutes(minutes) : text.clock.hours(minutes / 60);
}

/** A code in the groups it is read in: its own, else of four. */
export function codeGroups(code: string): string[] {
  return code.includes('-') ? code.split('-').filter(Boolean) : (code.match(/.{1,4}/g) ?? []);
}

/** Names in one breath, in English: `a`, `a and b`, `a, b and c`. */
export function together(names: string[]): string {
  return once('list', (tag) => new Intl.ListFormat(tag)).format(names);
}

/** Names one after the other. */
export function inTurn(names: string[]): string {
  return names.join(text.list.comma);
}

/** A sentence cut where something in it is read as one word: a Region, an account's number, or a command between back quotes. */
export function pieces(words: string): { text: string; kind: 'plain' | 'region' | 'command' }[] {
  return words
    .split(/(`[^`]+`|\b[a-z]{2,5}(?:-[a-z]+)+-\d\b|\b\d{4}-\d{4}-\d{4}\b)/)
    .map((text, n) => {
      if (n % 2 === 0) return { text, kind: 'plain' as const };
      return text.startsWith('`') ? { text: text.slice(1, -1), kind: 'command' as const } : { text, kind: 'region' as const };
    })
    .filter(({ text }) => text !== '');
}

/** The host of an address, or the address when it is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
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

/** Whole days of the calendar. */
function daysBetween(then: number, now: number): number {
  return Math.round((midnight(new Date(now * 1000)) - midnight(new Date(then * 1000))) / (DAY * 1000));
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

/** A time of day, in 12 or 24 hours as the system has it. */
function timeOfDay(hours: number, minutes: number): string {
  const { hourCycle } = once('hours', () => new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions());
  const said = dated(new Date(2000, 0, 1, hours, minutes), { hour: 'numeric', minute: '2-digit', hourCycle });
  // "8:31" and "PM" belong on one line.
  return said.replace(/\s/g, '\u00a0');
}

/** A title cut at its marks, half-open ranges of characters; marks that make no sense are left out. */
export function marked(title: string, marks: [number, number][]): { text: string; found: boolean }[] {
  const out: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at || to <= from || to > title.length) continue;
    if (from > at) out.push({ text: title.slice(at, from), found: false });
    out.push({ text: title.slice(from, to), found: true });
    at = to;
  }
  if (at < title.length) out.push({ text: title.slice(at), found: false });
  return out;
}
