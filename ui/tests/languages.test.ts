import { FluentBundle } from '@fluent/bundle';
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { because } from '../src/because';
import { ago, clockTime, consoleName, dayName, formName, span, together } from '../src/format';
import { asked, bring, LANGUAGES, spokenFor, tagFor, type Language } from '../src/languages';
import { setLocale } from '../src/locale';
import { problemOf, type PlaceView, type QuestionView } from '../src/host';
import { count } from '../src/numbers';
import { said, wordsOf } from '../src/problems';
import { english, SCHEMA, speak, text, type Text } from '../src/text';
import { bare, named, type Messages } from '../src/text/messages';
import { lengthened, mirrored } from '../src/text/pseudo';
import { messagesOf } from '../words';
import { called, click, open } from './page';

const ALL = Object.keys(LANGUAGES) as Language[];
const OTHERS = ALL.filter((language) => language !== 'en');
const wanted = (): boolean => true;

/** Has everything be said in a language, wherever the tests run. */
async function say(language: Language): Promise<Text> {
  await bring(language, [language === 'en' ? 'en-GB' : language], wanted);
  return text;
}

afterEach(() => {
  speak(english());
  setLocale('en-GB');
  history.replaceState(null, '', '/');
});

const MESSAGES: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('#words/en'),
  de: () => import('#words/de'),
  fr: () => import('#words/fr'),
  es: () => import('#words/es'),
  ja: () => import('#words/ja'),
};
const messagesIn = async (language: Language): Promise<Messages> => (await MESSAGES[language]()).default;

/** What stands for the names in a message; a number is each of these. */
const NAMES = ['Aa', 'Bb', 'Cc', 'Dd'];
const NUMBERS = [0, 1, 2, 5];

interface Sentence {
  way: string;
  said: string;
  /** The names it was made of. */
  given: string[];
}

/** Every sentence of a language. */
async function sentences(language: Language): Promise<Sentence[]> {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource({ body: (await messagesIn(language)).map(([id, value]) => ({ id, value, attributes: {} })) });
  return [...named(SCHEMA)].flatMap(([id, names]) => {
    const pattern = bundle.getMessage(id)?.value;
    if (pattern == null) return [];
    return (names.some((name) => name.startsWith('#')) ? NUMBERS : [0]).map((number) => {
      const given = names.map((name, n) => [bare(name), name.startsWith('#') ? number : NAMES[n]!] as const);
      const said = bundle.formatPattern(pattern, Object.fromEntries(given));
      return { way: `${id}(${number})`, said, given: given.map(([, one]) => one).filter((one) => typeof one === 'string') };
    });
  });
}

/** Each thing of a kind in messages: what they name, what they refer to, what they choose by. */
function* parts(of: unknown, type: string): Generator<Record<string, unknown>> {
  if (typeof of !== 'object' || of === null) return;
  if ('type' in of && of.type === type) yield of as Record<string, unknown>;
  for (const inner of Object.values(of)) yield* parts(inner, type);
}

/** Words that are the same in some of these languages, or are names or code. */
const SAME = new Set(
  `Portico AWS CLI Portal Region Name Tags Hosts FIPS Standard Browser Details Service Services Consoles Profile Profiles Pages Color Orange admin local
  Notifications Action Ctrl Esc Enter Home End Space Page prod read us east eu central http https yourcompany awsapps com start aws profile Problem no min h s in
  minute minutes service services consoles Session Sessions journal head sqlite Code Text Host Dual Stack and page port version error`.split(/\s+/),
);

