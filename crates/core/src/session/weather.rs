//! What the processes of one person tell each other about reaching a portal: which of its Regions are down, and not to
//! ask again before a while has passed.
//!
//! Rule: hints only. One small file a portal, written whole; a lost, stale or unreadable one costs a request, never a
//! session.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use portico_model::Region;
use serde::{Deserialize, Serialize};

use crate::disk::{self, Home};
use crate::portal::{Portal, Site};

/// A Region that did not answer is asked last for so long, unless somebody found it well before.
const DOWN_FOR: SignedDuration = SignedDuration::from_mins(1);
/// Callers that no person waits for leave an unreachable portal in peace for so many seconds, doubled each time up to
/// [`LONGEST_PAUSE`]. The first ones are short: a server may take the token of a lost answer once more, but not for long.
const FIRST_PAUSE: i64 = 5;
const LONGEST_PAUSE: i64 = 60;

/// What is known.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Weather {
    /// Regions that did not answer although another did, with the moment (epoch seconds) that was last seen.
    #[serde(default)]
    down: BTreeMap<String, i64>,
    /// Epoch seconds before which background callers do not ask for a renewal.
    #[serde(default)]
    not_before: i64,
    /// The last pause, in seconds; 0 when the portal was reached.
    #[serde(default)]
    pause: i64,
}

impl Weather {
    pub(super) fn read(home: &Home, portal: &Portal) -> Self {
        let text = disk::read_text(&path(home, portal)).ok().flatten().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn write(&self, home: &Home, portal: &Portal) {
        let done = match *self == Self::default() {
            true => disk::remove(&path(home, portal)),
            false => disk::write_atomic(&path(home, portal), &serde_json::to_vec(self).unwrap_or_default()),
        };
        if let Err(error) = done {
            tracing::debug!(%error, "other processes are not told how {} is reached", portal.name);
        }
    }

    /// Changes what is known; nothing is written when nothing changed.
    pub(super) fn update(home: &Home, portal: &Portal, change: impl FnOnce(&mut Self)) {
        let before = Self::read(home, portal);
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            after.write(home, portal);
        }
    }

    /// The Regions in the order to ask them now: those that are down come last.
    pub(super) fn order(&self, portal: &Portal, now: Timestamp) -> Vec<Site> {
        let (well, down): (Vec<_>, Vec<_>) =
            portal.sites().into_iter().partition(|site| !self.is_down(&site.region, now));
        well.into_iter().chain(down).collect()
    }

    pub(super) fn is_down(&self, region: &Region, now: Timestamp) -> bool {
        let since = self.down.get(region.as_str()).copied();
        since.is_some_and(|since| (0..DOWN_FOR.as_secs()).contains(&(now.as_second() - since)))
    }

    /// Whether it did not answer when last asked, however long ago.
    pub(super) fn was_down(&self, region: &Region) -> bool {
        self.down.contains_key(region.as_str())
    }

    pub(super) fn failed(&mut self, region: &Region, now: Timestamp) {
        self.down.insert(region.as_str().to_owned(), now.as_second());
    }

    pub(super) fn answered(&mut self, region: &Region) {
        self.down.remove(region.as_str());
    }

    /// The portal could not be asked for a renewal.
    pub(super) fn pause(&mut self, now: Timestamp) {
        self.pause = (self.pause * 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
        self.not_before = now.as_second() + self.pause;
    }

    pub(super) fn resume(&mut self) {
        (self.not_before, self.pause) = (0, 0);
    }

    /// Whether the portal was reached when it was last asked for a renewal, as far as is known.
    pub(super) fn is_fair(&self) -> bool {
        self.pause == 0
    }

    /// Whether a background caller should not ask yet. A clock that was set back does not pause it for longer.
    pub(super) fn is_paused(&self, now: Timestamp) -> bool {
        (1..=LONGEST_PAUSE).contains(&(self.not_before - now.as_second()))
    }
}

fn path(home: &Home, portal: &Portal) -> PathBuf {
    home.data().join("sessions").join(format!("{}.weather", portal.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_that_are_down_come_last_for_a_minute() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let portal = Portal::parse("work", "https://x.awsapps.com/start", "eu-west-1", None).expect("valid");
        let portal = portal.with_regions(vec!["us-east-1".parse().expect("a Region")]).expect("valid");
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).expect("a time");
        Weather::update(&home, &portal, |weather| weather.failed(&portal.region, at(0)));
        let weather = Weather::read(&home, &portal);
        assert_eq!(weather.order(&portal, at(59))[0].region.as_str(), "us-east-1");
        assert_eq!(weather.order(&portal, at(60))[0].region.as_str(), "eu-west-1");
        assert_eq!(weather.order(&portal, at(-5))[0].region.as_str(), "eu-west-1", "the clock was set back");
        Weather::update(&home, &portal, |weather| weather.answered(&portal.region));
        assert_eq!(Weather::read(&home, &portal), Weather::default());
        assert_eq!(disk::names(&home.data().join("sessions")).expect("a folder"), Vec::<String>::new());
    }

    #[test]
    fn f4_an_unreachable_portal_is_left_in_peace_for_a_moment_and_then_for_a_minute() {
        let mut weather = Weather::default();
        let (mut second, mut asked) = (0, Vec::new());
        while asked.len() < 8 {
            let now = Timestamp::from_second(1_800_000_000 + second).expect("a time");
            if !weather.is_paused(now) {
                weather.pause(now);
                asked.push(second);
            }
            second += 1;
        }
        assert_eq!(asked, [0, 5, 15, 35, 75, 135, 195, 255]);
        assert!(!weather.is_fair());
        weather.resume();
        assert_eq!(weather, Weather::default());
    }

    #[test]
    fn a_spoilt_file_is_no_knowledge() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        let portal = Portal::parse("work", "https://x.awsapps.com/start", "eu-west-1", None).expect("valid");
        disk::write_atomic(&path(&home, &portal), b"{\"down\": 3, \0").expect("written");
        assert_eq!(Weather::read(&home, &portal), Weather::default());
    }
}
