//! The step-ups of a person, which the app and every command see: a small file of Portico's own.
//!
//! Rules: it is changed under its lock and replaced whole, so that whoever reads it needs none; what cannot be understood is no
//! step-up, and the log says so. It holds no secret. One that ends is over for everybody at once, and goes from the file when the
//! credentials of its role are forgotten: whoever is killed in between leaves that to the next look.

use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::StepUp;
use super::step_up::Kept;
use crate::disk::{self, Home, Lock, Stamp};
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::PortalName;

/// Longer than a keychain takes that does not answer: whoever ends a step-up has the lock while its credentials are forgotten.
const PATIENCE: Duration = Duration::from_secs(10);
/// That somebody looked is noted once in so long: by as much a clock that is set back in between can delay an end.
const NOTED: SignedDuration = SignedDuration::from_secs(15);
/// More than anybody steps up to at once.
const MOST: usize = 100;

/// Where the step-ups of a home are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct StepUps {
    path: PathBuf,
    lock: PathBuf,
}

/// Step-ups that end: over for everybody, and in the file until [`Ending::done`]. Nobody else ends or begins one meanwhile.
#[derive(Debug)]
#[must_use]
pub struct Ending {
    kept: StepUps,
    over: Vec<StepUp>,
    rest: Vec<StepUp>,
    _lock: Option<Lock>,
}

impl Ending {
    /// Those that end: the credentials of their roles are to be forgotten.
    #[must_use]
    pub fn over(&self) -> &[StepUp] {
        &self.over
    }

    /// The credentials are forgotten; answered with the step-ups that ended, which nobody else is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn done(self) -> Result<Vec<StepUp>> {
        if !self.over.is_empty() {
            self.kept.write(&self.rest)?;
        }
        Ok(self.over)
    }
}

impl StepUps {
    /// Shared by the processes of `home`.
    #[must_use]
    pub fn of(home: &Home) -> Self {
        Self { path: home.data().join("step-ups.json"), lock: home.lock("step-ups") }
    }

    /// Those that are under way at `now`, the oldest first.
    #[must_use]
    pub fn running(&self, now: Timestamp) -> Vec<StepUp> {
        let mut all = self.read();
        all.retain(|step_up| step_up.running(now));
        all
    }

    /// Whether the one to this role is over and nobody has looked since.
    #[must_use]
    pub fn has_ended(&self, key: &RoleKey, now: Timestamp) -> bool {
        self.read().iter().any(|step_up| step_up.key() == key && step_up.ended(now))
    }

