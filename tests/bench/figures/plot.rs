//! Plots of figures against the number of accounts, as SVG that is read on light and on dark ground.
//!
//! Rule: nothing is fetched and nothing is run by the picture; its colours follow the reader's.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::search::Typed;
use super::stats;
use super::sync::Synced;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 380.0;
/// The frame: left, top, right, bottom.
const FRAME: [f64; 4] = [64.0, 60.0, 690.0, 300.0];

const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#3d4450}.title{font-size:15px;font-weight:600;fill:#14181f}\
    .grid{stroke:#d9dde3}.axis{stroke:#8a929e}.l0{stroke:#0a62c9}.l1{stroke:#b3470b}.l2{stroke:#5d6673;stroke-dasharray:5 4}\
    .d0{fill:#0a62c9}.d1{fill:#b3470b}.d2{fill:none}.line{fill:none;stroke-width:2}.ground{fill:#fff}\
    @media(prefers-color-scheme:dark){text{fill:#b4bcc8}.title{fill:#eef1f5}.grid{stroke:#2f353e}.axis{stroke:#76808d}\
    .l0{stroke:#6cb0ff}.l1{stroke:#ff9f61}.l2{stroke:#98a2b0}.d0{fill:#6cb0ff}.d1{fill:#ff9f61}.ground{fill:#0d1117}}";

/// A line of a plot: what it is, and its points from left to right.
struct Line {
    name: String,
    points: Vec<(f64, f64)>,
}

struct Plot {
    title: &'static str,
    /// What is upwards.
    up: &'static str,
    /// At most three; the last one may be a bar, which has no dots.
    lines: Vec<Line>,
}

/// Writes every plot into the folder.
pub(crate) fn draw(folder: &Path, synced: &BTreeMap<usize, Synced>, typed: &BTreeMap<usize, Typed>) {
    let plots = [("sync.svg", sync(synced)), ("search.svg", search(typed))];
    for (name, plot) in plots {
        write(&folder.join(name), &plot.svg());
    }
}

fn sync(synced: &BTreeMap<usize, Synced>) -> Plot {
    let line = |name: &str, value: fn(&Synced) -> f64| Line {
        name: name.to_owned(),
        points: synced.iter().map(|(size, one)| (*size as f64, value(one))).collect(),
    };
    Plot {
        title: "Listing every account and its five roles, 20 requests a second allowed",
        up: "seconds",
        lines: vec![
            line("Portico, from a cold start to the last row", |one| one.seconds),
            Line { name: String::new(), points: Vec::new() },
            line("what the needed requests take at 20 a second", Synced::least),
        ],
    }
}

fn search(typed: &BTreeMap<usize, Typed>) -> Plot {
    let line = |name: &str, value: fn(&Typed) -> f64| Line {
        name: name.to_owned(),
        points: typed.iter().map(|(size, one)| (*size as f64, value(one))).collect(),
    };
    Plot {
        title: "A keystroke in the search: 99 of 100 take less than this, eight roles an account",
        up: "milliseconds",
        lines: vec![
            line("in the engine", |one| stats::percentile(&one.engine, 99)),
            line("from key to painted frame", |one| stats::percentile(&one.painted, 99)),
            line("the bar of the engine", |_| 8.0),
        ],
    }
}

impl Plot {
    fn svg(&self) -> String {
        let all = || self.lines.iter().flat_map(|line| &line.points);
        let axis = |pick: fn(&(f64, f64)) -> f64| Axis::over(all().map(pick));
        let (across, upwards) = (axis(|point| point.0), axis(|point| point.1));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             aria-label=\"{0}\">\n<style>{STYLE}</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n\
             <text class=\"title\" x=\"16\" y=\"26\">{0}</text>\n<text x=\"16\" y=\"46\">{1}</text>\n",
            self.title, self.up
        );
        let [left, top, right, bottom] = FRAME;
        for mark in upwards.marks() {
            let y = upwards.place(mark, bottom, top);
            put(&mut out, format_args!("<path class=\"grid\" d=\"M{left} {y:.1}H{right}\"/>"));
            put(
                &mut out,
                format_args!(
                    "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                    left - 8.0,
                    y + 4.0,
                    told(mark)
                ),
            );
        }
        for mark in across.marks() {
            let x = across.place(mark, left, right);
            put(
                &mut out,
                format_args!(
                    "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                    bottom + 20.0,
                    told(mark)
                ),
            );
        }
        put(&mut out, format_args!("<path class=\"axis\" d=\"M{left} {bottom}H{right}\"/>"));
        put(
            &mut out,
            format_args!(
                "<text x=\"{right}\" y=\"{:.1}\" text-anchor=\"end\">accounts</text>",
                bottom + 38.0
            ),
        );
        self.put_lines(&mut out, &across, &upwards);
        out.push_str("</svg>\n");
        out
    }

    fn put_lines(&self, out: &mut String, across: &Axis, upwards: &Axis) {
        let [left, top, right, bottom] = FRAME;
        let mut key = left;
        for (number, line) in self.lines.iter().enumerate().filter(|(_, line)| !line.points.is_empty()) {
            let places = line
                .points
                .iter()
                .map(|(x, y)| (across.place(*x, left, right), upwards.place(*y, bottom, top)));
            let path: Vec<String> = places.clone().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
            put(out, format_args!("<path class=\"line l{number}\" d=\"M{}\"/>", path.join("L")));
            for (x, y) in places {
                put(out, format_args!("<circle class=\"d{number}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>"));
            }
            let y = HEIGHT - 16.0;
            put(out, format_args!("<path class=\"line l{number}\" d=\"M{key:.1} {:.1}h22\"/>", y - 4.0));
            put(out, format_args!("<text x=\"{:.1}\" y=\"{y:.1}\">{}</text>", key + 28.0, line.name));
            key += 52.0 + 6.2 * line.name.len() as f64;
        }
    }
}

/// A logarithmic axis over one or more decades.
struct Axis {
    least: f64,
    most: f64,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.map(|value| value.max(0.01).log10()).collect();
        let (least, most) = (stats::percentile(&values, 0), stats::percentile(&values, 100));
        let (least, most) = (least.floor(), most.ceil());
        Self { least, most: if most > least { most } else { least + 1.0 } }
    }

    fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        from + (to - from) * (value.max(0.01).log10() - self.least) / (self.most - self.least)
    }

    /// One and three of every decade.
    fn marks(&self) -> impl Iterator<Item = f64> {
        let (from, to) = (self.least as i32, self.most as i32);
        let (least, most) = (self.least, self.most);
        let all = (from..=to).flat_map(|decade| [1.0, 3.0].map(|step| step * 10_f64.powi(decade)));
        all.filter(move |mark| (least..=most + 1e-9).contains(&mark.log10()))
    }
}

/// A number on an axis.
fn told(mark: f64) -> String {
    if mark >= 1000.0 {
        format!("{},{:03}", mark as u64 / 1000, mark as u64 % 1000)
    } else if mark >= 1.0 {
        format!("{mark:.0}")
    } else {
        format!("{mark:.2}").trim_end_matches('0').to_owned()
    }
}

fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(out, "{line}").expect("text has room");
}

#[expect(clippy::disallowed_methods, reason = "a benchmark writes its own pictures")]
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    eprintln!("bench: {}", path.display());
}
