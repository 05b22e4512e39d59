//! What the page says, parsed once into what the engine understands. Rule: pure but for those that run a command or read;
//! whatever cannot be right is refused here with a sentence and a remedy, never with a panic.

use std::path::{Path, PathBuf};

use portico_core::catalog::{Colour, Label};
use portico_core::console::{self, Destination, Spot};
use portico_core::discover;
use portico_core::disk::Environment;
use portico_core::engine::{
    BrowserOf, Command, Engine, Manner, Parts, ProfileRequest, ProfilesTask, Reply, Sharing, SyncRequest,
};
use portico_core::error::{Error, Result};
use portico_core::export;
use portico_core::journal::Paper;
use portico_core::organisation::AccessRequest;
use portico_core::profiles::{ProfileForm, ProfileName};
use portico_core::quiet::Quiet;
use portico_core::role::RoleKey;
use portico_core::serve::Terms;
use portico_core::settings::{Portal, Settings, unknown_host};
use portico_core::text::clean;
use portico_core::view::{
    AccountRow, Ask, BrowserUse, Choices, ColourChoice, ConsentView, CrowdView, ExplanationView, FoundView,
    GuardrailsView, JournalAsk, JournalView, LabelView, LeftView, Listing, PlanView, Problem, ProfileAsk,
    ProfileListing, ProfilesWish, QuestionView, QuietView, ReportView, SyncChoice, SyncWish, VerdictView,
    VisitView,
};
use portico_model::{Partition, Region, StartUrl};
use tauri::{AppHandle, Manager, Runtime};

use crate::commands::{Landing, LinkForm, Opening};
use crate::window::Pending;
use crate::{preferences, typeface};

/// What a command of the page answers.
pub(crate) type Answer<T> = std::result::Result<T, Problem>;

/// The most characters of a search that are looked at; only a pasted address is so long.
const QUERY_LIMIT: usize = 4096;
/// The most rows a page may ask for at once, and the most places.
const MOST_ROWS: u32 = 500;
const MOST_KEPT: usize = 8;
/// The most recent places of an account that are shown.
const MOST_VISITS: usize = 4;
/// The longest path that is told, in characters.
const LONGEST_PATH: usize = 1000;

/// Runs a command whose only answer is that it is done.
pub(crate) async fn done(engine: &Engine, command: Result<Command>) -> Answer<()> {
    run(engine, command).await.map(drop)
}

/// Runs a command that may have to be confirmed first: answers with what has to be, when it was not.
pub(crate) async fn confirmed(
    engine: &Engine,
    command: Result<Command>,
    consent: Option<ConsentView>,
) -> Answer<Option<QuestionView>> {
    let done = async {
        let consent = consent.unwrap_or_default().parse()?;
        engine.run_with(command?, &consent).await
    };
    let reply = done.await.map_err(|error| refused(&error))?;
    Ok(if let Reply::Asked(ask) = reply { Some(QuestionView::from(&*ask)) } else { None })
}

/// Runs a command that answers with what an export writes or would write.
pub(crate) async fn plan(engine: &Engine, command: Result<Command>) -> Answer<PlanView> {
    let plan = run(engine, command).await?.plan().map_err(|error| Problem::from(&error))?;
    Ok(PlanView { path: short(engine, &plan.path), ..plan })
}

/// Runs a command that answers with what becomes of many profiles.
pub(crate) async fn report(engine: &Engine, command: Result<Command>) -> Answer<ReportView> {
    let report = run(engine, command).await?.profiles().map_err(|error| Problem::from(&error))?;
    Ok(ReportView { path: short(engine, &report.path), ..ReportView::of(&report) })
}

/// A path as people write it.
fn short(engine: &Engine, path: &str) -> String {
    engine.parts().environment.short(Path::new(path))
}

/// Runs a command that answers with what stays valid after it.
pub(crate) async fn left(engine: &Engine, command: Result<Command>) -> Answer<Vec<LeftView>> {
    run(engine, command).await?.signed_out().map_err(|error| Problem::from(&error))
}

/// Quiet hours as the page sends them.
pub(crate) fn quiet(quiet: Option<&QuietView>) -> Result<Option<Quiet>> {
    quiet.map(|quiet| Quiet::parse(&quiet.from, &quiet.to)).transpose()
}

