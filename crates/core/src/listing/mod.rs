//! Listing accounts and roles: asked for at the portal's pace, several at a time, merged into the catalog as they come.
//!
//! Rules: known accounts shrink only after a complete listing; being throttled is waited out and is no error; an account
//! whose roles cannot be listed is left as it was and the others go on; one process lists a portal, the others watch.

mod asker;
mod queue;

use std::time::Duration;

use portico_model::portal::RoleInfo;
use portico_model::{AccountId, Clock};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use crate::catalog::{Batch, Change, Run};
use crate::disk::Lock;
use crate::error::{Code, Error, Result};
use crate::journal::{self, Draft};
use crate::pace::Leave;
use crate::parts::Parts;
use crate::settings::Portal;
use crate::view::Progress;

use asker::{Asker, Page, Pages, What};
pub use queue::Attention;
use queue::Queue;

/// Requests under way at the same time: more would only wait in the portal.
const AT_ONCE: usize = 64;
/// At first fewer, and one more for so many that were answered: whatever is under way when a quota is met is refused.
const FEW_AT_FIRST: usize = 8;
const FOR_ONE_MORE: usize = 8;
/// What arrived is written down when it is so much, or so old.
const BATCH: usize = 100;
const BATCH_AGE: Duration = Duration::from_millis(150);
/// So many accounts one after the other that cannot be listed mean that none can.
const MOST_FAILURES: u32 = 8;
/// A process that watches another one's listing looks this often.
const WATCH: Duration = Duration::from_millis(200);

/// Lists everything `portal` offers into the catalog. `progress` is told after each batch.
///
/// # Errors
/// When the session has ended, the portal cannot be reached, or a part could not be listed; what arrived is kept and
/// nothing is removed.
pub(crate) async fn list(parts: &Parts, portal: &Portal, mut progress: impl FnMut(Progress)) -> Result<()> {
    let begun_at = parts.clock.now();
    let path = parts.home.lock(&format!("list-{}", portal.name));
    let mut has_watched = false;
    let _alone = loop {
        if let Some(lock) = Lock::try_acquire(&path)? {
            break lock;
        }
        has_watched = true;
        let paced = parts.sessions.paces().is_slowed(portal);
        progress(Progress { paced, ..parts.catalog.progress(&portal.name)? });
        tokio::time::sleep(WATCH).await;
    };
    let is_done = |at: jiff::Timestamp| at >= begun_at;
    if has_watched && parts.catalog.listed_at(&portal.name)?.is_some_and(is_done) {
        return Ok(());
    }
    let asker = Asker::new(parts, portal).await?;
    Listing::begin(parts, portal, asker, progress)?.run().await
}

/// A listing under way.
struct Listing<'a, P> {
    parts: &'a Parts,
    asker: Asker,
    progress: P,
    run: Run,
    queue: Queue,
    /// Where the list of accounts goes on; `None` when it is complete, or could not be completed.
    pages: Option<Pages>,
    under_way: JoinSet<Answer>,
    batch: Batch,
    /// When the oldest of the batch arrived.
    since: Instant,
    /// Accounts whose roles are known.
    done: usize,
    failures: u32,
    failure: Option<Error>,
    /// The portal has asked for fewer requests since this began, or shortly before.
    paced: bool,
}

/// What became of something asked for.
enum Answer {
    Accounts(Pages, Result<Page>),
    Roles(AccountId, Result<Vec<RoleInfo>>),
}

impl<'a, P: FnMut(Progress)> Listing<'a, P> {
    fn begin(parts: &'a Parts, portal: &Portal, asker: Asker, progress: P) -> Result<Self> {
        Ok(Self {
            run: parts.catalog.begin(&portal.name, parts.clock.now())?,
            queue: Queue::new(&portal.name, &parts.attention),
            parts,
            asker,
            progress,
            pages: Some(Pages::default()),
            under_way: JoinSet::new(),
            batch: Batch::default(),
            since: Instant::now(),
            done: 0,
            failures: 0,
            failure: None,
            paced: false,
        })
    }

