//! What the page may ask: one line each. Rule: nothing is validated or decided here; [`crate::request`] parses, the
//! engine decides. No argument and no answer has room for a secret.

use portico_core::console::browser::Place;
use portico_core::engine::{Command, Engine};
use portico_core::settings::{Choice, Rail};
use portico_core::view::{
    Ask, BrowserUse, BrowsersView, Choices, ClocksView, ConsentView, CrowdView, DiagnosticsView,
    ExamplesView, ExplanationView, FoundView, GuardrailsView, JournalAsk, JournalView, LabelView, LeftView,
    LinkView, Listing, PlanView, Problem, ProfileAsk, ProfileListing, ProfilesWish, QuestionView, QuietView,
    ReportView, Snapshot, SyncView, VerdictView, VisitView,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, State};
use tauri_specta::{Builder, Event, collect_commands, collect_events};

use crate::demo::Demo;
use crate::diagnostics;
use crate::link::Followed;
use crate::login::Login;
use crate::picker::{self, Early};
use crate::preferences::{self, Language, Preferences, Theme};
use crate::request::{self, Answer, NewPortal, done, left, plan, report};
use crate::shortcut::{self, Keys, ShortcutView};
use crate::update::Outcome;
use crate::{shell, typeface, update, window};

/// Something changed: why, and the whole new state.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Changed {
    /// The kind of change, such as `signed_in`.
    pub(crate) cause: String,
    /// The state after it.
    pub(crate) snapshot: Snapshot,
}

/// The window was brought to the front again.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Shown {
    /// Where it shall go; `None`: it stays.
    pub(crate) goal: Option<Goal>,
}

/// A page of the window that is asked for from outside it.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Goal {
    /// The list, with the focus in its search.
    Access,
    /// The settings.
    Settings,
}

/// Where in the console: a service of a Region, or a place that was pasted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, Type)]
pub(crate) struct Landing {
    /// By id.
    pub(crate) service: Option<String>,
    /// The Region.
    pub(crate) region: Option<String>,
    /// The text as it was pasted, or a link as it was followed; it goes before the two.
    pub(crate) place: Option<String>,
    /// In which browser, for this once.
    pub(crate) browser: Option<String>,
}

/// How a link is written that is given away.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LinkForm {
    /// Through the portal, as the role.
    Portal,
    /// Through the portal, which asks for the role.
    PortalWithoutRole,
    /// Through Portico, as the role.
    App,
    /// Through Portico, with the weakest role that whoever follows it has.
    AppWithoutRole,
}

/// What somebody chose in the tray, the quick picker or a notification that is the page's to do: what has to be confirmed it
/// asks for, and so about it.
#[derive(Clone, Debug, Deserialize, Serialize, Type, Event)]
pub(crate) struct Wanted {
    /// The portal's name.
    pub(crate) portal: String,
    /// Twelve digits.
    pub(crate) account: String,
    /// The role; empty where only the account is to be shown.
    pub(crate) role: String,
    /// What is to be done with it.
    pub(crate) deed: Deed,
    /// Where in its console.
    pub(crate) at: Landing,
}

/// What is done with what was chosen.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    /// Its console is opened.
    Open,
    /// Its credentials are served.
    Serve,
    /// Its account is shown in the list.
    Show,
}

/// What the quick picker begins with.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PickerOpening {
    /// How it is lit.
    pub(crate) theme: Theme,
    /// What it speaks.
    pub(crate) language: Language,
    /// What the system prefers: tags, the best first.
    pub(crate) languages: Vec<String>,
    /// What the desktop writes in, where that is known.
    pub(crate) typeface: Option<String>,
    /// What was typed before.
    pub(crate) typed: String,
    /// Enter was pressed behind it.
    pub(crate) entered: bool,
    /// What is to be done before there is anything to pick.
    pub(crate) lacks: Option<Lack>,
}

/// Why there may be nothing to pick.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Lack {
    /// No portal was added yet.
    Portal,
    /// Nobody is signed in to any.
    SignIn,
}

/// Somebody followed a link of Portico's own: the page asks for it.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub(crate) struct Linked {}