describe('each language', () => {
  it.each(ALL)('%s has the messages of the page, each of which names what it is given', async (language) => {
    const messages = await messagesIn(language);
    const names = new Map(messages.map(([id, message]) => [id, new Set([...parts(message, 'var')].map(({ name }) => name as string))]));
    // A message may say another one, with all that it names.
    for (const [id, message] of messages) {
      for (const { name } of parts(message, 'mesg')) for (const one of names.get(name as string) ?? [`no ${name}`]) names.get(id)!.add(one);
    }
    const ours = [...names].map(([id, found]) => [id, [...found].sort()]);
    // Of these the engine speaks English itself.
    const theirs = [...named(SCHEMA)].filter(([id]) => language !== 'en' || !/^(problems|journal-fault|role-forms)-/.test(id)).map(([id, found]) => [id, found.map(bare).sort()]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  it.each(OTHERS)('%s leaves nothing in English', async (language) => {
    const said = new Map((await sentences('en')).map(({ way, said }) => [way, said]));
    const left = (await sentences(language)).filter(({ way, said: ours }) => {
      const bare = ours.replace(/\b(?:Aa|Bb|Cc|Dd)\b|\{.*\}/g, '').match(/\p{L}{2,}/gu) ?? [];
      return said.get(way) === ours && !bare.every((word) => SAME.has(word));
    });
    expect(left).toEqual([]);
  });

  it.each(ALL)('%s says everything it is given, never the banned word, and has no stray blanks', async (language) => {
    for (const { way, said, given } of await sentences(language)) {
      expect([way, said, given.filter((name) => !said.includes(name))]).toEqual([way, said, []]);
      if (way !== 'list-comma(0)') expect([way, said]).not.toEqual([way, expect.stringMatching(/\bSSO\b|^\s|\s$| {2}/)]);
    }
  });
});

describe('what Fluent would leave out in silence', () => {
  it.each([
    ['a brace that is open', 'a = { $b\nc = fine', 'a'],
    ['a line that is no message', 'a = fine\nb fine', 'b'],
    ['a choice without a last resort', 'a =\n    { $n ->\n        [one] b\n    }', 'a'],
    ['a message that is there twice', 'a = fine\na = fine', 'a'],
  ])('is found: %s', (_, source, id) => expect(() => messagesOf(source)).toThrow(`broken, or there twice: ${id}`));

  it('is nothing else', () => expect(messagesOf('# a\na-b_1 =\n    { $n ->\n        [one] b\n       *[other] c\n    }\n').map(([id]) => id)).toEqual(['a-b_1']));
});

describe('problems of the engine, which speaks English', () => {
  const busy = { code: 'file_busy', message: 'Another program keeps changing config.', remedy: 'Close it.' } as const;
  const gone = { code: 'keychain_item_gone', message: 'The keychain has lost a secret.', remedy: 'Sign in again.' } as const;

  it.each(OTHERS)('are said in %s first, one sentence for each kind', async (language) => {
    const { problems } = await say(language);
    const all = Object.values(problems!);
    expect(new Set(all.map(({ message }) => message)).size).toBe(all.length);
    expect(said(busy)).toEqual({ ...problems!.file_busy, detail: 'Another program keeps changing config. Close it.' });
    expect(wordsOf(gone)).toEqual({ message: problems!.keychain_item_gone.message, remedy: '', detail: 'The keychain has lost a secret.' });
  });

  it('are in English as the engine says them', () => {
    expect(said(busy)).toEqual({ message: busy.message, remedy: busy.remedy, detail: '' });
    expect(wordsOf(gone)).toEqual({ message: gone.message, remedy: '', detail: '' });
  });

  it('are not those of the page itself, which speaks every language', async () => {
    const { fault } = await say('de');
    expect(said(problemOf(new Error('boom')))).toEqual({ ...fault, detail: '' });
  });

  it('stand below, marked as English', async () => {
    const { host, app } = await open();
    await app.language.take('de');
    host.refuseNext = busy;
    app.open();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Ein anderes Programm ändert die Datei gerade. Versuchen Sie es gleich noch einmal.');
    expect(alert.querySelector('[lang=en]')?.textContent).toBe('Another program keeps changing config. Close it.');
  });
});

describe('what is wrong with the journal', () => {
  it.each(OTHERS)('is said in %s by one sentence for each kind', async (language) => {
    const { journal } = await say(language);
    const all = Object.values(journal.fault!);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is said first, and below it in English about which entry', async () => {
    const { app } = await open('journal-broken');
    await app.language.take('de');
    await click(/^Verlauf/);
    await click('Prüfen');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Ein Eintrag ist nicht so, wie er geschrieben wurde, oder nicht an seinem Platz.');
    expect(alert.textContent).toContain('Noch etwas stimmt nicht. Lassen Sie journal.sqlite3');
    expect(alert.querySelector('[lang=en]')?.textContent).toBe('Entry 7 is not as it was written.');
  });
});

describe('why a role is confirmed', () => {
  it('is told in the language of the page', async () => {
    const { app } = await open();
    await app.language.take('de');
    app.pick('AdministratorAccess');
    app.open();
    const dialog = await screen.findByRole('dialog', { name: 'AdministratorAccess verwenden?' });
    within(dialog).getByText('AdministratorAccess kann in Production alles ändern. Dieses Konto ist als Produktion gekennzeichnet.');
  });

  it.each(OTHERS)('is told in %s, with all of it and no two alike', async (language) => {
    await say(language);
    const asked = { role: 'R', class: 'unknown', account: 'Dev' } as QuestionView;
    const told = (['marked', 'unlisted', null] as const).flatMap((production) => [true, false].map((support) => because({ ...asked, production, support })));
    expect(new Set(told).size).toBe(6);
    for (const one of told) expect(one).toMatch(/R.*Dev.*[.。]$/);
  });
});

describe('what the engine names in English', () => {
  it('has a name in the language of the page where it is no name of its own', async () => {
    const place = { service: null, title: 'AWS console' } as PlaceView;
    const named = (): string[] => [consoleName(place), consoleName({ ...place, service: 's3', title: 'S3' }), formName({ id: 'cmd', name: 'Command Prompt' }), formName({ id: 'zsh', name: 'zsh' })];
    expect(named()).toEqual(['AWS console', 'S3', 'Command Prompt', 'zsh']);
    await say('de');
    expect(named()).toEqual(['AWS-Konsole', 'S3', 'Eingabeaufforderung', 'zsh']);
  });
});

describe('the details of what happened', () => {
  it('are in the language of the page, names as they are', async () => {
    const { app } = await open('journal');
    await app.language.take('de');
    await click(/^Verlauf/);
    const entry = async (title: RegExp): Promise<string> => (await screen.findByText(title)).closest('li')?.textContent ?? '';
    expect(await entry(/^Profil geschrieben/)).toContain('Form: Von der AWS CLI, wie: hinzugefügt, Profil: production-read');
    expect(await entry(/^Sitzung beendet/)).toContain('weshalb: abgelaufen');
    expect(await entry(/^Anmeldung fehlgeschlagen/)).toContain('Fehler: Die Anmeldung ist nicht gelungen, über: den Browser');
  });
});

describe('plural forms', () => {
  const SIZES = [0, 1, 2, 5, 11, 100];
  const said: Record<Language, string[]> = {
    en: ['0 accounts', '1 account', '2 accounts', '5 accounts', '11 accounts', '100 accounts'],
    de: ['0 Konten', '1 Konto', '2 Konten', '5 Konten', '11 Konten', '100 Konten'],
    fr: ['0 compte', '1 compte', '2 comptes', '5 comptes', '11 comptes', '100 comptes'],
    es: ['0 cuentas', '1 cuenta', '2 cuentas', '5 cuentas', '11 cuentas', '100 cuentas'],
    ja: SIZES.map((n) => `${n} 件のアカウント`),
  };
  it.each(Object.entries(said))('of %s', async (language, expected) => {
    const { list } = await say(language as Language);
    expect(SIZES.map((n) => list.accounts(n))).toEqual(expected);
  });

  it('of a million are those of a million', async () => {
    expect((await say('fr')).list.accounts(2_000_000)).toMatch(/^2\s000\s000 de comptes$/);
    expect((await say('es')).list.accounts(2_000_000)).toBe('2.000.000 de cuentas');
  });

  it.each(ALL)('of %s are where English has them: one is never said as many', async (language) => {
    const numbered = (words: Text): string[] => [1, 2].flatMap((n) => [
      words.list.accounts(n), words.account.hiddenLeft(n), words.account.hiddenShown(n), words.activity.unseen(n), words.profiles.known(n), words.profiles.drift(n),
      words.profiles.gone(n), words.profiles.plan.write(n), words.profiles.report.more(n), words.support.withheld(n), words.clocks.consoles(n, 'X'), words.time.days(n),
      words.time.daysAgo(n), words.clock.minutes(n), words.clock.hours(n), words.journal.andMore(n), words.role.services(n), words.guard.clock(n), words.left.many(n),
      words.browsers.crowd.title(n),
    ]).map((said) => said.replace(/\d+/g, '#'));
    const all = numbered(await say(language));
    const [one, two] = [all.slice(0, all.length / 2), all.slice(all.length / 2)];
    // Japanese tells no numbers apart; the others tell them apart everywhere.
    for (const [n, words] of one.entries()) expect([words, words === two[n]]).toEqual([words, language === 'ja']);
  });

  it.each(ALL)('of %s are all that it tells apart in everyday numbers, and no other', async (language) => {
    const rules = new Intl.PluralRules(language);
    const usual = new Set(Array.from({ length: 1000 }, (_, n) => rules.select(n) as string));
    const known = new Set<unknown>(rules.resolvedOptions().pluralCategories);
    for (const [id, message] of await messagesIn(language)) {
      for (const { variants } of parts(message, 'select')) {
        const keys = (variants as { key: { type: string; value: unknown } }[]).filter(({ key }) => key.type === 'str').map(({ key }) => key.value);
        const strange = keys.filter((key) => !known.has(key));
        const missing = keys.length > 1 ? [...usual].filter((category) => !keys.includes(category)) : [];
        expect([id, strange, missing]).toEqual([id, [], []]);
      }
    }
  });
});

describe('numbers, times and lists', () => {
  const now = new Date(2026, 5, 10, 9, 0).getTime() / 1000;
  const then = new Date(2026, 5, 24, 17, 5).getTime() / 1000;
  const NARROW = /[\u00a0\u202f]/g;
  const said: Record<Language, string[]> = {
    en: ['12,345', '3 h 5 min', '2 days ago', 'Wednesday 24 June', 'a, b and c'],
    de: ['12.345', '3 h 5 min', 'vor 2 Tagen', 'Mittwoch, 24. Juni', 'a, b und c'],
    fr: ['12 345', '3 h 5 min', 'il y a 2 jours', 'mercredi 24 juin', 'a, b et c'],
    es: ['12.345', '3 h 5 min', 'hace 2 días', 'miércoles, 24 de junio', 'a, b y c'],
    ja: ['12,345', '3 時間 5 分', '2 日前', '6月24日水曜日', 'a、b、c'],
  };
  it.each(Object.entries(said))('are written as %s has them', async (language, expected) => {
    await say(language as Language);
    // A day that is to come has no name of its own: it is looked back at.
    const day = dayName(then, then + 9 * 86_400);
    expect([count(12_345), span(11_100), ago(now - 172_800, now), day, together(['a', 'b', 'c'])].map((words) => words.replace(NARROW, ' '))).toEqual(expected);
  });

  it('name the day of a time in the language', async () => {
    await say('de');
    expect(clockTime(then, now)).toMatch(/^24\. Juni, /);
    await say('ja');
    expect(clockTime(new Date(2026, 5, 11, 9, 10).getTime() / 1000, now)).toMatch(/^明日 /);
  });
});

describe('which language is spoken', () => {
  it('is the one that is preferred, else the first of the system’s that there is', () => {
    expect(spokenFor('fr', ['de-AT'])).toBe('fr');
    expect(spokenFor('system', ['pt-BR', 'es-MX', 'de'])).toBe('es');
    for (const strange of [[], ['C'], ['tlh'], ['constructor'], ['__proto__', '']]) expect(spokenFor('system', strange)).toBe('en');
  });

  it('is written as the system’s region has it, where that speaks it', () => {
    expect(tagFor('de', ['en-US', 'de-AT'])).toBe('de-AT');
    expect(tagFor('en', ['en-US'])).toBe('en-US');
    expect(tagFor('en', ['de-DE'])).toBe('en-GB');
    expect(tagFor('fr', ['C', 'fr_FR.UTF-8', 'fr-€'])).toBe('fr');
    expect(tagFor('ja', ['ja-Jpan-JP-x-lvariant'])).toBe('ja-JP');
  });

  it('may be a pseudo-language in a test’s address alone', () => {
    expect(['en-XA', 'ar-XB', 'ja', 'xx', 'toString', ''].map((word) => asked(`?language=${word}`))).toEqual(['en-XA', 'ar-XB', 'ja', null, null, null]);
  });

  it('is the last one that was asked for, whichever comes first', async () => {
    const { app } = await open();
    await Promise.all([app.language.take('de'), app.language.take('en')]);
    expect([app.language.spoken, text.nav.settings]).toEqual(['en', 'Settings']);
    await Promise.all([app.language.take('de'), app.language.take('fr')]);
    expect([app.language.spoken, text.nav.settings]).toEqual(['fr', 'Paramètres']);
  });

  it('is by the app’s word, which speaks it in the tray, too', async () => {
    const { host, app } = await open();
    const opening = await host.opening(9);
    host.opening = () => Promise.resolve({ ...opening, languages: ['tlh', 'fr-CA'] });
    await app.begin();
    expect([app.language.spoken, text.settings.languageSystem(LANGUAGES.fr), count(1234.5)]).toEqual(['fr', 'Comme le système (Français)', '1\u00a0234,5']);
  });

  it('is told to whoever reads the page aloud', async () => {
    await say('ja');
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ja', 'ltr']);
    await bring('ar-XB', [], wanted);
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar-XB', 'rtl']);
  });
});

describe('the choice of a language', () => {
  it('takes hold at once, is kept, and loses nothing: the page, the search, the field that was used', async () => {
    const { host, app } = await open();
    await app.search('check prod');
    app.go('settings');
    const field = await screen.findByLabelText<HTMLSelectElement>('Language');
    expect([...field.options].map((option) => option.text)).toEqual(['Like the system (English)', 'English', 'Deutsch', 'Français', 'Español', '日本語']);
    await fireEvent.change(field, { target: { value: 'de' } });
    await screen.findByRole('heading', { name: 'Einstellungen' });
    const again = screen.getByLabelText<HTMLSelectElement>('Sprache');
    expect([again.value, document.activeElement === again, app.query]).toEqual(['de', true, 'check prod']);
    await waitFor(() => expect(called(host, 'setPreferences').at(-1)![1]).toMatchObject({ language: 'de' }));
  });

  it('holds from the first picture on', async () => {
    history.replaceState(null, '', '?language=fr');
    await open('signed-out');
    expect(screen.getByRole('button', { name: 'Se connecter à SecureCart' })).toBeTruthy();
  });
});

describe('pseudo-languages', () => {
  it('lengthen and bracket what is said, and leave what it is made of', () => {
    const words = english('en-GB', lengthened);
    expect(words.nav.settings).toBe('[Šéţţîñğš~~~~]');
    expect(words.portal.signInTo('SecureCart')).toMatch(/^\[Šîğñ îñ ţö SecureCart~+ ?~*\]$/);
    expect(words.activity.what.gained('Dev')).toContain(' Dev~');
    expect(words.links.forms.map(({ id }) => id)).toEqual(english().links.forms.map(({ id }) => id));
    expect(words.profiles.plan.fieldsList.account).toContain(' {nickname}, {number}, {email}~');
  });

  it('turn every word round', () => {
    expect(english('en-GB', mirrored).portal.signInTo('SecureCart')).toBe('\u202eSign\u202c \u202ein\u202c \u202eto\u202c SecureCart');
  });

  it('are in no list of choices', () => expect(Object.keys(LANGUAGES)).toEqual(['en', 'de', 'fr', 'es', 'ja']));
});
