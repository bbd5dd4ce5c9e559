//! Why are these claims one thing, and what was kept apart?

use crate::{Answer, Book, Item};
use register::{Apart, Explained, Verdict};

/// What brought the claims of a thing together: the names they share once parties stand in order and small words are left
/// aside, what parts it from others of that name, decisions, and things that are nearly called so.
#[must_use]
pub fn explain(book: &Book<'_>, told: &Explained) -> Answer {
    let mut answer = Answer::about(book.line(&told.entity));
    answer.detail("id", Some(told.entity.id.to_string()));
    let (kind, key) = &told.shared;
    let alone = kind == "alone";
    answer.detail("its claims share", (!alone).then(|| format!("{}: {key}", kind.replace('-', " "))));
    answer.detail("parted by", Some(told.parted.replace(['+', '_'], ", ")));
    if alone {
        answer.notes.push("Its one claim says too little to be compared with others.".to_owned());
    }
    let names = told.names.iter().map(|(name, claims)| Item { claims: *claims, ..Item::plain(name.clone()) });
    answer.section("Called", names.collect(), book);
    let joined = told.joined.iter().map(|key| Item::plain(key.clone()));
    answer.section("Put to it by a person", joined.collect(), book);
    let judged = told.judged.iter().map(|ruling| {
        let decision = &ruling.decision;
        let ids = decision.verdict.entities().iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
        let said = match &decision.verdict {
            Verdict::Same { .. } => "one",
            Verdict::Different { .. } => "two",
            _ => "perhaps one",
        };
        let why = if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        Item {
            reason: Some(format!("{}{why} (entry {} of the log)", decision.author, ruling.entry).into()),
            ..Item::plain(format!("{ids} are {said}"))
        }
    });
    answer.section("Judgements", judged.collect(), book);
    let apart = told.apart.iter().map(|(other, why)| {
        let reason = match why {
            Apart::Divided => "the same name, and other parties, dates or levels".to_owned(),
            Apart::Words(own, theirs) => format!("{} is not {}", list(own), list(theirs)),
        };
        Item { entity: Some(other.id.clone()), reason: Some(reason.into()), ..Item::plain(book.line(other)) }
    });
    answer.section("Kept apart", apart.collect(), book);
    answer
}

fn list(words: &[String]) -> String {
    if words.is_empty() { "no further word".to_owned() } else { format!("“{}”", words.join(" ")) }
}
