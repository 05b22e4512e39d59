//! Profiles: one for a role that a person looks at, or all that shall be in step.
//!
//! Rule: both are one mechanism, so that the name proposed for a role is the one that a sync would give it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use portico_model::Clock;

use crate::catalog::AccountEntry;
use crate::disk;
use crate::engine::live::Answer;
use crate::engine::work::{Outcome, Worker};
use crate::engine::{Cause, Parts, ProfileRequest, ProfilesTask, Reply, SyncRequest};
use crate::error::{Code, Error, Result};
use crate::journal::{Asker, Draft, Kind};
use crate::profiles::{
    self, AwsFiles, Change, Helper, Known, Plan, ProfileForm, ProfileName, Report, Role, Source, Synced,
    Wanted, Which, Wish,
};
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName, ProfileSettings, Settings};
use crate::view::{Ask, PlanView};

/// The files of profiles as last looked at.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Sight {
    /// See [`AwsFiles::stamps`].
    stamps: [Option<disk::Stamp>; 2],
    /// Grows whenever it was found changed.
    pub(super) version: u32,
    /// How many profiles Portico keeps.
    pub(super) count: u32,
    /// How many of them something else has edited.
    pub(super) edited: u32,
}

impl Worker {
    /// Counts the profiles and those that something else edited, if a file is another than when last looked at.
    pub(super) fn look_at_profiles(&self, last: Sight) {
        let worker = self.clone();
        tokio::task::spawn_blocking(move || {
            let Ok(files) = AwsFiles::of(&worker.parts.environment) else { return };
            let stamps = files.stamps();
            if stamps == last.stamps {
                return;
            }
            // A file that cannot be understood is told of when somebody wants to write it.
            let entries = profiles::list(&files).unwrap_or_default();
            let keys = profiles::list_keys(&files).unwrap_or_default();
            let edited = small(entries.iter().filter(|entry| entry.edited).count());
            let count = small(entries.len() + keys.len());
            worker.report(Outcome::ProfilesSeen(Sight { stamps, version: last.version + 1, count, edited }));
        });
    }

    /// Plans a profile and, when `write` says so, writes it. Files may be slow, so both happen beside the runtime.
    pub(super) async fn plan(
        &self,
        portal: &Portal,
        request: ProfileRequest,
        write: bool,
    ) -> Result<PlanView> {
        if request.form == ProfileForm::Keys {
            return self.plan_keys(portal, request, write).await;
        }
        let (parts, portal) = (self.parts.clone(), portal.clone());
        beside(move || {
            let files = AwsFiles::of(&parts.environment)?;
            let form = request.form;
            let wish = wish(&parts, &files, portal, request)?;
            let profile = wish.profile.to_string();
            let written = Draft::of_role(Kind::ProfileWritten, &wish.key);
            let written = written.with("profile", &profile).with("form", form);
            let plan = profiles::plan(&files, Change::of(wish))?;
            if write {
                profiles::apply(&parts.home, &files, &plan, parts.clock.now())?;
                parts.journal.record(written);
            }
            Ok(PlanView { path: plan.path(), diff: plan.diff(), profile })
        })
        .await
    }

    /// The same for keys, which are asked for only when they are written.
    async fn plan_keys(&self, portal: &Portal, request: ProfileRequest, write: bool) -> Result<PlanView> {
        let ProfileRequest { key, name, region, .. } = request;
        let keys = match write {
            true => Some(self.parts.sessions.credentials(portal, &key).await?),
            false => None,
        };
        let parts = self.parts.clone();
        beside(move || {
            let files = AwsFiles::of(&parts.environment)?;
            let profile = match name {
                Some(name) => name,
                None => proposed(&parts, &files, &key)?.with("-keys"),
            };
            let written = Draft::of_role(Kind::ProfileWritten, &key).with("profile", &profile);
            let written =
                written.with("form", ProfileForm::Keys).until(keys.as_ref().map(|keys| keys.expires));
            let plan = profiles::plan_keys(&files, profile.clone(), key, region, keys)?;
            if write {
                profiles::apply(&parts.home, &files, &plan, parts.clock.now())?;
                parts.journal.record(written);
            }
            Ok(PlanView { path: plan.path(), diff: plan.diff(), profile: profile.to_string() })
        })
        .await
    }

    /// Does what is asked about many profiles.
    pub(super) fn profiles(&self, task: ProfilesTask, answer: Answer) {
        let worker = self.clone();
        tokio::spawn(async move {
            let done = worker.do_with_profiles(task).await;
            let done = done.map(|(report, is_written)| {
                let cause = is_written.then_some(Cause::ProfilesWritten);
                (Reply::Profiles(Box::new(report)), cause)
            });
            worker.report(Outcome::Did(done, answer));
        });
    }

