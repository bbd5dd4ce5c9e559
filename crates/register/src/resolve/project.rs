use super::{Said, divide, entity, list, name, slot, within};
use crate::entity::{Count, Entity, EntityKind, Project};
use model::claim;

/// A project belongs to its name. A number of projects is a statement of its day, not a project, and stands alone
/// unless it is dated.
pub(super) fn block(project: &claim::Project) -> Option<String> {
    let key = project.name.as_deref().map(name::key).unwrap_or_default();
    if project.count.is_none() {
        return (!key.is_empty()).then(|| format!("project/{key}"));
    }
    let what = project.description.as_deref().map(name::key).unwrap_or(key);
    let under = project.under.as_deref().map(name::key)?;
    let date = project.date?.to_string().replace('/', "_");
    let status = project.status.map_or("", claim::ProjectStatus::as_str);
    Some(format!("counted-project/{under}.{what}.{status}.{date}"))
}

/// Projects of one name between different parties are different projects, unless the name says whose it is.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Project>]) -> Vec<Entity> {
    let named = claims.iter().any(|(_, p)| p.name.as_deref().is_some_and(|n| name::Name::read(n).names_parties));
    let whose = |p: &claim::Project| {
        let roots = name::roots(&p.parties);
        (!named && roots.contains('+')).then_some(roots)
    };
    divide(claims, |(_, p)| whose(p)).into_iter().map(|(whose, group)| one(&within(key, whose), &group)).collect()
}

fn one(key: &str, group: &[Said<'_, claim::Project>]) -> Entity {
    let names = slot(group, |p| p.name.clone());
    let view = Project {
        description: slot(group, |p| p.description.clone()),
        under: slot(group, |p| p.under.clone()),
        partners: list(group, |p| &p.parties),
        count: slot(group, |p| p.count.map(|value| Count { value, max: None, approximate: p.approximate, bound: p.bound })),
        status: slot(group, |p| p.status),
        field: slot(group, |p| p.field.clone()),
        date: slot(group, |p| p.date),
        due: slot(group, |p| p.due),
        amount: slot(group, |p| p.amount.clone()),
    };
    let called = names.best().or(view.description.best()).cloned();
    let date = view.date.best().copied();
    entity(key, called, group, date, EntityKind::Project(view))
}
