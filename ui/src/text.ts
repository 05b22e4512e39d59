// Every word a person reads in the window. Rule: components and state hold no sentence of their own; they stand in the
// catalogue (crates/core/src/words, one folder for each language), and text/ says which there are. Portico's words only:
// portal, account, role, session, credentials, profile.
import messages from '#words/en';
import { account } from './text/account';
import { activity } from './text/activity';
import { main } from './text/main';
import { wordsIn, type Changes, type Messages, type Said } from './text/messages';
import { portals } from './text/portals';
import { problems } from './text/problems';
import { profiles } from './text/profiles';
import { settings } from './text/settings';

export { count } from './numbers';

export const SCHEMA = { ...main, ...portals, ...account, ...profiles, ...activity, ...settings, ...problems };

export type Text = Said<typeof SCHEMA>;

/** What a language's messages say, with numbers as `tag` (BCP 47) has them. */
export const textOf = (tag: string, messages: Messages, changes?: Changes): Text => wordsIn(SCHEMA, tag, messages, changes);

/** English, which is always there, perhaps changed. */
export const english = (tag = 'en-GB', changes?: Changes): Text => textOf(tag, messages, changes);

/** The words of the language that the page speaks: read them when they are shown, not when a module is loaded. */
export let text = english();

/** Has the page speak these words from its next drawing on. */
export function speak(words: Text): void {
  text = words;
}
