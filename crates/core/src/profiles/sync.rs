//! Every role a well-named profile, and those that are no longer any.
//!
//! Rules: whoever has a name that still fits keeps it; a profile that somebody wrote by itself is left alone; a role is
//! gone only when a complete listing no longer has it; `default` moves only when asked for by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portico_model::Region;

use super::chain::Declared;
use super::change::{Change, Names};
use super::form::ProfileForm;
use super::name::ProfileName;
use super::roster::{self, Role};
use super::template::Template;
use super::wish::{Helper, Source, Wish};
use super::{Assigned, AwsFiles, ProfileEntry};
use crate::error::Result;
use crate::role::RoleKey;
use crate::settings::{Portal, PortalName, unknown_portal};

/// What is known when profiles are kept in step.
#[derive(Debug)]
pub struct Known<'a> {
    /// The portals of the settings.
    pub portals: &'a [Portal],
    /// Every role there is, chosen or not: a name must not depend on the choice.
    pub roles: &'a [Role<'a>],
    /// The portals that were once listed completely.
    pub listed: BTreeSet<PortalName>,
    /// The program that answers AWS tools.
    pub helper: Arc<Helper>,
}

/// What shall be in step.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The roles that shall have profiles; all when absent.
    pub chosen: Option<BTreeSet<RoleKey>>,
    /// The only portal that is looked at.
    pub portal: Option<PortalName>,
    /// Their names.
    pub template: &'a Template,
    /// Their form.
    pub form: ProfileForm,
    /// The Region of every one of them, whatever it has now.
    pub region: Option<Region>,
    /// The Region of those that have none.
    pub usual_region: Option<Region>,
    /// Roles that are reached through others.
    pub chains: &'a [Declared],
    /// Whether profiles of roles that are gone, and names that fit no more, go.
    pub prune: bool,
    /// The role that `default` shall be.
    pub default: Option<RoleKey>,
}

impl<'a> Wanted<'a> {
    /// Every role of every portal, in the usual form and without a Region; nothing goes.
    #[must_use]
    pub fn all(template: &'a Template) -> Self {
        Self {
            chosen: None,
            portal: None,
            template,
            form: ProfileForm::default(),
            region: None,
            usual_region: None,
            chains: &[],
            prune: false,
            default: None,
        }
    }
}

/// A change, and what it leaves as it is although it might be wrong.
#[derive(Debug, Default)]
pub struct Synced {
    /// What shall be different.
    pub change: Change,
    /// Profiles of roles that are no longer assigned.
    pub stale: Vec<ProfileName>,
    /// Profiles whose role has one of another name now.
    pub superseded: Vec<ProfileName>,
}

/// The name that a role shall have: the one it has, if that still fits, or a free one.
///
/// # Errors
/// When a file cannot be read or understood.
pub fn propose(
    files: &AwsFiles,
    template: &Template,
    all: &[Role<'_>],
    key: &RoleKey,
) -> Result<Option<ProfileName>> {
    let names = Names::read(files)?;
    let at = all.iter().position(|role| role.key() == *key);
    Ok(at.map(|at| assigned(&names, template, all, &Owners::new()).swap_remove(at)))
}

/// The name a role would have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Proposal {
    /// The name.
    pub profile: ProfileName,
    /// It is not what the template alone makes: somebody else has that name, or would.
    pub told_apart: bool,
}

/// The name that each of these roles, which are all there are, shall have: see [`propose`].
///
/// # Errors
/// When a file cannot be read or understood.
pub fn proposals(files: &AwsFiles, template: &Template, all: &[Role<'_>]) -> Result<Vec<Proposal>> {
    let names = Names::read(files)?;
    let proposal = |(role, profile): (&Role<'_>, ProfileName)| {
        let told_apart = profile.as_str() != template.render(role);
        Proposal { profile, told_apart }
    };
    Ok(all.iter().zip(assigned(&names, template, all, &Owners::new())).map(proposal).collect())
}

/// What keeps the profiles in step with the roles.
///
/// # Errors
/// When a file cannot be read or understood, or a chain's portal is none.
pub fn sync(files: &AwsFiles, known: &Known<'_>, wanted: &Wanted<'_>) -> Result<Synced> {
    let names = Names::read(files)?;
    let portals: BTreeMap<&PortalName, Arc<Portal>> =
        known.portals.iter().map(|portal| (&portal.name, Arc::new(portal.clone()))).collect();
    let mut there: BTreeMap<&RoleKey, Vec<&ProfileEntry>> = BTreeMap::new();
    names.entries().for_each(|entry| there.entry(&entry.key).or_default().push(entry));
    let mut synced = Synced::default();
    let owners = owners(&names, &portals, known, wanted)?;
    let assigned = assigned(&names, wanted.template, known.roles, &owners);
    for (role, profile) in known.roles.iter().zip(assigned) {
        let key = role.key();
        let Some(portal) = portals.get(&key.portal).filter(|_| wanted.has(&key)) else { continue };
        let has = there.get(&key).map_or(&[][..], Vec::as_slice);
        let now = has.iter().find(|entry| entry.profile == profile);
        synced.superseded.extend(
            has.iter().filter(|it| is_superseded(it, &profile, &owners)).map(|it| it.profile.clone()),
        );
        if now.is_some_and(|entry| !entry.synced) {
            continue;
        }
        let region = now.and_then(|entry| entry.region.clone()).or_else(|| wanted.usual_region.clone());
        synced.change.put.push(Wish {
            profile,
            portal: Arc::clone(portal),
            region: wanted.region.clone().or(region),
            source: Source::of(wanted.form, &known.helper)?,
            synced: true,
            key,
        });
    }
    chains(&portals, wanted, &mut synced.change)?;
    default(&portals, known, wanted, &mut synced.change)?;
    prune(&names, known, wanted, &mut synced);
    Ok(synced)
}

impl Wanted<'_> {
    fn has(&self, key: &RoleKey) -> bool {
        self.looks_at(&key.portal) && self.chosen.as_ref().is_none_or(|chosen| chosen.contains(key))
    }

    fn looks_at(&self, portal: &PortalName) -> bool {
        self.portal.as_ref().is_none_or(|only| only == portal)
    }
}