async fn run(engine: &Engine, command: Result<Command>) -> Answer<Reply> {
    let outcome = match command {
        Ok(command) => engine.run(command).await,
        Err(error) => Err(error),
    };
    outcome.map_err(|error| refused(&error))
}

fn refused(error: &Error) -> Problem {
    tracing::debug!(code = ?error.code(), %error, "refused");
    Problem::from(error)
}

/// The part of the list that is in sight, whose accounts are listed first from now on.
pub(crate) fn listing(engine: &Engine, ask: Ask) -> Answer<Listing> {
    let query: String = ask.query.chars().take(QUERY_LIMIT).collect();
    let keep = ask.keep.into_iter().take(MOST_KEPT).collect();
    let ask = Ask { query, count: ask.count.min(MOST_ROWS), keep, ..ask };
    let listing = engine.listing(&ask).map_err(|error| Problem::from(&error))?;
    look_at(engine, &listing);
    Ok(listing)
}

/// The accounts in sight are listed first.
fn look_at(engine: &Engine, listing: &Listing) {
    let parsed = |row: &AccountRow| Some((row.portal.parse().ok()?, row.account.parse().ok()?));
    engine.parts().attention.turn_to(listing.rows.iter().filter_map(parsed));
}

/// The part of the profiles that is in sight.
pub(crate) async fn profiles(engine: &Engine, ask: ProfileAsk) -> Answer<ProfileListing> {
    let query: String = ask.query.chars().take(QUERY_LIMIT).collect();
    let ask = ProfileAsk { query, count: ask.count.min(MOST_ROWS), ..ask };
    engine.profiles(ask).await.map_err(|error| Problem::from(&error))
}

/// The beginning of the list, for a page with room for so many rows; absent when it cannot be read, which whoever asks for it is then
/// told.
pub(crate) fn beginning<R: Runtime>(app: &AppHandle<R>, engine: &Engine, rows: u32) -> Option<Listing> {
    let ask = Ask {
        query: String::new(),
        grouping: preferences::load(app).grouping,
        hidden: false,
        stronger: false,
        from: 0,
        count: rows.min(MOST_ROWS),
        keep: Vec::new(),
    };
    let listing = engine.beginning(&ask).ok()?;
    look_at(engine, &listing);
    Some(listing)
}

/// What a page begins with, beside the beginning of the list.
pub(crate) fn opening<R: Runtime>(app: &AppHandle<R>, engine: &Engine, listing: Option<Listing>) -> Opening {
    Opening {
        listing,
        typeface: typeface::family(app),
        wanted: app.try_state::<Pending>().and_then(|pending| pending.take()),
        snapshot: engine.snapshot().as_ref().clone(),
        choices: choices(&engine.parts().environment),
        languages: preferences::languages(),
        preferences: preferences::load(app),
    }
}

/// Everything the side panel offers.
fn choices(environment: &Environment) -> Choices {
    let partitions =
        [Partition::Commercial, Partition::China, Partition::GovCloud, Partition::EuropeanSovereign];
    let regions = partitions.into_iter().flat_map(console::regions);
    Choices {
        services: console::services(),
        regions: regions.map(|region| region.as_str().to_owned()).collect(),
        forms: export::choices(),
        colours: Colour::ALL.map(colour).to_vec(),
        usual_form: export::usual(environment).to_string(),
    }
}

fn colour(colour: Colour) -> ColourChoice {
    ColourChoice { id: colour.as_str().to_owned(), hex: colour.hex().to_owned() }
}

/// How an account is labelled.
pub(crate) fn label_of(engine: &Engine, portal: &str, account: &str) -> Answer<LabelView> {
    let label = || Ok(engine.parts().catalog.label_of(&portal.parse()?, &account.parse()?)?.view());
    label().map_err(|error: Error| Problem::from(&error))
}

/// A label to give.
pub(crate) fn label(portal: &str, account: &str, label: &LabelView) -> Result<Command> {
    Ok(Command::Label(portal.parse()?, account.parse()?, Label::parse(label)?))
}

