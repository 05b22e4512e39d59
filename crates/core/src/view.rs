//! What the window may see. Rule: no field here could hold a secret, because no type here has room for one.
//!
//! Times are epoch seconds. The page asks once at mount, then listens.

mod browsers;
mod clocks;
mod doctor;
mod guard;
mod guardrails;
mod journal;
mod link;
mod profiles;
mod serving;
mod visit;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use crate::error::{Code, Problem};
use crate::settings::Choice;
pub use browsers::{
    AccountBrowserView, BrowserApart, BrowserChoice, BrowserUse, BrowsersView, ConsolePlaceView, CrowdView,
    IdentityView, PortalBrowsersView,
};
pub use clocks::{ClocksView, HeldView, OpenedView};
pub use doctor::{DiagnosticsView, ExplanationView, Fact, FactView, FindingView, SourceView};
pub use guard::{ConsentView, Production, QuestionView, StepUpView};
pub use guardrails::{ClassView, GuardView, GuardrailsView, ListedView, MinutesView, SwitchView};
pub use journal::{JournalAsk, JournalEntryView, JournalView, VerdictView};
pub use link::LinkView;
pub use profiles::{
    Example, ExamplesView, Named, ProfileAsk, ProfileListing, ProfileRow, ProfileState, ProfilesWish,
    ReportView, SyncChoice, SyncView, SyncWish,
};
pub use serving::ServingView;
pub use visit::VisitView;

/// Everything small about the present state; sent whole after each change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
pub struct Snapshot {
    /// What was kept from the last run has been read; before that, portals are shown without their sessions.
    pub ready: bool,
    /// The portals, in the order of the settings.
    pub portals: Vec<PortalView>,
    /// Grows whenever accounts, roles or favourites changed: fetch the listing again.
    pub listing_version: u32,
    /// How many accounts are known, over all portals.
    pub account_count: u32,
    /// How many changes of what the person may open they have not looked at.
    pub unseen_changes: u32,
    /// How many profiles Portico keeps, as last seen.
    pub profile_count: u32,
    /// How many profiles that Portico wrote something else has edited.
    pub edited_profiles: u32,
    /// Grows whenever the file of the profiles was found changed: fetch the profiles again.
    pub profiles_version: u32,
    /// What this computer's clock tells and what time it is: how they differ.
    pub clock: ClockView,
    /// The settings the window shows.
    pub settings: SettingsView,
    /// The local endpoints that give credentials to tools, the oldest first.
    pub serving: Vec<ServingView>,
    /// The step-ups under way, the oldest first.
    pub step_ups: Vec<StepUpView>,
}

/// This computer's clock beside the portals'.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct ClockView {
    /// Seconds this computer's clock is ahead of the portals' (negative: behind). Subtract it from the computer's time
    /// before comparing with any time here.
    #[specta(type = f64)]
    pub ahead: i64,
    /// It is so far off that the person should be told.
    pub wrong: bool,
}

/// The settings as the window shows them.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct SettingsView {
    /// When no notification is shown.
    pub quiet: Option<QuietView>,
    /// Signing in with a code on another device is offered.
    pub device_code: bool,
    /// Names of the settings that the organisation has fixed, such as `device_code`.
    pub fixed: Vec<String>,
    /// Where secrets are kept.
    pub keychain: Choice,
}

/// A span of the day, local time, `HH:MM` each; it may span midnight.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, Type)]
pub struct QuietView {
    /// Its beginning.
    pub from: String,
    /// Its end.
    pub to: String,
}

