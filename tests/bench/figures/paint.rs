//! From the start of the process to the painted list, beside the same of an empty Tauri app.
//!
//! Painted is what the screen shows, so nobody has to be believed: the X server keeps its picture in a file, and a part
//! of the window, where the list is, is compared with what it will look like in the end. The moment after
//! which no eye sees a change in it any more is the moment it is painted; it is the same part of the screen for both apps. That it
//! is the right picture is known from before: of the app when the page, asked through WebDriver, says that the rows are
//! there. Pictures are compared as an eye does: from run to run, and once more when all is there, WebKit paints some edges a
//! step of 255 lighter. In the measured runs nothing is attached to either app.
//!
//! The runs take turns, after one of each that does not count. WebKit paints without the graphics card that this screen
//! does not have, for both.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use super::figure::{Bar, Figure};
use super::place::{Place, empty_app};
use super::stats;
use crate::support::process::{app, run};
use crate::support::stage::{Group, Stage};

/// Counted starts of each app.
const ROUNDS: usize = 9;
const MOST: f64 = 1.25;
/// How often the picture is looked at; far below what a person or a ratio notices.
const PACE: Duration = Duration::from_millis(2);
/// A picture that does not change for so long is the last one.
const STILL: Duration = Duration::from_secs(3);
/// What takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(40);
/// So many steps of 255 in one colour of one pixel are seen by nobody.
const UNSEEN: u8 = 4;
/// Where the list is, in pixels from the left and the top.
const AREA: Area = Area { x: 200..690, y: 150..600 };
/// Every row of the list has letters on some of these lines.
const LINE_STEP: usize = 4;

struct Area {
    x: std::ops::Range<usize>,
    y: std::ops::Range<usize>,
}

/// How much longer the app takes than the empty one.
pub(crate) async fn compare(name: &str, place: &Place) -> Figure {
    let (stage, screen) = (&place.stage, Screen::of(place));
    point_away(stage).await;
    let (ours, theirs) = (rows(place, &screen).await, last(stage, &screen, &empty_app()));
    assert!(!is_alike(&ours, &theirs), "the two look the same");
    let (mut list, mut empty) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (program, wanted, times) in [(app(), &ours, &mut list), (empty_app(), &theirs, &mut empty)] {
            let took = start(stage, &screen, &program, wanted);
            times.extend((round > 0).then_some(took));
        }
    }
    let (a, b) = (stats::median(&list), stats::median(&empty));
    Figure {
        name: name.to_owned(),
        value: a / b,
        bar: Bar::AtMost(MOST),
        told: format!(
            "{a:.0} ms to the list with {} accounts cached / {b:.0} ms to the empty app's page",
            place.accounts
        ),
        measured: json!({"list_ms": list, "empty_ms": empty}),
    }
}

/// Milliseconds from the start of this program until the screen shows what is wanted and changes no more.
fn start(stage: &Stage, screen: &Screen, program: &Path, wanted: &[u8]) -> f64 {
    screen.until(|look| !is_alike(look, wanted)).expect("the window before is gone");
    let begun = Instant::now();
    let _running = Group::start(command(stage, program));
    let (painted, picture) = screen.still();
    assert!(is_alike(&picture, wanted), "{} does not paint what it painted before", program.display());
    (painted - begun).as_secs_f64() * 1000.0
}

pub(super) fn is_alike(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= UNSEEN)
}

/// A program of ours or the empty one, as both are started.
pub(crate) fn command(stage: &Stage, program: &Path) -> tokio::process::Command {
    let mut command = stage.command(program);
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    command
}

/// The mouse goes where it is in nobody's way.
pub(super) async fn point_away(stage: &Stage) {
    let mut point = stage.command("xdotool");
    point.args(["mousemove", "999", "679"]);
    run(point).await.worked();
}

/// The picture once the page has its rows.
async fn rows(place: &Place, screen: &Screen) -> Vec<u8> {
    let app = place.stage.app().await;
    app.window.find(super::keystroke::ROW).await;
    let (_, picture) = screen.still();
    place.stage.picture(&app.window, "list").await;
    app.window.close().await;
    picture
}

/// The picture of this program once it is still.
fn last(stage: &Stage, screen: &Screen, program: &Path) -> Vec<u8> {
    let before = screen.look();
    let _running = Group::start(command(stage, program));
    screen.until(|look| look != before).expect("it paints");
    screen.still().1
}

/// The picture that the X server keeps in a file: a header as of `xwd`, then lines of four bytes a pixel.
pub(super) struct Screen {
    file: File,
    path: PathBuf,
    start: u64,
    line: u64,
}

impl Screen {
    #[expect(clippy::disallowed_methods, reason = "a benchmark looks at its own screen")]
    pub(super) fn of(place: &Place) -> Self {
        let path = place.film.path().join("Xvfb_screen0");
        let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut header = [0; 100];
        file.read_exact_at(&mut header, 0).expect("a header");
        let word = |number: usize| {
            let bytes = header[4 * number..4 * number + 4].try_into().expect("four bytes");
            u64::from(u32::from_be_bytes(bytes))
        };
        let (size, bits, line, colours) = (word(0), word(11), word(12), word(19));
        assert_eq!(bits, 32, "bits of a pixel in {}", path.display());
        Self { file, path, start: size + 12 * colours, line }
    }

    /// What is in [`AREA`] now.
    fn look(&self) -> Vec<u8> {
        let (lines, width) = (AREA.y.step_by(LINE_STEP), 4 * AREA.x.len());
        let mut picture = vec![0; lines.len() * width];
        for (y, line) in AREA.y.step_by(LINE_STEP).zip(picture.chunks_exact_mut(width)) {
            let at = self.start + self.line * y as u64 + 4 * AREA.x.start as u64;
            self.file
                .read_exact_at(line, at)
                .unwrap_or_else(|error| panic!("{}: {error}", self.path.display()));
        }
        picture
    }

    /// When the picture is first as wanted; `None` when that takes too long.
    pub(super) fn until(&self, wanted: impl Fn(&[u8]) -> bool) -> Option<Instant> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let picture = self.look();
            let now = Instant::now();
            if wanted(&picture) {
                return Some(now);
            }
            std::thread::sleep(PACE);
        }
        None
    }

    /// The picture that has not changed at all for [`STILL`], and since when an eye sees it.
    pub(super) fn still(&self) -> (Instant, Vec<u8>) {
        let mut film = vec![(Instant::now(), self.look())];
        while film.last().is_some_and(|(since, _)| since.elapsed() < STILL) {
            std::thread::sleep(PACE);
            let next = self.look();
            if film.last().is_none_or(|(_, picture)| *picture != next) {
                film.push((Instant::now(), next));
            }
        }
        let (mut seen, last) = film.pop().expect("one picture at least");
        while let Some((since, _)) = film.pop_if(|(_, picture)| is_alike(picture, &last)) {
            seen = since;
        }
        (seen, last)
    }
}
