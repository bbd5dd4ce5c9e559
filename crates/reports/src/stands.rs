//! Who took which stand on what, and when?

use crate::index::ByWord;
use crate::{Book, Scope, line};
use model::PartialDate;
use register::{Entity, EntityId, EntityKind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Stands by issue and by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stands {
    /// The states, organisations and persons that took a stand, those with most stands first.
    pub sides: Vec<String>,
    /// The issues, those on which most sides took a stand first.
    pub issues: Vec<Topic>,
}

/// Something on which stands were taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// In the words of the stand that most claims tell.
    pub name: String,
    /// The stands, the earliest first; those without a date last.
    pub stands: Vec<Stand>,
}

/// A stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stand {
    /// Which.
    pub entity: EntityId,
    /// Whose: a state or organisation, or a person of whom it is not known for whom they stand; empty where nobody is named.
    pub side: String,
    /// Which stand: `propose`, `concern`, …; empty where it is not told.
    pub stance: &'static str,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

/// How much of their subjects two stands share that are on one issue.
const SAME_ISSUE: f64 = 0.67;

/// The stands of a scope by issue. Two stands are on one issue where their words share most of their subject.
#[must_use]
pub fn stands(book: &Book<'_>, scope: &Scope) -> Stands {
    let mut taken: Vec<&Entity> = scope.entities(book, "stance").into_iter().filter(|e| !e.denied).collect();
    taken.sort_by_key(|e| (std::cmp::Reverse(e.claims.len()), &e.id));
    let mut issues: Vec<Topic> = Vec::new();
    let mut by_word = ByWord::default();
    let mut sides: BTreeMap<String, usize> = BTreeMap::new();
    for entity in taken {
        let EntityKind::Stance(stance) = &entity.kind else { continue };
        let subject = book.said(&entity.id).map(|said| said.subject.clone()).unwrap_or_default();
        let side = stance.by.best().map(|who| book.stands_for(who).into_iter().next().unwrap_or_else(|| who.as_str().to_owned()));
        let stand = Stand {
            entity: entity.id.clone(),
            side: side.unwrap_or_default(),
            stance: stance.stance.best().map_or("", |s| s.as_str()),
            date: entity.date,
        };
        *sides.entry(stand.side.clone()).or_default() += 1;
        let known = by_word.alike(&subject, SAME_ISSUE).first().map(|(at, _)| *at);
        match known {
            Some(at) => issues[at].stands.push(stand),
            None => {
                by_word.add(issues.len(), &subject);
                issues.push(Topic { name: line::topic(stance), stands: vec![stand] });
            }
        }
    }
    for issue in &mut issues {
        issue.stands.sort_by_key(|s| (s.date.is_none(), s.date.and_then(|d| d.lower()), s.entity.clone()));
    }
    let among = |i: &Topic| i.stands.iter().map(|s| &s.side).collect::<BTreeSet<_>>().len();
    issues.sort_by_cached_key(|i| (std::cmp::Reverse((among(i), i.stands.len())), i.name.clone()));
    let mut sides: Vec<(String, usize)> = sides.into_iter().collect();
    sides.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Stands { sides: sides.into_iter().map(|(side, _)| side).collect(), issues }
}