/// One portal and the session in it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
pub struct PortalView {
    /// What the person calls it; the key of every command.
    pub name: String,
    /// The host of its start URL.
    pub host: String,
    /// Its start URL.
    pub start_url: String,
    /// The Region of its Identity Center.
    pub region: String,
    /// A local Identity Center on this machine, never AWS.
    pub local: bool,
    /// The organisation set it up: it is not removed here.
    pub fixed: bool,
    /// The session.
    pub session: SessionView,
    /// Present while accounts and roles are being listed.
    pub progress: Option<Progress>,
    /// When the last complete listing ended.
    #[specta(type = Option<f64>)]
    pub listed_at: Option<i64>,
    /// What last went wrong and is not yet mended.
    pub problem: Option<Problem>,
    /// Its Regions, the primary one first; more than one for a multi-Region instance.
    pub regions: Vec<RegionView>,
    /// The names of other entries with the same start URL: other people's sessions in the same portal.
    pub shares_with: Vec<String>,
    /// New access is looked for until then.
    #[specta(type = Option<f64>)]
    pub awaits_access: Option<i64>,
    /// When the session will probably end, learnt from the ones before; unknown in the first one.
    #[specta(type = Option<f64>)]
    pub expected_end: Option<i64>,
}

/// One Region of a portal.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct RegionView {
    /// Its code.
    pub name: String,
    /// It is the one that is asked now.
    pub serving: bool,
    /// It did not answer when last asked.
    pub down: bool,
}

/// A portal as far as it could be found from what the person gave.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct FoundView {
    /// The address to keep.
    pub start_url: String,
    /// Its host.
    pub host: String,
    /// The host of the company's own address that was given and leads there.
    pub led_by: Option<String>,
    /// A local Identity Center on this machine stands for it.
    pub local: bool,
    /// The host is none of AWS's: the person has to type it before the portal can be added.
    pub needs_confirmation: bool,
    /// And it could be taken for one of AWS's.
    pub look_alike: bool,
    /// The Region of its Identity Center.
    pub region: Option<String>,
    /// Why the Region is not known; the person has to name it.
    pub problem: Option<Problem>,
    /// What the portal may be called; no other is.
    pub name: String,
    /// The portals there are with the same address: this one would be another person's.
    pub shares_with: Vec<String>,
}

/// What a person calls an account and how it is drawn, to be changed.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
pub struct LabelView {
    /// Empty: none.
    pub nickname: String,
    /// One of [`Choices::colours`]; `None`: the one Portico finds.
    pub colour: Option<String>,
    /// Words and `key=value` pairs.
    pub tags: Vec<String>,
    /// Left out of the list until asked for.
    pub hidden: bool,
}

/// A change of what the person may open.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ChangeView {
    /// Grows with time.
    #[specta(type = f64)]
    pub id: i64,
    /// When a listing found it.
    #[specta(type = f64)]
    pub at: i64,
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The digits grouped for reading.
    pub number: String,
    /// The account's name at that time; its number when it had none.
    pub name: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The role it happened with.
    pub role: Option<String>,
    /// How much that role can do.
    pub class: Option<RoleClass>,
    /// The name before.
    pub former: Option<String>,
    /// The person has looked at it.
    pub seen: bool,
}

/// What happened to an account.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was not there before.
    Gained,
    /// It is there no more.
    Lost,
    /// It has another name.
    Renamed,
    /// A role more.
    RoleGained,
    /// A role that can do more than any before it.
    RoleRaised,
    /// A role less.
    RoleLost,
}

/// Keys that stay valid after a sign-out: AWS offers no way to call them back.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct LeftView {
    /// Twelve digits.
    pub account: String,
    /// What the account is called in the list.
    pub name: String,
    /// The role.
    pub role: String,
    /// Until when.
    #[specta(type = f64)]
    pub until: i64,
}

/// The session in a portal.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SessionView {
    /// Nobody is signed in.
    SignedOut,
    /// A browser tab is open and the person is busy in it.
    AwaitingBrowser,
    /// A code waits to be typed into a page on any device.
    AwaitingCode {
        /// The code.
        code: String,
        /// The page it is typed into.
        page: String,
        /// When the code ends.
        #[specta(type = f64)]
        until: i64,
    },
    /// Signed in.
    SignedIn {
        /// Until when, as far as is known: the end of the access token, which renews by itself.
        #[specta(type = f64)]
        until: i64,
        /// False: the keychain did not take the session, so it lasts for this run only.
        saved: bool,
        /// True: it cannot be prolonged and ends at `until`.
        ending: bool,
    },
    /// Signed in, and the access token is being renewed.
    Renewing {
        /// When the present access token ends.
        #[specta(type = f64)]
        until: i64,
    },
    /// The session ran out.
    Expired,
    /// The server ended the session.
    Rejected,
}