/// The whole conversation with the page: its commands and its events.
pub(crate) fn conversation<R: Runtime>() -> Builder<R> {
    Builder::<R>::new()
        .commands(collect_commands![
            opening::<tauri::Wry>,
            picker_opening::<tauri::Wry>,
            picker_done::<tauri::Wry>,
            picker_ask::<tauri::Wry>,
            shortcut,
            set_shortcut::<tauri::Wry>,
            snapshot,
            set_preferences::<tauri::Wry>,
            listing,
            discover_portal,
            add_portal,
            remove_portal,
            explore_demo,
            sign_in,
            sign_in_with_code,
            reopen_sign_in,
            open_code_page,
            copy_sign_in_address,
            cancel_sign_in,
            sign_out,
            set_quiet_hours,
            use_keychain,
            unlock_keychain,
            refresh,
            open_console,
            request_access,
            copy_credentials,
            plan_profile,
            export_profile,
            star,
            visits,
            star_place,
            label_of,
            set_label,
            journal,
            save_journal::<tauri::Wry>,
            verify_journal,
            clocks,
            sign_out_of_consoles,
            changes_seen,
            await_access,
            await_access_no_more,
            profiles,
            usual_sync,
            example_names,
            plan_profiles,
            write_profiles,
            serve,
            copy_serving,
            stop_serving,
            step_down,
            browsers,
            choose_browser,
            crowd,
            copy_link,
            link,
            starts_at_login,
            start_at_login,
            update::<tauri::Wry>,
            close_window::<tauri::Wry>,
            guardrails,
            set_guardrail,
            explain_profile::<tauri::Wry>,
            examine::<tauri::Wry>,
            save_report::<tauri::Wry>,
        ])
        .events(collect_events![Changed, Shown, Wanted, Linked])
        // One type each: the page only reads what it is sent.
        .disable_serde_phases()
}

/// Everything that a fresh page shows first, in one answer.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Opening {
    /// How things stand.
    pub(crate) snapshot: Snapshot,
    /// What the side panel offers.
    pub(crate) choices: Choices,
    /// What the window remembers of itself.
    pub(crate) preferences: Preferences,
    /// What the system prefers to speak: tags, the best first.
    pub(crate) languages: Vec<String>,
    /// The family to write in; absent where the system's own needs no name.
    pub(crate) typeface: Option<String>,
    /// What was chosen in the tray before there was a page.
    pub(crate) wanted: Option<Wanted>,
    /// The beginning of the list; absent when it cannot be read, which whoever asks for it is then told.
    pub(crate) listing: Option<Listing>,
}

#[tauri::command]
#[specta::specta]
async fn opening<R: Runtime>(app: AppHandle<R>, engine: State<'_, Engine>, rows: u32) -> Answer<Opening> {
    Ok(request::opening(&app, &engine, request::beginning(&app, &engine, rows)))
}

#[tauri::command]
#[specta::specta]
async fn picker_opening<R: Runtime>(
    app: AppHandle<R>,
    engine: State<'_, Engine>,
    early: State<'_, Early>,
) -> Answer<PickerOpening> {
    let Preferences { theme, language, .. } = preferences::load(&app);
    let (typed, entered) = early.take();
    let (languages, typeface) = (preferences::languages(), typeface::family(&app));
    let lacks = picker::lacks(&engine.snapshot());
    Ok(PickerOpening { theme, language, languages, typeface, typed, entered, lacks })
}

#[tauri::command]
#[specta::specta]
async fn picker_done<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    picker::hide(&app);
    Ok(())
}

