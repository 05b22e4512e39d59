// The one door between the page and the product. Rule: the page knows this interface and nothing behind it; its twin
// host.fake.ts runs the same page in a plain browser. Refusals arrive as a thrown `Refusal` that carries a `Problem`.
import { commands, events } from './bindings';
import type {
  Ask, BrowsersView, BrowserUse, ClocksView, ConsentView, CrowdView, DiagnosticsView, ExamplesView, ExplanationView, FoundView, GuardrailsView, JournalAsk, JournalView, KeychainStore, LabelView, Landing, LeftView, LinkForm, LinkView,
  Goal, Listing, Opening, Outcome, PickerOpening, PlanView, Preferences, Problem, ProfileAsk, ProfileListing, ProfilesWish, QuestionView, QuietView, Rail, ReportView, ShortcutView, Snapshot, SyncView, VerdictView, VisitView, Wanted,
} from './bindings';
import { given } from './opening';
import { text } from './text';

export type * from './bindings';

/** An account's role, as every command about a role names it. */
export interface RoleKey {
  portal: string;
  account: string;
  role: string;
}

/** A portal to be added. */
export interface NewPortal {
  name: string;
  startUrl: string;
  region: string;
  /** Where a local Identity Center listens. */
  endpoint: string | null;
  /** Additional Regions, in the order they are tried; those of a local Identity Center as `REGION=ADDRESS`. */
  also: string[];
  /** `standard`, `dual-stack`, `fips` or `fips-dual-stack`. */
  hosts: string;
  /** The host as the person typed it, when it is none of AWS's. */
  confirmedHost: string | null;
}

/** What the person did to confirm; nothing before they are asked. */
export type Consent = ConsentView | null;
/** What has to be confirmed first, when nothing was done. */
export type Asked = QuestionView | null;

