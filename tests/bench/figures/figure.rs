//! A figure: a name, a number, its bar, and in words what was measured.

use serde_json::{Map, Value, json};

/// Where good begins.
#[derive(Clone, Copy)]
pub(crate) enum Bar {
    AtMost(f64),
    AtLeast(f64),
}

impl Bar {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }

    fn words(self) -> String {
        match self {
            Self::AtMost(most) => format!("<= {most}"),
            Self::AtLeast(least) => format!(">= {least}"),
        }
    }
}

/// One number and what is to be known of it.
#[derive(Clone)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) bar: Bar,
    /// What was divided by what.
    pub(crate) told: String,
    /// The measured numbers behind it, by name and unit.
    pub(crate) measured: Value,
}

impl Figure {
    fn line(&self) -> [String; 5] {
        let met = if self.bar.is_met(self.value) { "met" } else { "MISSED" };
        [self.name.clone(), number(self.value), self.bar.words(), met.to_owned(), self.told.clone()]
    }

    fn json(&self) -> Value {
        json!({
            "value": self.value, "bar": self.bar.words(), "met": self.bar.is_met(self.value),
            "told": self.told, "measured": self.measured,
        })
    }
}

/// All figures, one a line, under their headings.
pub(crate) fn table(figures: &[Figure]) -> String {
    let head = ["figure", "value", "bar", "", "what it is"].map(str::to_owned);
    aligned(std::iter::once(head).chain(figures.iter().map(Figure::line)).collect())
}

/// The same without headings, as they come.
pub(crate) fn lines(figures: &[Figure]) -> String {
    aligned(figures.iter().map(Figure::line).collect())
}

/// One object, a member for each figure.
pub(crate) fn json(figures: &[Figure]) -> Value {
    Value::Object(figures.iter().map(|one| (one.name.clone(), one.json())).collect::<Map<_, _>>())
}

fn aligned(rows: Vec<[String; 5]>) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let line = |[name, value, bar, met, told]: &[String; 5]| {
        let [a, b, c, d] = widths;
        format!("{name:<a$}  {value:>b$}  {bar:<c$}  {met:<d$}  {told}")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Whole numbers as such, others to three places.
fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}
