// What a choice of a browser is called, and a place where consoles are.
import type { BrowserChoice, ConsolePlaceView } from '../host';
import { text } from '../text';

export function choiceCalled({ apart, browser, comes_to, profile, person }: BrowserChoice): string {
  const words = text.browsers.choice;
  switch (apart) {
    case 'same':
      if (browser === null) return comes_to === null ? words.usual : words.usualIs(comes_to);
      if (profile === null) return browser;
      return person === null ? words.profile(browser, profile) : words.person(browser, profile, person);
    case 'container':
      if (browser === null) return words.container;
      return profile === null ? words.containerIn(browser) : words.containerWithin(browser, profile);
    case 'own': return browser === null ? words.own : words.ownIn(browser);
    case 'own_by_role': return browser === null ? words.ownByRole : words.ownByRoleIn(browser);
  }
}

/** Within a sentence. */
export function placeCalled(called: ConsolePlaceView): string {
  const words = text.browsers.place;
  switch (called.kind) {
    case 'default': return words.usual;
    case 'browser': return called.browser;
    case 'profile': return words.profile(called.browser, called.profile);
    case 'container': return words.container(called.browser, called.container);
    case 'own': return words.own(called.browser);
    case 'gone': return called.place;
  }
}