/** Everything the page may ask of the product; no call carries or answers a secret. */
export interface Host {
  /** Everything a fresh page with room for so many rows shows first. */
  opening(rows: number): Promise<Opening>;
  snapshot(): Promise<Snapshot>;
  setPreferences(preferences: Preferences): Promise<void>;
  /** The part of the list that is asked for; accounts in it are listed first from then on. */
  listing(ask: Ask): Promise<Listing>;
  /** What can be found out about the portal meant by a start URL, a link, a host or a short name; ten seconds at most. */
  discoverPortal(words: string, endpoint: string | null): Promise<FoundView>;
  addPortal(portal: NewPortal): Promise<void>;
  removePortal(name: string): Promise<void>;
  /** Starts the local Identity Center and adds it as a portal; answers the portal's name. */
  exploreDemo(): Promise<string>;
  /** Resolves when the sign-in has ended. */
  signIn(portal: string): Promise<void>;
  /** The same by a code that is typed into a page on any device; resolves when the sign-in has ended. */
  signInWithCode(portal: string): Promise<void>;
  /** Opens the browser again on the page of the sign-in under way. */
  reopenSignIn(portal: string): Promise<void>;
  /** Copies that page's address, for a private window or another profile of the browser. */
  copySignInAddress(portal: string): Promise<void>;
  /** Opens the page that wants the code, with the code filled in or not. */
  openCodePage(portal: string, filledIn: boolean): Promise<void>;
  cancelSignIn(portal: string): Promise<void>;
  /** Answers the keys that stay valid after it. */
  signOut(portal: string): Promise<LeftView[]>;
  refresh(portal: string): Promise<void>;
  /** Opens the console at a service of a Region, or at the place that was pasted. */
  openConsole(key: RoleKey, at: Landing, consent: Consent): Promise<Asked>;
  /** Who is signed in where it would open, when AWS has room for no more there. */
  crowd(key: RoleKey, browser: string | null): Promise<CrowdView | null>;
  /** Copies a link to a console, to be given away; there is no secret in it. */
  copyLink(key: RoleKey, at: Landing, form: LinkForm): Promise<void>;
  /** The link that somebody followed last, once. */
  link(): Promise<LinkView | null>;
  /** The browsers of this machine as choices, and what is chosen. */
  browsers(): Promise<BrowsersView>;
  /** Chooses for a portal, or for one account; `default` takes a choice back. */
  chooseBrowser(portal: string, account: string | null, of: BrowserUse, choice: string): Promise<void>;
  copyCredentials(key: RoleKey, form: string, consent: Consent): Promise<Asked>;
  planProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView>;
  exportProfile(key: RoleKey, name: string | null, form: string): Promise<PlanView>;
  /** The part of the profiles that is asked for, by name. */
  profiles(ask: ProfileAsk): Promise<ProfileListing>;
  /** How profiles are kept in step when nothing else is said. */
  usualSync(): Promise<SyncView>;
  /** What a template makes of the roles there are. */
  exampleNames(template: string): Promise<ExamplesView>;
  /** What `writeProfiles` would do. */
  planProfiles(wish: ProfilesWish): Promise<ReportView>;
  writeProfiles(wish: ProfilesWish): Promise<ReportView>;
  /** Opens a local endpoint of a role's credentials; it closes when nobody has asked for so many minutes (0: never). */
  serve(key: RoleKey, minutes: number, untilLocked: boolean, consent: Consent): Promise<Asked>;
  /** Ends a step-up before its time. */
  stepDown(key: RoleKey): Promise<void>;
  /** Copies what leads tools to the endpoint on this port; it does not come into the page. */
  copyServing(port: number, form: string): Promise<void>;
  stopServing(port: number): Promise<void>;
  star(portal: string, account: string, starred: boolean): Promise<void>;
  /** Opens the organisation’s page on which access is asked for. */
  requestAccess(account: string | null, role: string | null): Promise<void>;
  /** Favourite places in an account's consoles, then the last ones. */
  visits(portal: string, account: string): Promise<VisitView[]>;
  starPlace(portal: string, account: string, service: string, region: string | null, starred: boolean): Promise<void>;
  /** What the person made of an account. */
  labelOf(portal: string, account: string): Promise<LabelView>;
  setLabel(portal: string, account: string, label: LabelView): Promise<void>;
  /** The part of the journal that is asked for, the newest first. */
  journal(ask: JournalAsk): Promise<JournalView>;
  /** Writes all that is asked for (`csv`, `json`) into a new file among the downloads; answers its path. */
  saveJournal(ask: JournalAsk, form: string): Promise<string>;
  /** Whether the journal is as it was written. */
  verifyJournal(): Promise<VerdictView>;
  /** Credentials in hand and consoles that are open, each until when. */
  clocks(): Promise<ClocksView>;
  /** Sends a browser, a profile or a container to sign out of its consoles. */
  signOutOfConsoles(place: string): Promise<void>;
  /** The person has looked at the changes up to that one. */
  changesSeen(upTo: number): Promise<void>;
  /** Looks for new access for a few minutes; ends by itself. */
  awaitAccess(portal: string): Promise<void>;
  awaitAccessNoMore(portal: string): Promise<void>;
  setQuietHours(quiet: QuietView | null): Promise<void>;
  /** The guardrails in force, the organisation’s and the person’s as one. */
  guardrails(): Promise<GuardrailsView>;
  /** Sets one of the person’s own; to loosen what the organisation fixed is refused. */
  setGuardrail(rail: Rail): Promise<void>;
  /** Where the credentials of a profile come from, for tools that are told its name. */
  explainProfile(profile: string): Promise<ExplanationView>;
  /** Looks at this computer; with `reach` the portals are asked, too. */
  examine(reach: boolean): Promise<DiagnosticsView>;
  /** Writes the report that was shown last into a new file among the downloads; answers its path. */
  saveReport(): Promise<string>;
  /** Changes where secrets are kept; a passphrase is asked for by the desktop's own dialog, never by the page. */
  useKeychain(store: KeychainStore): Promise<void>;
  /** Asks the keychain again, which may make the desktop ask for its password; what waited is then read or saved. */
  unlockKeychain(): Promise<void>;
  /** Whether the desktop starts Portico at login. */
  startsAtLogin(): Promise<boolean>;
  startAtLogin(on: boolean): Promise<void>;
  /** Looks for a newer Portico and installs it; takes as long as that takes. */
  update(): Promise<Outcome>;
  /** Portico stays in the tray. */
  closeWindow(): Promise<void>;
  /** Calls back after each change; answers how to stop. */
  onChanged(callback: (snapshot: Snapshot, cause: string) => void): Promise<() => void>;
  /** Calls back when something was chosen in the tray that has to be confirmed. */
  pickerOpening(): Promise<PickerOpening>;
  /** The quick picker goes. */
  pickerDone(): Promise<void>;
  /** It goes, and the window asks about this. */
  pickerAsk(wanted: Wanted | null): Promise<void>;
  /** The key that opens it. */
  shortcut(): Promise<ShortcutView>;
  /** Another key, or none. */
  setShortcut(keys: string | null): Promise<ShortcutView>;
  onWanted(callback: (wanted: Wanted) => void): Promise<() => void>;
  /** Calls back when somebody followed a link: it can be asked for then. */
  onLinked(callback: () => void): Promise<() => void>;
  /** Calls back when a window that was there already comes to the front, and where it shall go. */
  onShown(callback: (goal: Goal | null) => void): Promise<() => void>;
}