    /// What is to be remembered is kept once the profiles are written.
    async fn do_with_profiles(&self, task: ProfilesTask) -> Result<(Report, bool)> {
        let remembered = match &task {
            ProfilesTask::Sync(request) if request.remember => {
                Some(request.remembered(ProfileSettings::load(&self.parts.home)?))
            }
            ProfilesTask::Sync(_)
            | ProfilesTask::Plan(_)
            | ProfilesTask::PlanRemoval(_)
            | ProfilesTask::Remove(_)
            | ProfilesTask::PlanUndo
            | ProfilesTask::Undo
            | ProfilesTask::Restore(_) => None,
        };
        let parts = self.parts.clone();
        let done = beside(move || run(&parts, task)).await?;
        if let Some(settings) = remembered {
            settings.save(&self.parts.home).await?;
        }
        Ok(done)
    }
}

impl Parts {
    /// Takes keys out of the credentials file when it is time for some.
    pub(super) async fn withdraw_keys(&self, which: Which) {
        let parts = self.clone();
        let gone = beside(move || {
            let files = AwsFiles::of(&parts.environment)?;
            let gone = profiles::withdraw(&parts.home, &files, &which, parts.clock.now())?;
            parts.journal.asked_by(Asker::Portico).record_all(Draft::withdrawn(&gone, &which));
            Ok(gone)
        });
        match gone.await {
            Ok(gone) if gone.is_empty() => {}
            Ok(gone) => tracing::info!(?gone, "keys were taken out of the credentials file"),
            Err(error) => tracing::warn!(%error, "keys could not be taken out of the credentials file"),
        }
    }
}

pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(super) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::internal(format!("Writing the profiles failed: {error}.")))?
}

/// Gives the report, and whether anything was written.
fn run(parts: &Parts, task: ProfilesTask) -> Result<(Report, bool)> {
    let files = AwsFiles::of(&parts.environment)?;
    let (plan, synced, write) = match task {
        ProfilesTask::Plan(request) => planned(parts, &files, &request, false)?,
        ProfilesTask::Sync(request) => planned(parts, &files, &request, true)?,
        ProfilesTask::PlanRemoval(names) => (removal(&files, names)?, Synced::default(), false),
        ProfilesTask::Remove(names) => (removal(&files, names)?, Synced::default(), true),
        ProfilesTask::PlanUndo => (profiles::plan_undo(&parts.home, &files)?, Synced::default(), false),
        ProfilesTask::Undo => (profiles::plan_undo(&parts.home, &files)?, Synced::default(), true),
        ProfilesTask::Restore(names) => (restoration(parts, &files, &names)?, Synced::default(), true),
    };
    let report = Report::of(&plan).leaving(&synced);
    let write = write && !plan.is_empty();
    if write {
        profiles::apply(&parts.home, &files, &plan, parts.clock.now())?;
        parts.journal.record_all(plan.steps().iter().filter_map(Draft::of_step).collect());
    }
    Ok((report, write))
}

fn planned(
    parts: &Parts,
    files: &AwsFiles,
    request: &SyncRequest,
    write: bool,
) -> Result<(Plan, Synced, bool)> {
    let mut synced = work_out(parts, files, request)?;
    let plan = profiles::plan(files, std::mem::take(&mut synced.change))?;
    Ok((plan, synced, write))
}

/// What a sync does to profiles of these names that are there, each in the form that it has.
fn restoration(parts: &Parts, files: &AwsFiles, names: &[ProfileName]) -> Result<Plan> {
    // Of all roles, whatever the settings choose.
    let (form, query, favourites) = (Some(ProfileForm::default()), Some(String::new()), Some(false));
    let request = SyncRequest { form, query, favourites, ..SyncRequest::default() };
    let wishes = work_out(parts, files, &request)?.change.put;
    let forms: BTreeMap<ProfileName, ProfileForm> =
        profiles::list(files)?.into_iter().map(|entry| (entry.profile, entry.form)).collect();
    let (helper, mut change) = (helper(parts), Change::default());
    for wish in wishes.into_iter().filter(|wish| names.contains(&wish.profile)) {
        if let Some(form) = forms.get(&wish.profile) {
            change.put.push(wish.in_form(*form, &helper)?);
        }
    }
    profiles::plan(files, change)
}

