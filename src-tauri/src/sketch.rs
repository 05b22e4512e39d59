//! The quick picker as it is drawn until its page is: the frame, the field, and in it what was typed. Rule: it looks as the page will,
//! so that nobody sees the one become the other.

use gtk::cairo::{self, Context, LineCap};
use gtk::pango::{AttrColor, AttrList, FontDescription, SCALE};
use gtk::prelude::WidgetExt as _;
use portico_core::text::clean;

/// Of the page's tokens.css, by the same names: `#rrggbb` as a number.
struct Colours {
    surface: u32,
    line: u32,
    text: u32,
    accent: u32,
}

const LIGHT: Colours = Colours { surface: 0xff_ffff, line: 0xe4_e4df, text: 0x1d_1d1b, accent: 0x26_55d8 };
const DARK: Colours = Colours { surface: 0x1d_1d1f, line: 0x2e_2e32, text: 0xec_ecea, accent: 0x7a_a2ff };

/// Lengths of Picker.svelte, in pixels: the end of the field, what is beside it, the picture in it and the gap after that, and its letters.
const FIELD: f64 = 52.0;
const BESIDE: f64 = 17.0;
const PICTURE: f64 = 16.0;
const GAP: f64 = 10.0;
const LETTERS: i32 = 17;
/// The most characters that are drawn: more than the field has room for. What was copied may be anything.
const MOST: usize = 100;

/// Draws it into the whole of a widget.
///
/// # Errors
/// When there is nothing to draw with.
pub(crate) fn draw(
    widget: &impl gtk::glib::IsA<gtk::Widget>,
    pen: &Context,
    is_dark: bool,
    typed: &str,
) -> Result<(), cairo::Error> {
    let colours = if is_dark { DARK } else { LIGHT };
    let (width, height) = (f64::from(widget.allocated_width()), f64::from(widget.allocated_height()));
    dip(pen, colours.surface);
    pen.paint()?;
    dip(pen, colours.line);
    pen.rectangle(0.0, FIELD, width, 1.0);
    pen.fill()?;
    dip(pen, colours.accent);
    pen.set_line_width(1.0);
    pen.rectangle(0.5, 0.5, width - 1.0, height - 1.0);
    pen.stroke()?;

    dip(pen, colours.text);
    let middle = f64::midpoint(1.0, FIELD);
    glass(pen, BESIDE, middle - PICTURE / 2.0)?;
    let layout = widget.create_pango_layout(Some(&line(typed)));
    let mut font = FontDescription::new();
    font.set_absolute_size(f64::from(LETTERS * SCALE));
    layout.set_font_description(Some(&font));
    let ink = AttrList::new();
    let [red, green, blue] = parts(colours.text).map(|part| u16::from(part) * 257);
    ink.insert(AttrColor::new_foreground(red, green, blue));
    layout.set_attributes(Some(&ink));
    let (long, high) = layout.pixel_size();
    let left = BESIDE + PICTURE + GAP;
    let top = (middle - f64::from(high) / 2.0).round();
    pen.rectangle(left, 1.0, width - left - BESIDE, FIELD - 1.0);
    pen.clip();
    gtk::render_layout(&widget.style_context(), pen, left, top, &layout);
    pen.rectangle(left + f64::from(long), top, 1.0, f64::from(high));
    pen.fill()
}

/// What was typed or copied as one line without anything that Pango, which is written in C, could take amiss.
fn line(typed: &str) -> String {
    clean(typed, MOST)
}

/// The magnifying glass of icons.ts.
fn glass(pen: &Context, left: f64, top: f64) -> Result<(), cairo::Error> {
    pen.set_line_width(1.4);
    pen.set_line_cap(LineCap::Round);
    pen.arc(left + 7.0, top + 7.0, 4.5, 0.0, std::f64::consts::TAU);
    pen.stroke()?;
    pen.move_to(left + 10.4, top + 10.4);
    pen.line_to(left + 13.5, top + 13.5);
    pen.stroke()
}

fn dip(pen: &Context, colour: u32) {
    let [red, green, blue] = parts(colour).map(|part| f64::from(part) / 255.0);
    pen.set_source_rgb(red, green, blue);
}

fn parts(colour: u32) -> [u8; 3] {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d2_what_was_copied_is_sketched_as_one_harmless_line() {
        assert_eq!(line("prod\n\0\u{202e}live"), "prod\u{fffd}\u{fffd}\u{fffd}live");
        assert_eq!(line(&"x".repeat(100_000)).chars().count(), MOST + 1);
    }

    #[test]
    fn its_colours_are_those_of_the_page() {
        let page = include_str!("../../ui/src/styles/tokens.css");
        let (light, dark) = page.split_once("[data-theme='dark']").expect("two themes");
        for (css, Colours { surface, line, text, accent }) in [(light, LIGHT), (dark, DARK)] {
            for (name, colour) in [("surface", surface), ("line", line), ("text", text), ("accent", accent)] {
                assert!(css.contains(&format!("--{name}: #{colour:06x};")), "{name} is no #{colour:06x}");
            }
        }
    }
}
