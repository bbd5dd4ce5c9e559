//! What is this mechanism, and when did it meet?

use crate::derive::health;
use crate::derive::ladder::Ladder;
use crate::line::stated;
use crate::{Answer, Book, Saying};
use register::{Entity, EntityFilter, EntityKind};

/// What is stated of a mechanism, its sessions, and which numbers of the series were not seen.
#[must_use]
pub fn mechanism(book: &Book<'_>, entity: &Entity) -> Answer {
    let mut answer = Answer::judged(&entity.name, book);
    if let EntityKind::Mechanism(m) = &entity.kind {
        answer.detail("members", Some(book.names(&m.members)));
        answer.detail("level", stated(&m.level));
        answer.detail("field", stated(&m.field));
        answer.detail("established", stated(&m.established));
        answer.detail("by", stated(&m.established_by));
        answer.detail("cadence", stated(&m.cadence));
        answer.detail("reports to", stated(&m.reports_to));
    }
    if let Some(health) = health::health(book, entity) {
        answer.detail("health", Some(Saying::Phrase("line.health", vec![Saying::word(health.state.as_str()), health.reason])));
    }
    let ladder = Ladder::of(book, entity);
    answer.detail("not seen", Some(ladder.missing()).filter(|m| !m.is_empty()).map(Saying::Ordinals));
    answer.section("Sessions", ladder.sessions.iter().map(|s| book.item(s.entity)).collect(), book);
    let same_name = |e: &&Entity| e.id != entity.id && e.name == entity.name;
    let others = book.snapshot.entities(&EntityFilter { kind: Some("mechanism".to_owned()), ..EntityFilter::default() });
    answer.section("Of the same name", others.into_iter().filter(same_name).map(|e| book.item(e)).collect(), book);
    answer
}