/// The roles whose profiles something else has turned into other roles'.
type Owners = BTreeMap<RoleKey, ProfileName>;

/// Finds them by the seals, which tell what Portico wrote.
fn owners(
    names: &Names<'_>,
    portals: &BTreeMap<&PortalName, Arc<Portal>>,
    known: &Known<'_>,
    wanted: &Wanted<'_>,
) -> Result<Owners> {
    let mut owners = Owners::new();
    let drifted: Vec<&ProfileEntry> = names.drifted().collect();
    if drifted.is_empty() {
        return Ok(owners);
    }
    let mut likely: BTreeMap<String, Vec<&Role<'_>>> = BTreeMap::new();
    for role in known.roles {
        for name in roster::likely(wanted.template, role) {
            likely.entry(name).or_default().push(role);
        }
    }
    for entry in drifted {
        for role in likely.get(entry.profile.as_str()).into_iter().flatten() {
            let key = role.key();
            let Some(portal) = portals.get(&key.portal) else { continue };
            let wish = Wish {
                profile: entry.profile.clone(),
                portal: Arc::clone(portal),
                region: None,
                source: Source::of(wanted.form, &known.helper)?,
                synced: true,
                key,
            };
            if entry.key != wish.key && names.was_for(&wish)? {
                owners.insert(wish.key, wish.profile);
            }
        }
    }
    Ok(owners)
}

/// The name of each role; whoever has one that fits keeps it.
fn assigned(names: &Names<'_>, template: &Template, roles: &[Role<'_>], owners: &Owners) -> Vec<ProfileName> {
    let mut there: BTreeMap<&RoleKey, Vec<&ProfileName>> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for entry in names.entries() {
        taken.insert(entry.profile.as_str().to_ascii_lowercase());
        if entry.form != ProfileForm::Chain {
            there.entry(&entry.key).or_default().push(&entry.profile);
        }
    }
    let keeps = |role: &Role<'_>| {
        if let Some(name) = owners.get(&role.key()) {
            return Some(name.clone());
        }
        let has = there.get(&role.key())?;
        has.iter().find(|name| roster::may_keep(template, role, name)).map(|name| (*name).clone())
    };
    let kept: Vec<Option<ProfileName>> = roles.iter().map(keeps).collect();
    let free: Vec<Role<'_>> =
        roles.iter().zip(&kept).filter(|(_, kept)| kept.is_none()).map(|(role, _)| *role).collect();
    let is_taken = |name: &str| taken.contains(name) || names.is_foreign(name);
    let mut fresh = roster::names(template, &free, is_taken).into_iter();
    kept.into_iter().map(|kept| kept.unwrap_or_else(|| fresh.next().expect("one for each"))).collect()
}

fn is_superseded(entry: &ProfileEntry, name: &ProfileName, owners: &Owners) -> bool {
    let is_turned = || owners.values().any(|owned| *owned == entry.profile);
    entry.synced
        && entry.profile != *name
        && entry.form != ProfileForm::Chain
        && !entry.profile.is_default()
        && !is_turned()
}

fn chains(
    portals: &BTreeMap<&PortalName, Arc<Portal>>,
    wanted: &Wanted<'_>,
    change: &mut Change,
) -> Result<()> {
    for declared in wanted.chains.iter().filter(|declared| wanted.looks_at(&declared.parent.portal)) {
        let name = &declared.parent.portal;
        let portal = portals.get(name).ok_or_else(|| unknown_portal(name))?;
        change.put.push(Wish {
            profile: declared.profile.clone(),
            key: declared.parent.clone(),
            portal: Arc::clone(portal),
            region: declared.region.clone(),
            source: Source::Chain(Box::new(declared.chain.clone())),
            synced: true,
        });
    }
    Ok(())
}

fn default(
    portals: &BTreeMap<&PortalName, Arc<Portal>>,
    known: &Known<'_>,
    wanted: &Wanted<'_>,
    change: &mut Change,
) -> Result<()> {
    let Some(key) = wanted.default.clone() else { return Ok(()) };
    change.put.push(Wish {
        profile: ProfileName::of_default(),
        portal: Arc::clone(portals.get(&key.portal).ok_or_else(|| unknown_portal(&key.portal))?),
        region: wanted.region.clone().or_else(|| wanted.usual_region.clone()),
        source: Source::of(wanted.form, &known.helper)?,
        synced: false,
        key,
    });
    Ok(())
}

fn prune(names: &Names<'_>, known: &Known<'_>, wanted: &Wanted<'_>, synced: &mut Synced) {
    let roles = known.roles.iter().map(Role::key).collect();
    let assigned = Assigned { roles, listed: known.listed.clone() };
    let put: BTreeSet<&ProfileName> = synced.change.put.iter().map(|wish| &wish.profile).collect();
    for entry in names.entries().filter(|entry| wanted.looks_at(&entry.key.portal)) {
        let may_be_undeclared = entry.form == ProfileForm::Chain && entry.synced;
        if (may_be_undeclared || assigned.is_gone(entry)) && !put.contains(&entry.profile) {
            synced.stale.push(entry.profile.clone());
        }
    }
    if wanted.prune {
        let gone = synced.stale.iter().filter(|name| !name.is_default()).chain(&synced.superseded);
        synced.change.remove = gone.cloned().collect();
    }
}