    async fn run(mut self) -> Result<()> {
        let asker = self.asker.clone();
        let mut leave = Box::pin(asker.leave());
        loop {
            let room = AT_ONCE.min(FEW_AT_FIRST + self.done / FOR_ONE_MORE);
            let has_wish = (self.pages.is_some() || !self.queue.is_empty()) && self.under_way.len() < room;
            if !has_wish && self.under_way.is_empty() {
                break;
            }
            tokio::select! {
                granted = &mut leave, if has_wish => {
                    self.ask(granted);
                    leave = Box::pin(asker.leave());
                }
                Some(answer) = self.under_way.join_next() => self.take(answer)?,
                () = asker.throttled(), if !self.paced => self.write()?,
                () = tokio::time::sleep_until(self.since + BATCH_AGE), if !self.batch.is_empty() => self.write()?,
            }
            if self.batch.accounts.len() + self.batch.roles.len() >= BATCH {
                self.write()?;
            }
        }
        self.write()?;
        match self.failure {
            Some(error) => Err(error),
            None => {
                let changes = self.parts.catalog.finish(self.run, self.parts.clock.now())?;
                record(self.parts, &changes);
                Ok(())
            }
        }
    }

    /// Asks for what is wanted most. The next page of accounts comes first: it tells how many there are.
    fn ask(&mut self, leave: Leave) {
        let asker = self.asker.clone();
        if let Some(mut pages) = self.pages.take() {
            self.under_way.spawn(async move {
                let page = asker.page(&What::Accounts, &mut pages, Some(leave)).await;
                Answer::Accounts(pages, page)
            });
        } else if let Some(account) = self.queue.next() {
            self.under_way.spawn(async move {
                let roles = asker.roles(&account, leave).await;
                Answer::Roles(account, roles)
            });
        }
    }

    fn take(&mut self, answer: std::result::Result<Answer, JoinError>) -> Result<()> {
        let answer = answer.map_err(|error| Error::internal(format!("A listing task failed: {error}.")))?;
        if self.batch.is_empty() {
            self.since = Instant::now();
        }
        match answer {
            Answer::Accounts(pages, Ok(page)) => self.accounts(pages, page),
            Answer::Roles(account, Ok(roles)) => {
                self.failures = 0;
                self.done += 1;
                self.batch.roles.push((account, roles));
                Ok(())
            }
            Answer::Accounts(_, Err(error)) | Answer::Roles(_, Err(error)) => self.failed(error),
        }
    }

    fn accounts(&mut self, mut pages: Pages, page: Page) -> Result<()> {
        let mut is_news = false;
        for info in &page.accounts {
            let Ok(account) = info.account_id.parse::<AccountId>() else { continue };
            let known = self.run.known(&account);
            if self.queue.add(account, known) {
                is_news = true;
                self.done += usize::from(known.done);
            }
        }
        self.batch.accounts.extend(page.accounts);
        match pages.turn(page.next, is_news, self.asker.portal()) {
            Ok(true) => self.pages = Some(pages),
            Ok(false) => {}
            Err(error) => self.failed(error)?,
        }
        Ok(())
    }

    /// Goes on with the others, unless there is no sense in it.
    fn failed(&mut self, error: Error) -> Result<()> {
        self.failures += 1;
        let is_of_one = matches!(error.code(), Code::ServerFault | Code::NotIdentityCenter);
        if !is_of_one || self.failures >= MOST_FAILURES {
            self.write()?;
            return Err(error);
        }
        self.failure.get_or_insert(error);
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        if !self.batch.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            let changes = self.parts.catalog.merge(&self.run, &batch, self.parts.clock.now())?;
            record(self.parts, &changes);
        }
        self.paced = self.paced || self.parts.sessions.paces().is_slowed(self.asker.portal());
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (done, total) = (small(self.done), small(self.queue.total()));
        (self.progress)(Progress { done, total, paced: self.paced });
        Ok(())
    }
}

/// Access that was gained or lost is in the journal as soon as it is in the list.
fn record(parts: &Parts, changes: &[Change]) {
    let drafts = changes.iter().map(Draft::from).collect();
    parts.journal.asked_by(journal::Asker::Portico).record_all(drafts);
}