#[tauri::command]
#[specta::specta]
async fn picker_ask<R: Runtime>(app: AppHandle<R>, wanted: Option<Wanted>) -> Answer<()> {
    picker::hide(&app);
    match wanted {
        Some(wanted) => window::want(&app, wanted),
        None => window::show(&app, None),
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
fn shortcut(keys: State<'_, Keys>) -> ShortcutView {
    keys.view()
}

#[tauri::command]
#[specta::specta]
async fn set_shortcut<R: Runtime>(app: AppHandle<R>, keys: Option<String>) -> Answer<ShortcutView> {
    shortcut::set(&app, keys.as_deref()).map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
fn snapshot(engine: State<'_, Engine>) -> Snapshot {
    engine.snapshot().as_ref().clone()
}

#[tauri::command]
#[specta::specta]
async fn set_preferences<R: Runtime>(app: AppHandle<R>, preferences: Preferences) -> Answer<()> {
    let spoken = preferences::load(&app).language;
    preferences::save(&app, &preferences).map_err(|error| Problem::from(&error))?;
    if preferences.language != spoken {
        // The tray speaks it, too.
        shell::run(&app, Command::Wake);
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
async fn listing(engine: State<'_, Engine>, ask: Ask) -> Answer<Listing> {
    request::listing(&engine, ask)
}

#[tauri::command]
#[specta::specta]
#[expect(clippy::too_many_arguments, reason = "each is a field of the page's form")]
async fn add_portal(
    engine: State<'_, Engine>,
    name: String,
    start_url: String,
    region: String,
    endpoint: Option<String>,
    also: Vec<String>,
    hosts: Option<String>,
    confirmed_host: Option<String>,
) -> Answer<()> {
    let new = NewPortal { name, start_url, region, endpoint, also, hosts, confirmed_host };
    done(&engine, request::portal(&new).map(Command::AddPortal)).await
}

#[tauri::command]
#[specta::specta]
async fn discover_portal(
    engine: State<'_, Engine>,
    text: String,
    endpoint: Option<String>,
) -> Answer<FoundView> {
    request::discover(&engine, &text, endpoint.as_deref()).await
}

#[tauri::command]
#[specta::specta]
async fn remove_portal(engine: State<'_, Engine>, name: String) -> Answer<()> {
    done(&engine, name.parse().map(Command::RemovePortal)).await
}

#[tauri::command]
#[specta::specta]
async fn explore_demo(engine: State<'_, Engine>, demo: State<'_, Demo>) -> Answer<String> {
    demo.explore(&engine).await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn sign_in(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::SignIn)).await
}

#[tauri::command]
#[specta::specta]
async fn sign_in_with_code(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::SignInWithCode)).await
}

#[tauri::command]
#[specta::specta]
async fn reopen_sign_in(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::ReopenSignIn)).await
}

#[tauri::command]
#[specta::specta]
async fn open_code_page(engine: State<'_, Engine>, portal: String, filled_in: bool) -> Answer<()> {
    let open = if filled_in { Command::OpenFilledIn } else { Command::ReopenSignIn };
    done(&engine, portal.parse().map(open)).await
}

#[tauri::command]
#[specta::specta]
async fn copy_sign_in_address(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::CopySignInAddress)).await
}

#[tauri::command]
#[specta::specta]
async fn cancel_sign_in(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::CancelSignIn)).await
}

#[tauri::command]
#[specta::specta]
async fn sign_out(engine: State<'_, Engine>, portal: String) -> Answer<Vec<LeftView>> {
    left(&engine, portal.parse().map(Command::SignOut)).await
}

#[tauri::command]
#[specta::specta]
async fn set_quiet_hours(engine: State<'_, Engine>, quiet: Option<QuietView>) -> Answer<()> {
    done(&engine, request::quiet(quiet.as_ref()).map(Command::SetQuiet)).await
}

#[tauri::command]
#[specta::specta]
async fn use_keychain(engine: State<'_, Engine>, store: Choice) -> Answer<()> {
    done(&engine, Ok(Command::UseKeychain(store))).await
}

#[tauri::command]
#[specta::specta]
async fn unlock_keychain(engine: State<'_, Engine>) -> Answer<()> {
    done(&engine, Ok(Command::UnlockKeychain)).await
}

#[tauri::command]
#[specta::specta]
async fn refresh(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::Refresh)).await
}

#[tauri::command]
#[specta::specta]
async fn open_console(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    at: Landing,
    consent: Option<ConsentView>,
) -> Answer<Option<QuestionView>> {
    request::confirmed(&engine, request::open(&engine, &portal, &account, &role, at), consent).await
}

#[tauri::command]
#[specta::specta]
async fn request_access(
    engine: State<'_, Engine>,
    account: Option<String>,
    role: Option<String>,
) -> Answer<()> {
    done(&engine, request::access(account.as_deref(), role.as_deref())).await
}

