//! `portico status`: where you are signed in, from the keychain alone.
//!
//! Rule: it reports, so it ends well whatever there is to report.

use clap::Args;
use jiff::Timestamp;
use portico_core::Result;
use portico_core::settings::Settings;
use portico_core::text::clean;
use portico_core::view::{PortalView, Problem, SessionView};
use portico_model::Clock;
use serde::Serialize;

use crate::context::{Context, keychain_trouble, signed_in_until, view_of};
use crate::exit::Ending;
use crate::out;
use crate::table::{self, Style};
use crate::terminal::Terminal;
use crate::words::{ago, moment, span};

/// Which portals.
#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// Only this portal.
    #[arg(long, value_name = "NAME")]
    portal: Option<String>,
}

#[derive(Serialize)]
struct Status {
    portal: String,
    start_url: String,
    region: String,
    local: bool,
    /// `signed_in`, `signed_out`, `expired`, `rejected`, `renewing` or `awaiting_browser`.
    state: &'static str,
    /// Until when the present access token is good; it renews by itself.
    until: Option<String>,
    /// When the session will probably end, judged by those before.
    expected_end: Option<String>,
    /// Whether that end is known and cannot be moved.
    ending: bool,
    /// The Region that is asked now.
    serving: Option<String>,
    listed_at: Option<String>,
    problem: Option<Problem>,
}

/// Prints the sessions.
///
/// # Errors
/// When a portal of that name is unknown, or the settings cannot be read.
pub(crate) async fn run(context: &Context, args: StatusArgs) -> Result<Ending> {
    let portals = match args.portal.as_deref() {
        Some(_) => context.portals(args.portal.as_deref())?,
        None => Settings::load(&context.home)?.portals,
    };
    if portals.is_empty() && !context.json {
        out::note("No portal is configured. Add one with `portico portals add`.");
        return Ok(Ending::Done);
    }
    let engine = context.engine(Terminal::default()).await?;
    let views: Vec<PortalView> = portals.iter().filter_map(|portal| view_of(&engine, &portal.name)).collect();
    let now = engine.parts().clock.now();
    if context.json {
        out::json(&views.into_iter().map(status).collect::<Vec<_>>())?;
        return Ok(Ending::Done);
    }
    let rows: Vec<Vec<String>> = views.iter().map(|view| cells(view, now)).collect();
    let head = ["PORTAL", "SESSION", "LISTED", "START URL"];
    out::line(&table::render(&head, &rows, Style::of(&context.environment)))?;
    for problem in problems(&views) {
        out::note(&problem);
    }
    Ok(Ending::Done)
}

/// What is wrong, once each: one keychain is every portal's.
fn problems(views: &[PortalView]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for view in views {
        let Some(problem) = &view.problem else { continue };
        let whose = if keychain_trouble(view).is_some() { String::new() } else { format!("{}: ", view.name) };
        let text = clean(&format!("{whose}{} {}", problem.message, problem.remedy), 500);
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told
}

fn status(view: PortalView) -> Status {
    Status {
        state: state(&view.session),
        until: signed_in_until(&view.session).map(moment),
        expected_end: view.expected_end.map(moment),
        ending: is_ending(&view.session),
        serving: serving(&view),
        listed_at: view.listed_at.map(moment),
        portal: view.name,
        start_url: view.start_url,
        region: view.region,
        local: view.local,
        problem: view.problem,
    }
}

fn cells(view: &PortalView, now: Timestamp) -> Vec<String> {
    let session = match &view.session {
        SessionView::SignedIn { until, ending: true, .. } => {
            format!("signed in, ends in {}", span(until - now.as_second()))
        }
        SessionView::SignedIn { until, .. } | SessionView::Renewing { until } => match view.expected_end {
            Some(end) if end > now.as_second() => {
                format!("signed in, renews by itself for about {}", span(end - now.as_second()))
            }
            Some(_) | None => {
                format!("signed in, renews by itself (now {} left)", span(until - now.as_second()))
            }
        },
        SessionView::SignedOut if keychain_trouble(view).is_some() => "not readable".to_owned(),
        SessionView::SignedOut => "signed out".to_owned(),
        SessionView::AwaitingBrowser | SessionView::AwaitingCode { .. } => "signing in".to_owned(),
        SessionView::Expired => "expired: sign in again".to_owned(),
        SessionView::Rejected => "ended by the portal: sign in again".to_owned(),
    };
    let listed = view.listed_at.map_or_else(|| "never".to_owned(), |at| ago(at, now));
    let local = if view.local { " (local Identity Center)" } else { "" };
    let elsewhere = serving(view).filter(|region| *region != view.region);
    let session = elsewhere.map_or(session.clone(), |region| format!("{session}, through {region}"));
    vec![view.name.clone(), session, listed, format!("{}{local}", view.start_url)]
}

fn is_ending(session: &SessionView) -> bool {
    matches!(session, SessionView::SignedIn { ending: true, .. })
}

fn serving(view: &PortalView) -> Option<String> {
    view.regions.iter().find(|region| region.serving).map(|region| region.name.clone())
}

fn state(session: &SessionView) -> &'static str {
    match session {
        SessionView::SignedOut => "signed_out",
        SessionView::AwaitingBrowser => "awaiting_browser",
        SessionView::AwaitingCode { .. } => "awaiting_code",
        SessionView::SignedIn { .. } => "signed_in",
        SessionView::Renewing { .. } => "renewing",
        SessionView::Expired => "expired",
        SessionView::Rejected => "rejected",
    }
}