/// The part of the journal that is asked for.
pub(crate) async fn journal(engine: &Engine, ask: JournalAsk) -> Answer<JournalView> {
    let ask = searched(ask);
    beside(engine, move |engine| engine.journal(&ask)).await
}

/// Writes what is asked for into a file among the person's downloads, and says which.
pub(crate) async fn save_journal<R: Runtime>(
    app: &AppHandle<R>,
    engine: &Engine,
    ask: JournalAsk,
    form: &str,
) -> Answer<String> {
    let paper: Paper = form.parse().map_err(|error: Error| refused(&error))?;
    let folder = downloads(app)?;
    let ask = searched(ask);
    let saved = beside(engine, move |engine| engine.save_journal(&ask, paper, &folder)).await?;
    Ok(told(&saved))
}

/// Where files go that somebody saves.
pub(crate) fn downloads<R: Runtime>(app: &AppHandle<R>) -> Answer<PathBuf> {
    app.path().download_dir().or_else(|_| app.path().home_dir()).map_err(|error| {
        refused(&Error::internal(format!("The folder of your downloads is not known: {error}.")))
    })
}

/// A path as it is told to the page.
pub(crate) fn told(path: &Path) -> String {
    clean(&path.display().to_string(), LONGEST_PATH)
}

/// The guardrails in force.
pub(crate) async fn guardrails(engine: &Engine) -> Answer<GuardrailsView> {
    beside(engine, Engine::guardrails).await
}

/// Where the credentials of a profile come from.
pub(crate) async fn explain<R: Runtime>(
    app: &AppHandle<R>,
    engine: &Engine,
    profile: String,
) -> Answer<ExplanationView> {
    let (profile, words) = (profile.chars().take(QUERY_LIMIT).collect::<String>(), preferences::words(app));
    beside(engine, move |engine| engine.explain(&profile, words)).await
}

/// Whether the journal is as it was written.
pub(crate) async fn verify_journal(engine: &Engine) -> Answer<VerdictView> {
    beside(engine, Engine::verify_journal).await
}

fn searched(ask: JournalAsk) -> JournalAsk {
    JournalAsk { words: ask.words.chars().take(QUERY_LIMIT).collect(), ..ask }
}

/// Reads a file that may be long where nothing else waits for it.
pub(crate) async fn beside<T: Send + 'static>(
    engine: &Engine,
    read: impl FnOnce(&Engine) -> Result<T> + Send + 'static,
) -> Answer<T> {
    let engine = engine.clone();
    let reading = tauri::async_runtime::spawn_blocking(move || read(&engine));
    let done = reading.await.map_err(|error| Error::internal(format!("Reading failed: {error}.")));
    done.and_then(|done| done).map_err(|error| refused(&error))
}

/// A portal to add, as the page's form has it. What is empty counts as not said.
#[derive(Debug)]
pub(crate) struct NewPortal {
    pub(crate) name: String,
    /// In any form that people paste.
    pub(crate) start_url: String,
    pub(crate) region: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) also: Vec<String>,
    pub(crate) hosts: Option<String>,
    pub(crate) confirmed_host: Option<String>,
}

/// A portal to add. No endpoint means AWS's own; without a confirmation only hosts of AWS's are taken.
pub(crate) fn portal(new: &NewPortal) -> Result<Portal> {
    let start_url = StartUrl::pasted(&new.start_url)?;
    let endpoint = said(new.endpoint.as_deref());
    let portal = Portal::parse(new.name.trim(), start_url.as_str(), new.region.trim(), endpoint)?;
    let also = new.also.iter().filter_map(|site| said(Some(site))).map(str::parse);
    let hosts = said(new.hosts.as_deref()).map(str::parse).transpose()?.unwrap_or_default();
    let portal = portal.with_regions(also.collect::<Result<_>>()?)?.with_hosts(hosts)?;
    let portal = match said(new.confirmed_host.as_deref()) {
        Some(host) => portal.with_confirmed_host(host)?,
        None => portal,
    };
    if portal.is_host_known() { Ok(portal) } else { Err(unknown_host(&portal)) }
}