    /// Tells cheaply whether any process may have changed them.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        disk::stamp(&self.path)
    }

    /// Keeps a step-up, in place of one to the same role.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn begin(&self, step_up: StepUp) -> Result<()> {
        let _lock = Lock::acquire(&self.lock, PATIENCE).await?;
        let mut all = self.read();
        all.retain(|other| other.key() != step_up.key());
        all.push(step_up);
        let surplus = all.len().saturating_sub(MOST);
        self.write(&all[surplus..])
    }

    /// Ends the step-up to a role before its time, if there is one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn end(&self, key: &RoleKey) -> Result<Ending> {
        self.ending(|step_up| step_up.key() == key).await
    }

    /// Ends all step-ups of a portal, as a sign-out does.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn end_all(&self, portal: &PortalName) -> Result<Ending> {
        self.ending(|step_up| step_up.key().portal == *portal).await
    }

    /// Ends those whose time is over, and notes that somebody looked. To be called at every tick; it writes only when there is
    /// something to write.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn look(&self, now: Timestamp) -> Result<Ending> {
        let is_due = |step_up: &StepUp| step_up.ended(now) || step_up.unseen(now) >= NOTED;
        if !self.read().iter().any(is_due) {
            return Ok(self.ends(None, (Vec::new(), Vec::new())));
        }
        let lock = Lock::acquire(&self.lock, PATIENCE).await?;
        let noted = self.read().iter().map(|step_up| step_up.noted(now)).collect::<Vec<_>>();
        self.write(&noted)?;
        Ok(self.ends(Some(lock), noted.into_iter().partition(|step_up| step_up.ended(now))))
    }

    async fn ending(&self, is_over: impl Fn(&StepUp) -> bool) -> Result<Ending> {
        let lock = Lock::acquire(&self.lock, PATIENCE).await?;
        let (over, rest): (Vec<_>, Vec<_>) = self.read().into_iter().partition(is_over);
        if !over.is_empty() {
            let left: Vec<StepUp> = over.iter().map(StepUp::over).chain(rest.iter().cloned()).collect();
            self.write(&left)?;
        }
        Ok(self.ends(Some(lock), (over, rest)))
    }

    fn ends(&self, lock: Option<Lock>, (over, rest): (Vec<StepUp>, Vec<StepUp>)) -> Ending {
        Ending { kept: self.clone(), over, rest, _lock: lock }
    }

    fn read(&self) -> Vec<StepUp> {
        let text = match disk::read_text(&self.path) {
            Ok(text) => text.unwrap_or_else(|| "[]".to_owned()),
            Err(error) => {
                tracing::warn!(%error, "the step-ups cannot be read; there are none");
                return Vec::new();
            }
        };
        let kept: Vec<Kept> = match serde_json::from_str(&text) {
            Ok(kept) => kept,
            Err(error) => {
                tracing::warn!(%error, path = %self.path.display(), "the step-ups cannot be understood; there are none");
                return Vec::new();
            }
        };
        let step_ups = kept.into_iter().take(MOST).filter_map(|kept| match StepUp::try_from(kept) {
            Ok(step_up) => Some(step_up),
            Err(error) => {
                tracing::warn!(%error, path = %self.path.display(), "a step-up cannot be understood; it is none");
                None
            }
        });
        step_ups.collect()
    }

    fn write(&self, step_ups: &[StepUp]) -> Result<()> {
        if step_ups.is_empty() {
            return disk::remove(&self.path);
        }
        let kept: Vec<Kept> = step_ups.iter().map(Kept::from).collect();
        disk::write_atomic(&self.path, serde_json::to_string(&kept).unwrap_or_default().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::How;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a time")
    }

    fn step_up(role: &str, from: i64, seconds: i64) -> StepUp {
        let key = RoleKey::parse("work", "111122223333", role).expect("a role");
        let reason = Some("INC-7".parse().expect("a reason"));
        StepUp::begin(key, How::Type, reason, at(from), at(from + seconds))
    }

    fn processes() -> (tempfile::TempDir, [StepUps; 2]) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path()).expect("a home");
        (folder, [StepUps::of(&home), StepUps::of(&home)])
    }

    /// Those that somebody who looks then has ended.
    async fn looked(step_ups: &StepUps, second: i64) -> Vec<StepUp> {
        step_ups.look(at(second)).await.expect("looked").done().expect("written")
    }

    #[tokio::test]
    async fn what_one_process_begins_every_other_one_sees_until_its_end() {
        let (_folder, [app, command]) = processes();
        assert!(app.running(at(0)).is_empty() && app.stamp().is_none());
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        command.begin(step_up("Deploy", 5, 600)).await.expect("kept");
        assert_eq!(app.running(at(10)), [step_up("Admin", 0, 3600), step_up("Deploy", 5, 600)]);
        assert_eq!(command.running(at(700)), [step_up("Admin", 0, 3600)]);
        let over = looked(&command, 700).await;
        assert_eq!(over.iter().map(|it| it.key().role.as_str()).collect::<Vec<_>>(), ["Deploy"]);
        assert!(looked(&app, 700).await.is_empty(), "one of them is told");
        app.begin(step_up("Admin", 800, 60)).await.expect("begun anew");
        assert_eq!(app.running(at(850)).len(), 1);
        let key = step_up("Admin", 0, 1).key().clone();
        let ended = |ending: Result<Ending>| ending.expect("ended").done().expect("written").len();
        assert!(ended(command.end(&key).await) == 1 && app.running(at(850)).is_empty());
        assert!(ended(app.end(&key).await) == 0 && app.stamp().is_none());
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        assert_eq!(ended(app.end_all(&"other".parse().expect("a name")).await), 0);
        assert_eq!(ended(app.end_all(&key.portal).await), 1);
    }

    #[tokio::test]
    async fn one_that_ends_is_over_at_once_and_stays_until_its_credentials_are_forgotten() {
        let (_folder, [app, command]) = processes();
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        let key = step_up("Admin", 0, 1).key().clone();
        let ending = app.end(&key).await.expect("ends");
        assert!(command.running(at(10)).is_empty() && command.has_ended(&key, at(10)));
        // Killed before it had forgotten them.
        drop(ending);
        assert!(command.running(at(10)).is_empty());
        assert_eq!(looked(&command, 10).await.len(), 1, "the next one that looks has it to do");
        assert!(!app.has_ended(&key, at(10)) && looked(&app, 10).await.is_empty());
    }

    #[tokio::test]
    async fn h7_a_clock_that_is_set_back_ends_it_no_later() {
        let (_folder, [app, command]) = processes();
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        assert!(looked(&app, 3000).await.is_empty());
        assert!(looked(&command, -80_000).await.is_empty(), "600 s are left");
        assert_eq!(command.running(at(-79_401)).len(), 1);
        assert!(command.running(at(-79_400)).is_empty() && app.running(at(3000)).is_empty());
        assert_eq!(looked(&app, -79_400).await.len(), 1);
    }

    #[tokio::test]
    async fn what_cannot_be_understood_is_no_step_up_and_goes() {
        let (_folder, [app, command]) = processes();
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        let good = disk::read_text(&app.path).expect("reads").expect("there");
        let [from, until] = [at(0), at(3600)].map(|time| format!("\"{time}\""));
        for bad in [
            good[..good.len() / 2].to_owned(),
            String::new(),
            "{}".to_owned(),
            "[1]".to_owned(),
            "\u{0}\u{0}\u{0}".to_owned(),
            good.replace("111122223333", "../../etc"),
            good.replace("Admin", "a b"),
            good.replace("INC-7", ""),
            good.replace("INC-7", &"x".repeat(300)),
            good.replace(&until, "\"2099-01-01T00:00:00Z\""),
            good.replace(&until, "\"soon\""),
            good.replace(&from, &format!("\"{}\"", at(7200))),
        ] {
            assert_ne!(bad, good);
            disk::write_atomic(&app.path, bad.as_bytes()).expect("written");
            assert!(command.running(at(10)).is_empty(), "{bad}");
        }
        disk::write_atomic(&app.path, b"\xff\xfe half").expect("written");
        assert!(command.running(at(10)).is_empty());
        command.begin(step_up("Deploy", 0, 60)).await.expect("kept over it");
        assert_eq!(app.running(at(10)).len(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(app.path.metadata().expect("there").permissions().mode() & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn a_killed_writer_and_a_held_lock_change_nothing() {
        let (folder, [app, _]) = processes();
        app.begin(step_up("Admin", 0, 3600)).await.expect("kept");
        disk::write_atomic(&folder.path().join(".portico.dead.tmp"), b"[{").expect("left");
        let _held = Lock::try_acquire(&app.lock).expect("a lock").expect("free");
        assert_eq!(app.running(at(10)).len(), 1, "reading waits for nobody");
    }
}