/// Counted progress of a listing.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Type)]
pub struct Progress {
    /// Accounts whose roles are known by now.
    pub done: u32,
    /// Accounts in all, as far as is known.
    pub total: u32,
    /// The portal has asked for fewer requests, lately or for a while to come: it takes as long as that lets it.
    pub paced: bool,
}

/// What the window asks of the list: which accounts, in which order, and which part of it is in sight.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Type)]
pub struct Ask {
    /// What the person typed; empty: all accounts.
    pub query: String,
    /// How they stand together when nothing was typed.
    pub grouping: Grouping,
    /// Hidden accounts are shown, too.
    pub hidden: bool,
    /// In support mode, roles that do more than read are shown, too.
    pub stronger: bool,
    /// The first row wanted, counted over all sections.
    pub from: u32,
    /// How many rows.
    pub count: u32,
    /// Accounts whose places and rows are wanted, wherever they are now. The rows are moved along with the first one, so
    /// that what is in sight stays in sight.
    pub keep: Vec<Anchor>,
}

impl Ask {
    /// Every account that matches `query`, with all its roles.
    #[must_use]
    pub fn all(query: &str) -> Self {
        Self { query: query.to_owned(), stronger: true, count: u32::MAX, ..Self::default() }
    }
}

/// How accounts stand together.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(tag = "by", content = "key", rename_all = "snake_case")]
pub enum Grouping {
    /// Those whose names begin with the same word.
    #[default]
    Name,
    /// Those with the same value of a tag of this key.
    Tag(String),
    /// All in one.
    Flat,
}

/// A row as it was when last seen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Type)]
pub struct Anchor {
    /// The section's id.
    pub section: String,
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// Its place then.
    pub at: u32,
}

/// The part of the list that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
pub struct Listing {
    /// The [`Snapshot::listing_version`] it was made from.
    pub version: u32,
    /// Favourites, recents, groups; with a query, one section of ranked matches. Empty ones are left out.
    pub sections: Vec<Section>,
    /// Rows in all, over all sections.
    pub total: u32,
    /// Hidden accounts that match: left out or, when asked for, among the rows.
    pub hidden: u32,
    /// The keys of tags there are, to group by.
    pub tag_keys: Vec<String>,
    /// The place of the first of [`Listing::rows`].
    pub from: u32,
    /// The rows.
    pub rows: Vec<AccountRow>,
    /// One for each of [`Ask::keep`]; `None` for an account that is not in the list any more.
    pub kept: Vec<Option<Place>>,
    /// Support mode is on: roles that do more than read are left out unless asked for, see [`Ask::stronger`].
    pub support: bool,
    /// The place in AWS that was pasted or that words of the query name; the rows are the accounts it may be in.
    pub place: Option<PlaceView>,
}

/// A place in AWS that somebody pasted, or named in a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
pub struct PlaceView {
    /// The whole query is the place: it is opened by that text. Otherwise by service and Region.
    pub pasted: bool,
    /// The console's service, by id; absent: its home.
    pub service: Option<String>,
    /// The console's service, by name.
    pub title: String,
    /// What it is there, such as `function:checkout`.
    pub what: Option<String>,
    /// The Region.
    pub region: Option<String>,
    /// The account's number, grouped; absent when the text does not tell it.
    pub account: Option<String>,
    /// Why it cannot be opened as it was pasted.
    pub problem: Option<Problem>,
}

/// A row and where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
pub struct Place {
    /// Counted over all sections.
    pub at: u32,
    /// The row.
    pub row: AccountRow,
}

/// A headed run of accounts.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct Section {
    /// Names it from one listing to the next.
    pub id: String,
    /// Which kind of section; the window words the first three itself.
    pub kind: SectionKind,
    /// The heading of a group; empty for the accounts that belong to none.
    pub title: String,
    /// How many rows it has.
    pub count: u32,
}

