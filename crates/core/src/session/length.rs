//! How long sessions of a portal last: learnt from those before, because no answer of the portal tells.
//!
//! Rule: a guess, only ever shown; nothing is renewed, refused or ended because of it.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::disk::{self, Home};
use crate::portal::Portal;

/// AWS lets administrators choose from 15 minutes to 90 days; anything else was a clock that was set.
const POSSIBLE: std::ops::RangeInclusive<i64> = 60..=91 * 24 * 3600;

/// The lengths, in one small file a portal.
pub(super) struct Lengths;

impl Lengths {
    /// A session that began at `signed_in` was over at `end` (epoch seconds).
    pub(super) fn learn(home: &Home, portal: &Portal, signed_in: i64, end: i64) {
        let length = end.saturating_sub(signed_in);
        if signed_in > 0
            && POSSIBLE.contains(&length)
            && let Err(error) = disk::write_atomic(&path(home, portal), length.to_string().as_bytes())
        {
            tracing::debug!(%error, "how long sessions of {} last is not remembered", portal.name);
        }
    }

    /// When a session that began at `signed_in` will probably be over.
    pub(super) fn expected(home: &Home, portal: &Portal, signed_in: Timestamp) -> Option<Timestamp> {
        let text = disk::read_text(&path(home, portal)).ok().flatten()?;
        let length = text.trim().parse().ok().filter(|length| POSSIBLE.contains(length))?;
        Timestamp::from_second(signed_in.as_second() + length).ok()
    }
}

fn path(home: &Home, portal: &Portal) -> PathBuf {
    home.data().join("sessions").join(format!("{}.length", portal.name))
}