fn removal(files: &AwsFiles, names: Vec<ProfileName>) -> Result<Plan> {
    let keys = profiles::list_keys(files)?;
    if let Some(name) = names.iter().find(|name| keys.iter().any(|keys| keys.entry.profile == **name)) {
        if names.len() == 1 {
            return profiles::plan_keys_removal(files, name.clone());
        }
        return Err(Error::invalid(
            format!("{name} is in the credentials file, and the others are not."),
            format!("Remove it by itself: portico profiles remove {name}"),
        ));
    }
    let there = profiles::list(files)?;
    if let Some(unknown) = names.iter().find(|name| !there.iter().any(|entry| entry.profile == **name)) {
        return Err(Error::new(
            Code::NotFound,
            format!("Portico has written no profile called {unknown}."),
            "List those it has written: portico profiles list",
        ));
    }
    profiles::plan(files, Change { put: Vec::new(), remove: names })
}

fn work_out(parts: &Parts, files: &AwsFiles, request: &SyncRequest) -> Result<Synced> {
    let portals = Settings::load(&parts.home)?.portals;
    let settings = ProfileSettings::load(&parts.home)?;
    let accounts = parts.catalog.entries(None)?;
    let roles = profiles::roles(&accounts, |account| is_local(&portals, &account.portal));
    let template = request.template.as_ref().unwrap_or(&settings.template);
    let known =
        Known { portals: &portals, roles: &roles, listed: parts.catalog.listed()?, helper: helper(parts) };
    let wanted = Wanted {
        chosen: chosen(parts, &roles, request, &settings)?,
        portal: request.portal.clone(),
        template,
        form: request.form.unwrap_or(settings.form),
        region: request.region.clone(),
        usual_region: settings.region.clone(),
        chains: &settings.chains,
        prune: request.prune,
        default: request.default.clone(),
    };
    profiles::sync(files, &known, &wanted)
}

/// The roles of a narrower choice than all.
fn chosen(
    parts: &Parts,
    roles: &[Role<'_>],
    request: &SyncRequest,
    settings: &ProfileSettings,
) -> Result<Option<BTreeSet<RoleKey>>> {
    let query = request.query.as_ref().or(settings.query.as_ref()).filter(|query| !query.trim().is_empty());
    let favourites = request.favourites.unwrap_or(settings.favourites);
    let mut chosen: Option<BTreeSet<RoleKey>> = None;
    if let Some(query) = query {
        let rows = parts.catalog.listing(&Ask::all(query), &|_| None)?.rows;
        let mut found = BTreeSet::new();
        for row in &rows {
            for role in &row.roles {
                found.insert(RoleKey::parse(&row.portal, &row.account, &role.role)?);
            }
        }
        chosen = Some(found);
    }
    if favourites {
        let starred = roles.iter().filter(|role| role.account.starred).map(Role::key);
        let matches = |key: &RoleKey| chosen.as_ref().is_none_or(|chosen| chosen.contains(key));
        chosen = Some(starred.filter(matches).collect());
    }
    Ok(chosen)
}

pub(super) fn is_local(portals: &[Portal], name: &PortalName) -> bool {
    portals.iter().any(|portal| portal.name == *name && portal.is_local())
}

fn helper(parts: &Parts) -> Arc<Helper> {
    Arc::new(Helper { binary: parts.helper.clone(), home: parts.home.root().map(Path::to_owned) })
}

fn wish(parts: &Parts, files: &AwsFiles, portal: Portal, request: ProfileRequest) -> Result<Wish> {
    let ProfileRequest { key, name, form, region } = request;
    let profile = match name {
        Some(name) => name,
        None => proposed(parts, files, &key)?,
    };
    let source = Source::of(form, &helper(parts))?;
    Ok(Wish { profile, key, portal: Arc::new(portal), region, source, synced: false })
}

/// The name a role would be given; one that is not listed (any more) is named as if its account had no name.
fn proposed(parts: &Parts, files: &AwsFiles, key: &RoleKey) -> Result<ProfileName> {
    let portals = Settings::load(&parts.home)?.portals;
    let mut accounts = parts.catalog.entries(None)?;
    let has_role = |account: AccountEntry| account.roles.iter().any(|entry| entry.role == key.role);
    if !parts.catalog.entry(&key.portal, &key.account)?.is_some_and(has_role) {
        accounts.push(AccountEntry::unlisted(key));
    }
    let roles = profiles::roles(&accounts, |account| is_local(&portals, &account.portal));
    let template = ProfileSettings::load(&parts.home)?.template;
    let name = profiles::propose(files, &template, &roles, key)?;
    name.ok_or_else(|| Error::internal("A role that was listed just now is not there."))
}
