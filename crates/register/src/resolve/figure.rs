use super::{Said, entity, name, slot};
use crate::entity::{Count, Entity, EntityKind, Figure};
use model::claim;

/// A figure is a number of the same thing in the same unit at the same date; without a date, or of a thing named in
/// one word ("participants"), nothing says that two numbers count the same.
pub(super) fn block(figure: &claim::Figure) -> Option<String> {
    let of = name::Name::read(figure.of.as_deref()?);
    let date = figure.date?.to_string().replace('/', "_");
    let unit = figure.unit.as_deref().map(name::key).unwrap_or_default();
    let kind = figure.kind.map_or("", claim::FigureType::as_str);
    (of.words.len() > 1).then(|| format!("figure/{}.{unit}.{kind}.{date}", of.key()))
}

pub(super) fn resolve(key: &str, group: &[Said<'_, claim::Figure>]) -> Vec<Entity> {
    let view = Figure {
        value: slot(group, |f| Some(Count { value: f.value, max: f.max, approximate: f.approximate, bound: f.bound })),
        unit: slot(group, |f| f.unit.clone()),
        of: slot(group, |f| f.of.clone()),
        date: slot(group, |f| f.date),
        form: slot(group, |f| f.kind),
    };
    let date = view.date.best().copied();
    vec![entity(key, view.of.best().or(view.unit.best()).cloned(), group, date, EntityKind::Figure(view))]
}