/// What can be found out about the portal meant by `text`.
pub(crate) async fn discover(engine: &Engine, text: &str, endpoint: Option<&str>) -> Answer<FoundView> {
    let Parts { home, transport, .. } = engine.parts();
    let found = async {
        let known = Settings::load(home)?.portals;
        discover::portal(transport, text, said(endpoint), &known).await
    };
    found.await.map(|found| found.view()).map_err(|error| Problem::from(&error))
}

fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// A console to open.
pub(crate) fn open(engine: &Engine, portal: &str, account: &str, role: &str, at: Landing) -> Result<Command> {
    let browser = said(at.browser.as_deref()).map(str::parse).transpose()?;
    let (key, destination) = landed(engine, portal, account, role, at)?;
    Ok(Command::OpenConsole(key, destination, Manner { browser, ..Manner::default() }))
}

/// A role, and a service of a Region.
pub(crate) fn aim(
    portal: &str,
    account: &str,
    role: &str,
    service: Option<String>,
    region: Option<&str>,
) -> Result<(RoleKey, Destination)> {
    let region = region.map(parse_region).transpose()?;
    Ok((RoleKey::parse(portal, account, role)?, Destination { service, region, url: None }))
}

/// The same, or the place that was pasted.
fn landed(
    engine: &Engine,
    portal: &str,
    account: &str,
    role: &str,
    at: Landing,
) -> Result<(RoleKey, Destination)> {
    let Some(place) = at.place else {
        return aim(portal, account, role, at.service, at.region.as_deref());
    };
    let key = RoleKey::parse(portal, account, role)?;
    let destination = engine.destination(&key, &place)?;
    Ok((key, destination))
}

/// A link to a console to copy, to be given away.
pub(crate) fn copy_link(
    engine: &Engine,
    portal: &str,
    account: &str,
    role: &str,
    at: Landing,
    form: LinkForm,
) -> Result<Command> {
    let (key, destination) = landed(engine, portal, account, role, at)?;
    let (without_role, app) = match form {
        LinkForm::Portal => (false, false),
        LinkForm::PortalWithoutRole => (true, false),
        LinkForm::App => (false, true),
        LinkForm::AppWithoutRole => (true, true),
    };
    Ok(Command::CopyLink(key, destination, Sharing { without_role, app }))
}

/// A browser to choose; `default` takes the choice back.
pub(crate) fn browser(portal: &str, account: Option<&str>, of: BrowserUse, choice: &str) -> Result<Command> {
    let portal = portal.parse()?;
    let of = match (of, account) {
        (BrowserUse::Consoles, Some(account)) => BrowserOf::Account(portal, account.parse()?),
        (BrowserUse::Consoles, None) => BrowserOf::Consoles(portal),
        (BrowserUse::SignIn, _) => BrowserOf::SignIn(portal),
    };
    Ok(Command::ChooseBrowser(of, choice.parse()?))
}

/// Who is signed in already where a console would open, when AWS has room for no more there. What cannot be told is no reason
/// not to open.
pub(crate) async fn crowd(
    engine: &Engine,
    portal: &str,
    account: &str,
    role: &str,
    browser: Option<&str>,
) -> Answer<Option<CrowdView>> {
    let wish = || Ok((RoleKey::parse(portal, account, role)?, said(browser).map(str::parse).transpose()?));
    let (key, browser) = wish().map_err(|error: Error| refused(&error))?;
    Ok(engine.crowd(&key, browser.as_ref()).await)
}

/// Credentials to copy.
pub(crate) fn copy(portal: &str, account: &str, role: &str, form: &str) -> Result<Command> {
    Ok(Command::Copy(RoleKey::parse(portal, account, role)?, form.parse()?, None))
}

/// A profile to plan or to write.
pub(crate) fn profile(
    portal: &str,
    account: &str,
    role: &str,
    name: Option<&str>,
    form: &str,
) -> Result<ProfileRequest> {
    let form = form.parse()?;
    if form == ProfileForm::Keys {
        // A page that was taken over must not put keys on the disk.
        return Err(Error::invalid(
            "The window writes no keys into a file.",
            "Write them from a terminal: portico profiles add --form keys",
        ));
    }
    Ok(ProfileRequest {
        key: RoleKey::parse(portal, account, role)?,
        name: said(name).map(str::parse).transpose()?,
        form,
        region: None,
    })
}