#[tauri::command]
#[specta::specta]
async fn copy_credentials(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    form: String,
    consent: Option<ConsentView>,
) -> Answer<Option<QuestionView>> {
    request::confirmed(&engine, request::copy(&portal, &account, &role, &form), consent).await
}

#[tauri::command]
#[specta::specta]
async fn plan_profile(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    name: Option<String>,
    form: String,
) -> Answer<PlanView> {
    let wish = request::profile(&portal, &account, &role, name.as_deref(), &form);
    plan(&engine, wish.map(Command::PlanProfile)).await
}

#[tauri::command]
#[specta::specta]
async fn export_profile(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    name: Option<String>,
    form: String,
) -> Answer<PlanView> {
    let wish = request::profile(&portal, &account, &role, name.as_deref(), &form);
    plan(&engine, wish.map(Command::ExportProfile)).await
}

#[tauri::command]
#[specta::specta]
async fn star(engine: State<'_, Engine>, portal: String, account: String, starred: bool) -> Answer<()> {
    done(&engine, request::star(&portal, &account, starred)).await
}

#[tauri::command]
#[specta::specta]
async fn visits(engine: State<'_, Engine>, portal: String, account: String) -> Answer<Vec<VisitView>> {
    request::visits(&engine, &portal, &account)
}

#[tauri::command]
#[specta::specta]
async fn star_place(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    service: String,
    region: Option<String>,
    starred: bool,
) -> Answer<()> {
    done(&engine, request::star_place(&portal, &account, &service, region.as_deref(), starred)).await
}

#[tauri::command]
#[specta::specta]
async fn label_of(engine: State<'_, Engine>, portal: String, account: String) -> Answer<LabelView> {
    request::label_of(&engine, &portal, &account)
}

#[tauri::command]
#[specta::specta]
async fn set_label(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    label: LabelView,
) -> Answer<()> {
    done(&engine, request::label(&portal, &account, &label)).await
}

#[tauri::command]
#[specta::specta]
async fn journal(engine: State<'_, Engine>, ask: JournalAsk) -> Answer<JournalView> {
    request::journal(&engine, ask).await
}

#[tauri::command]
#[specta::specta]
async fn save_journal<R: Runtime>(
    app: AppHandle<R>,
    engine: State<'_, Engine>,
    ask: JournalAsk,
    form: String,
) -> Answer<String> {
    request::save_journal(&app, &engine, ask, &form).await
}

#[tauri::command]
#[specta::specta]
async fn verify_journal(engine: State<'_, Engine>) -> Answer<VerdictView> {
    request::verify_journal(&engine).await
}

#[tauri::command]
#[specta::specta]
async fn clocks(engine: State<'_, Engine>) -> Answer<ClocksView> {
    engine.clocks().await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn sign_out_of_consoles(engine: State<'_, Engine>, place: String) -> Answer<()> {
    done(&engine, Ok(Command::SignOutOfConsoles(Place::kept(&place)))).await
}

#[tauri::command]
#[specta::specta]
async fn changes_seen(engine: State<'_, Engine>, up_to: f64) -> Answer<()> {
    done(&engine, Ok(Command::ChangesSeen(up_to as i64))).await
}

#[tauri::command]
#[specta::specta]
async fn await_access(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::AwaitAccess)).await
}

#[tauri::command]
#[specta::specta]
async fn await_access_no_more(engine: State<'_, Engine>, portal: String) -> Answer<()> {
    done(&engine, portal.parse().map(Command::AwaitAccessNoMore)).await
}

#[tauri::command]
#[specta::specta]
async fn profiles(engine: State<'_, Engine>, ask: ProfileAsk) -> Answer<ProfileListing> {
    request::profiles(&engine, ask).await
}