/// Why accounts stand together.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Starred by the person.
    Favourites,
    /// Used lately.
    Recent,
    /// Matches of a query, best first.
    Matches,
    /// Accounts that belong together, or all others.
    Group,
}

impl SectionKind {
    /// Its name on the wire.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Favourites => "favourites",
            Self::Recent => "recent",
            Self::Matches => "matches",
            Self::Group => "group",
        }
    }
}

/// One account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
pub struct AccountRow {
    /// The portal's name.
    pub portal: String,
    /// Twelve digits.
    pub account: String,
    /// The digits grouped for reading.
    pub number: String,
    /// The account's name, cleaned of control and bidirectional characters; its number when it has none.
    pub name: String,
    /// What the person calls it, to be shown in place of the name; may be empty.
    pub nickname: String,
    /// Of the owner; may be empty.
    pub email: String,
    /// `#rrggbb`, for the bar at the row's left.
    pub colour: String,
    /// Words and `key=value` pairs.
    pub tags: Vec<String>,
    /// A favourite.
    pub starred: bool,
    /// Left out of the list until asked for.
    pub hidden: bool,
    /// When one of its roles was last opened, copied or exported.
    #[specta(type = Option<f64>)]
    pub last_used: Option<i64>,
    /// When its roles were last listed; `None`: never, so that there may be roles.
    #[specta(type = Option<f64>)]
    pub listed_at: Option<i64>,
    /// Matched characters of what is shown as its name, as half-open ranges counted in UTF-16 units.
    pub marks: Vec<(u32, u32)>,
    /// The roles, weakest class first; with a query, those it allows.
    pub roles: Vec<RoleRow>,
    /// How many of its roles support mode leaves out.
    pub withheld: u32,
}

impl AccountRow {
    /// What it is called in the list.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.nickname.is_empty() { &self.name } else { &self.nickname }
    }
}

/// One role of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
pub struct RoleRow {
    /// The permission set's name.
    pub role: String,
    /// How much it can do, read from its name.
    pub class: RoleClass,
    /// Until when Portico holds credentials of it; they renew by themselves.
    #[specta(type = Option<f64>)]
    pub credentials_until: Option<i64>,
    /// When it was last used.
    #[specta(type = Option<f64>)]
    pub last_used: Option<i64>,
}

/// How much a role can do, weakest first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RoleClass {
    /// Looks, changes nothing.
    Read,
    /// Its name does not tell.
    Unknown,
    /// Changes things.
    Write,
    /// Changes everything.
    Admin,
}

/// What the side panel offers; asked for once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
pub struct Choices {
    /// Console destinations.
    pub services: Vec<ServiceChoice>,
    /// Regions, of the commercial partition first.
    pub regions: Vec<String>,
    /// Shells and files credentials can be copied for.
    pub forms: Vec<FormChoice>,
    /// Colours an account can be given.
    pub colours: Vec<ColourChoice>,
    /// The shell the person most likely uses.
    pub usual_form: String,
}

/// One console destination.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ServiceChoice {
    /// The key, such as `ec2`.
    pub id: String,
    /// The service's name.
    pub name: String,
    /// What it is for, such as `compute`; the page has a drawing for each.
    pub category: String,
    /// What else people type for it, in lower case.
    pub also: Vec<String>,
    /// The partitions that have it, as they stand in ARNs.
    pub partitions: Vec<String>,
}

/// One colour of the palette.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct ColourChoice {
    /// The key, as AWS names it, such as `darkBlue`.
    pub id: String,
    /// `#rrggbb`.
    pub hex: String,
}

/// One form of credentials.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct FormChoice {
    /// The key, such as `bash`.
    pub id: String,
    /// The form's name.
    pub name: String,
}

/// What an export would write, shown before it is written.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Type)]
pub struct PlanView {
    /// The file that would change.
    pub path: String,
    /// A unified diff; empty when nothing would change.
    pub diff: String,
    /// The profile's name.
    pub profile: String,
}