/// What would become of many profiles.
pub(crate) fn planned(wish: ProfilesWish) -> Result<ProfilesTask> {
    Ok(match wish {
        ProfilesWish::Sync(wish) => ProfilesTask::Plan(Box::new(sync(&wish)?)),
        ProfilesWish::Remove(names) => ProfilesTask::PlanRemoval(written_names(&names)?),
        ProfilesWish::Undo => ProfilesTask::PlanUndo,
    })
}

/// What becomes of many profiles.
pub(crate) fn written(wish: ProfilesWish) -> Result<ProfilesTask> {
    Ok(match wish {
        ProfilesWish::Sync(wish) => ProfilesTask::Sync(Box::new(sync(&wish)?)),
        ProfilesWish::Remove(names) => ProfilesTask::Remove(written_names(&names)?),
        ProfilesWish::Undo => ProfilesTask::Undo,
    })
}

/// The window says all of it, so that nothing of the settings counts that it does not show. `default` is not among what it
/// can ask for.
fn sync(wish: &SyncWish) -> Result<SyncRequest> {
    let query = match wish.choice {
        SyncChoice::Matches => {
            said(Some(&wish.query)).ok_or_else(no_query)?.chars().take(QUERY_LIMIT).collect()
        }
        SyncChoice::All | SyncChoice::Favourites => String::new(),
    };
    Ok(SyncRequest {
        query: Some(query),
        favourites: Some(wish.choice == SyncChoice::Favourites),
        template: Some(wish.template.trim().parse()?),
        form: Some(wish.form.parse()?),
        prune: wish.prune,
        remember: wish.remember,
        ..SyncRequest::default()
    })
}

fn no_query() -> Error {
    Error::invalid("Nothing says which roles shall have profiles.", "Type what they match, such as prod.")
}

fn written_names(names: &[String]) -> Result<Vec<ProfileName>> {
    let name = |name: &String| ProfileName::written(name).map_or_else(|| name.parse(), Ok);
    names.iter().map(name).collect()
}

/// An endpoint to open that ends when nobody has asked for so many minutes; 0: never for that reason.
pub(crate) fn serve(
    portal: &str,
    account: &str,
    role: &str,
    minutes: u32,
    until_locked: bool,
) -> Result<Command> {
    Ok(Command::Serve(RoleKey::parse(portal, account, role)?, Terms::of(minutes, until_locked)))
}

/// A step-up to end.
pub(crate) fn step_down(portal: &str, account: &str, role: &str) -> Result<Command> {
    RoleKey::parse(portal, account, role).map(Command::StepDown)
}

/// Access to ask for.
pub(crate) fn access(account: Option<&str>, role: Option<&str>) -> Result<Command> {
    let account = account.map(str::parse).transpose()?;
    Ok(Command::RequestAccess(AccessRequest { account, role: role.map(str::parse).transpose()? }))
}

/// A favourite to make or unmake.
pub(crate) fn star(portal: &str, account: &str, starred: bool) -> Result<Command> {
    Ok(Command::Star(portal.parse()?, account.parse()?, starred))
}

/// A place in an account's consoles to make a favourite, or no longer one.
pub(crate) fn star_place(
    portal: &str,
    account: &str,
    service: &str,
    region: Option<&str>,
    starred: bool,
) -> Result<Command> {
    let region = region.map(parse_region).transpose()?;
    let spot = Spot { service: console::service(service)?, region };
    Ok(Command::StarPlace(portal.parse()?, account.parse()?, spot, starred))
}

/// Where the person has been in an account's consoles, and their favourite places there.
pub(crate) fn visits(engine: &Engine, portal: &str, account: &str) -> Answer<Vec<VisitView>> {
    let visits = || engine.parts().catalog.visits(&portal.parse()?, &account.parse()?, MOST_VISITS);
    let visits = visits().map_err(|error: Error| Problem::from(&error))?;
    Ok(visits.iter().map(VisitView::from).collect())
}

fn parse_region(text: &str) -> Result<Region> {
    Ok(text.parse()?)
}
