//! Which figures there are, in which order they are measured, and how they are told.

mod export;
mod figure;
mod helper;
mod keystroke;
mod listing;
mod memory;
mod paint;
mod place;
mod plot;
mod rival;
mod scroll;
mod search;
mod shown;
mod stats;
mod sync;
mod typed;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

use tokio::task::LocalSet;

use figure::Figure;
use place::Place;
use search::Typed;
use sync::Synced;

/// Sizes of companies for the plots.
const SIZES: [usize; 5] = [100, 300, 1_000, 3_000, 10_000];
/// The largest one, which the figures about a cache are about.
const LARGE: usize = 10_000;

/// What can be measured by itself: its name, and whether it is so slow that it must be asked for.
const SUBJECTS: [(&str, bool); 11] = [
    ("sync_1000", false),
    ("sync_10000", true),
    ("sync_unthrottled", false),
    ("search_p99_ms", false),
    ("export_10000_ms", false),
    ("helper_vs_aws_cli", false),
    ("helpers_at_once_ms", false),
    ("first_paint_vs_empty", false),
    ("reopen_ms", false),
    ("scroll_frames", false),
    ("idle_pss_vs_empty", false),
];

/// What the person asked for.
#[derive(Default)]
struct Wish {
    json: bool,
    full: bool,
    only: Vec<String>,
    plots: Option<PathBuf>,
}

impl Wish {
    fn of(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wish = Self::default();
        let mut rest = arguments;
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--json" => wish.json = true,
                "--full" => wish.full = true,
                "--only" => wish.only.push(value()?),
                "--plots" => wish.plots = Some(value()?.into()),
                // Cargo's own word for every benchmark.
                "--bench" => {}
                other => return Err(format!("`{other}` is not an option of the benchmark")),
            }
        }
        let is_known = |name: &String| SUBJECTS.iter().any(|(known, _)| known == name);
        match wish.only.iter().find(|name| !is_known(name)) {
            Some(name) => Err(format!("there is no figure `{name}`; there are {}", names().join(", "))),
            None => Ok(wish),
        }
    }

    fn wants(&self, name: &str, is_slow: bool) -> bool {
        if self.only.is_empty() { self.full || !is_slow } else { self.only.iter().any(|one| one == name) }
    }
}

fn names() -> Vec<&'static str> {
    SUBJECTS.iter().map(|(name, _)| *name).collect()
}

/// Measures what is wanted and tells it.
pub(crate) async fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    let wish = match Wish::of(arguments) {
        Ok(wish) => wish,
        Err(problem) => {
            eprintln!("bench: {problem}");
            return ExitCode::FAILURE;
        }
    };
    LocalSet::new().run_until(measure(wish)).await
}

async fn measure(wish: Wish) -> ExitCode {
    let (mut bench, mut figures, mut failed) = (Bench::default(), Vec::new(), Vec::new());
    for (name, is_slow) in SUBJECTS {
        if !wish.wants(name, is_slow) {
            continue;
        }
        eprintln!("bench: {name} …");
        let begun = Instant::now();
        // A subject that cannot be measured ends with a panic, and the others go on without it.
        match tokio::task::spawn_local(bench.clone().subject(name)).await {
            Ok((kept, found)) => {
                bench = kept;
                eprintln!("{}\n       in {:.0} s", figure::lines(&found), begun.elapsed().as_secs_f64());
                figures.extend(found);
            }
            Err(_) => failed.push(name),
        }
    }
    if let Some(folder) = &wish.plots {
        let drawn = tokio::task::spawn_local(bench.plots(wish.full, folder.clone())).await;
        failed.extend(drawn.is_err().then_some("plots"));
    }
    println!("{}", figure::table(&figures));
    for name in &failed {
        println!("{name}: could not be measured; what went wrong is told above.");
    }
    if wish.json {
        println!("{}", figure::json(&figures));
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What was measured or made already, by the number of accounts.
#[derive(Clone, Default)]
struct Bench {
    places: BTreeMap<usize, Rc<Place>>,
    synced: BTreeMap<usize, Synced>,
    typed: BTreeMap<usize, Typed>,
}

impl Bench {
    async fn subject(mut self, name: &'static str) -> (Self, Vec<Figure>) {
        let found = match name {
            "sync_1000" => self.synced(1_000).await.figures(name),
            "sync_10000" => self.synced(10_000).await.figures(name),
            "sync_unthrottled" => vec![rival::compare(name).await],
            "helper_vs_aws_cli" => helper::compare(name).await,
            "helpers_at_once_ms" => vec![helper::at_once(name).await],
            "search_p99_ms" => self.typed(LARGE).await.figures(name),
            "export_10000_ms" => vec![export::figure(name)],
            "first_paint_vs_empty" => vec![paint::compare(name, &*self.place(LARGE).await).await],
            "reopen_ms" => shown::figures(&*self.place(LARGE).await).await,
            "scroll_frames" => scroll::frames(name, &*self.place(LARGE).await).await,
            "idle_pss_vs_empty" => memory::compare(name, &*self.place(LARGE).await).await,
            other => unreachable!("{other} is no figure"),
        };
        (self, found)
    }

    async fn place(&mut self, accounts: usize) -> Rc<Place> {
        if let Some(place) = self.places.get(&accounts) {
            return Rc::clone(place);
        }
        let place = Rc::new(Place::furnish(accounts).await);
        self.places.insert(accounts, Rc::clone(&place));
        place
    }

    async fn synced(&mut self, accounts: usize) -> Synced {
        if let Some(synced) = self.synced.get(&accounts) {
            return synced.clone();
        }
        let synced = sync::throttled(accounts).await;
        self.synced.insert(accounts, synced.clone());
        synced
    }

    async fn typed(&mut self, accounts: usize) -> Typed {
        if let Some(typed) = self.typed.get(&accounts) {
            return typed.clone();
        }
        let typed = search::typed(&*self.place(accounts).await).await;
        self.typed.insert(accounts, typed.clone());
        typed
    }

    /// Everything that is plotted, at every size.
    async fn plots(mut self, full: bool, folder: PathBuf) {
        for size in SIZES {
            eprintln!("bench: plots, {size} accounts …");
            if full || size < LARGE {
                self.synced(size).await;
            }
            self.typed(size).await;
            if size < LARGE {
                self.places.remove(&size);
            }
        }
        plot::draw(&folder, &self.synced, &self.typed);
    }
}