#[tauri::command]
#[specta::specta]
async fn usual_sync(engine: State<'_, Engine>) -> Answer<SyncView> {
    engine.usual_sync().await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn example_names(engine: State<'_, Engine>, template: String) -> Answer<ExamplesView> {
    engine.example_names(template).await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn plan_profiles(engine: State<'_, Engine>, wish: ProfilesWish) -> Answer<ReportView> {
    report(&engine, request::planned(wish).map(Command::Profiles)).await
}

#[tauri::command]
#[specta::specta]
async fn write_profiles(engine: State<'_, Engine>, wish: ProfilesWish) -> Answer<ReportView> {
    report(&engine, request::written(wish).map(Command::Profiles)).await
}

#[tauri::command]
#[specta::specta]
async fn serve(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    minutes: u32,
    until_locked: bool,
    consent: Option<ConsentView>,
) -> Answer<Option<QuestionView>> {
    let served = request::serve(&portal, &account, &role, minutes, until_locked);
    request::confirmed(&engine, served, consent).await
}

#[tauri::command]
#[specta::specta]
async fn copy_serving(engine: State<'_, Engine>, port: u16, form: String) -> Answer<()> {
    done(&engine, form.parse().map(|form| Command::CopyServing(port, form))).await
}

#[tauri::command]
#[specta::specta]
async fn stop_serving(engine: State<'_, Engine>, port: u16) -> Answer<()> {
    done(&engine, Ok(Command::StopServing(port))).await
}

#[tauri::command]
#[specta::specta]
async fn step_down(engine: State<'_, Engine>, portal: String, account: String, role: String) -> Answer<()> {
    done(&engine, request::step_down(&portal, &account, &role)).await
}

#[tauri::command]
#[specta::specta]
async fn browsers(engine: State<'_, Engine>) -> Answer<BrowsersView> {
    engine.browsers().await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn choose_browser(
    engine: State<'_, Engine>,
    portal: String,
    account: Option<String>,
    of: BrowserUse,
    choice: String,
) -> Answer<()> {
    done(&engine, request::browser(&portal, account.as_deref(), of, &choice)).await
}

#[tauri::command]
#[specta::specta]
async fn crowd(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    browser: Option<String>,
) -> Answer<Option<CrowdView>> {
    request::crowd(&engine, &portal, &account, &role, browser.as_deref()).await
}

#[tauri::command]
#[specta::specta]
async fn copy_link(
    engine: State<'_, Engine>,
    portal: String,
    account: String,
    role: String,
    at: Landing,
    form: LinkForm,
) -> Answer<()> {
    done(&engine, request::copy_link(&engine, &portal, &account, &role, at, form)).await
}

#[tauri::command]
#[specta::specta]
fn link(engine: State<'_, Engine>, followed: State<'_, Followed>) -> Option<LinkView> {
    followed.take().map(|text| engine.link(&text))
}

#[tauri::command]
#[specta::specta]
async fn starts_at_login(login: State<'_, Login>) -> Answer<bool> {
    login.is_on().map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn start_at_login(login: State<'_, Login>, on: bool) -> Answer<()> {
    login.turn(on).map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn update<R: Runtime>(app: AppHandle<R>) -> Answer<Outcome> {
    update::run(&app).await.map_err(|error| Problem::from(&error))
}

#[tauri::command]
#[specta::specta]
async fn close_window<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    window::close(&app);
    Ok(())
}

#[tauri::command]
#[specta::specta]
async fn guardrails(engine: State<'_, Engine>) -> Answer<GuardrailsView> {
    request::guardrails(&engine).await
}

#[tauri::command]
#[specta::specta]
async fn set_guardrail(engine: State<'_, Engine>, rail: Rail) -> Answer<()> {
    done(&engine, Ok(Command::SetGuardrail(rail))).await
}

#[tauri::command]
#[specta::specta]
async fn explain_profile<R: Runtime>(
    app: AppHandle<R>,
    engine: State<'_, Engine>,
    profile: String,
) -> Answer<ExplanationView> {
    request::explain(&app, &engine, profile).await
}

#[tauri::command]
#[specta::specta]
async fn examine<R: Runtime>(
    app: AppHandle<R>,
    engine: State<'_, Engine>,
    reach: bool,
) -> Answer<DiagnosticsView> {
    Ok(diagnostics::examine(&app, &engine, reach).await)
}

#[tauri::command]
#[specta::specta]
async fn save_report<R: Runtime>(app: AppHandle<R>, engine: State<'_, Engine>) -> Answer<String> {
    diagnostics::save(&app, &engine).await
}