/** A command that was refused: the problem is ready to be shown. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** What to show for anything thrown, a refusal or a fault. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refusal) return thrown.problem;
  if (looksLikeProblem(thrown)) return thrown;
  return { code: 'internal', ...text.fault };
}

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: unknown };

async function settled<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.status === 'ok') return result.data;
  throw new Refusal(problemOf(result.error));
}

function looksLikeProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'remedy' in value;
}

/** The product itself, over Tauri's IPC. */
export const host: Host = {
  opening: (rows) => given().then((opening) => opening ?? settled(commands.opening(rows))),
  snapshot: () => commands.snapshot(),
  setPreferences: async (preferences) => void (await settled(commands.setPreferences(preferences))),
  listing: (ask) => settled(commands.listing(ask)),
  discoverPortal: (words, endpoint) => settled(commands.discoverPortal(words, endpoint)),
  addPortal: async ({ name, startUrl, region, endpoint, also, hosts, confirmedHost }) =>
    void (await settled(commands.addPortal(name, startUrl, region, endpoint, also, hosts, confirmedHost))),
  removePortal: async (name) => void (await settled(commands.removePortal(name))),
  exploreDemo: () => settled(commands.exploreDemo()),
  signIn: async (portal) => void (await settled(commands.signIn(portal))),
  signInWithCode: async (portal) => void (await settled(commands.signInWithCode(portal))),
  reopenSignIn: async (portal) => void (await settled(commands.reopenSignIn(portal))),
  copySignInAddress: async (portal) => void (await settled(commands.copySignInAddress(portal))),
  openCodePage: async (portal, filledIn) => void (await settled(commands.openCodePage(portal, filledIn))),
  cancelSignIn: async (portal) => void (await settled(commands.cancelSignIn(portal))),
  signOut: (portal) => settled(commands.signOut(portal)),
  refresh: async (portal) => void (await settled(commands.refresh(portal))),
  openConsole: ({ portal, account, role }, at, consent) => settled(commands.openConsole(portal, account, role, at, consent)),
  crowd: ({ portal, account, role }, browser) => settled(commands.crowd(portal, account, role, browser)),
  copyLink: async ({ portal, account, role }, at, form) => void (await settled(commands.copyLink(portal, account, role, at, form))),
  link: () => commands.link(),
  browsers: () => settled(commands.browsers()),
  chooseBrowser: async (portal, account, of, choice) => void (await settled(commands.chooseBrowser(portal, account, of, choice))),
  copyCredentials: ({ portal, account, role }, form, consent) =>
    settled(commands.copyCredentials(portal, account, role, form, consent)),
  planProfile: ({ portal, account, role }, name, form) =>
    settled(commands.planProfile(portal, account, role, name, form)),
  exportProfile: ({ portal, account, role }, name, form) =>
    settled(commands.exportProfile(portal, account, role, name, form)),
  profiles: (ask) => settled(commands.profiles(ask)),
  usualSync: () => settled(commands.usualSync()),
  exampleNames: (template) => settled(commands.exampleNames(template)),
  planProfiles: (wish) => settled(commands.planProfiles(wish)),
  writeProfiles: (wish) => settled(commands.writeProfiles(wish)),
  serve: ({ portal, account, role }, minutes, untilLocked, consent) =>
    settled(commands.serve(portal, account, role, minutes, untilLocked, consent)),
  stepDown: async ({ portal, account, role }) => void (await settled(commands.stepDown(portal, account, role))),
  copyServing: async (port, form) => void (await settled(commands.copyServing(port, form))),
  stopServing: async (port) => void (await settled(commands.stopServing(port))),
  star: async (portal, account, starred) => void (await settled(commands.star(portal, account, starred))),
  requestAccess: async (account, role) => void (await settled(commands.requestAccess(account, role))),
  visits: (portal, account) => settled(commands.visits(portal, account)),
  starPlace: async (portal, account, service, region, starred) => void (await settled(commands.starPlace(portal, account, service, region, starred))),
  labelOf: (portal, account) => settled(commands.labelOf(portal, account)),
  setLabel: async (portal, account, label) => void (await settled(commands.setLabel(portal, account, label))),
  journal: (ask) => settled(commands.journal(ask)),
  saveJournal: (ask, form) => settled(commands.saveJournal(ask, form)),
  verifyJournal: () => settled(commands.verifyJournal()),
  clocks: () => settled(commands.clocks()),
  signOutOfConsoles: async (place) => void (await settled(commands.signOutOfConsoles(place))),
  changesSeen: async (upTo) => void (await settled(commands.changesSeen(upTo))),
  awaitAccess: async (portal) => void (await settled(commands.awaitAccess(portal))),
  awaitAccessNoMore: async (portal) => void (await settled(commands.awaitAccessNoMore(portal))),
  setQuietHours: async (quiet) => void (await settled(commands.setQuietHours(quiet))),
  guardrails: () => settled(commands.guardrails()),
  setGuardrail: async (rail) => void (await settled(commands.setGuardrail(rail))),
  explainProfile: (profile) => settled(commands.explainProfile(profile)),
  examine: (reach) => settled(commands.examine(reach)),
  saveReport: () => settled(commands.saveReport()),
  useKeychain: async (store) => void (await settled(commands.useKeychain(store))),
  unlockKeychain: async () => void (await settled(commands.unlockKeychain())),
  startsAtLogin: () => settled(commands.startsAtLogin()),
  startAtLogin: async (on) => void (await settled(commands.startAtLogin(on))),
  update: () => settled(commands.update()),
  closeWindow: async () => void (await settled(commands.closeWindow())),
  onChanged: (callback) => events.changed.listen(({ payload }) => callback(payload.snapshot, payload.cause)),
  pickerOpening: () => settled(commands.pickerOpening()),
  pickerDone: async () => void (await settled(commands.pickerDone())),
  pickerAsk: async (wanted) => void (await settled(commands.pickerAsk(wanted))),
  shortcut: () => commands.shortcut(),
  setShortcut: (keys) => settled(commands.setShortcut(keys)),
  onWanted: (callback) => events.wanted.listen(({ payload }) => callback(payload)),
  onLinked: (callback) => events.linked.listen(() => callback()),
  onShown: (callback) => events.shown.listen(({ payload }) => callback(payload.goal)),
};
