//! How far is a commitment, and is it late? Progress by what sources say, timeliness by the day asked for.

use super::{coverage, day, days_between, outcome};
use crate::{Book, Saying};
use model::PartialDate;
use model::claim::CommitmentStatus;
use register::entity::Commitment;
use register::{Entity, EntityKind, Verdict};

/// A commitment with where it stands.
pub(crate) struct Entry<'s> {
    pub(crate) entity: &'s Entity,
    pub(crate) commitment: &'s Commitment,
    pub(crate) progress: Progress,
    pub(crate) timeliness: Timeliness,
    pub(crate) reason: Saying,
}

impl<'s> Entry<'s> {
    /// What was done later that speaks of the same subject between the same parties; a person judges whether it counts.
    pub(crate) fn bearing(&self, book: &Book<'s>) -> Vec<&'s Entity> {
        outcome::bearing(book, self.entity, self.commitment.action.best().map_or("", String::as_str))
    }
}

/// How far it is, as sources say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Progress {
    /// Nobody who would tell was read since it was made.
    Unassessed,
    /// Its sources were read on and say nothing of it.
    NoEvidence,
    Started,
    Done,
    Withdrawn,
    /// A person said how far it is.
    Assessed(register::Progress),
}

impl Progress {
    /// Whether nothing more is to be done.
    pub(crate) fn is_closed(self) -> bool {
        use register::Progress as Said;
        match self {
            Progress::Done | Progress::Withdrawn => true,
            Progress::Assessed(said) => matches!(said, Said::Done | Said::DoneDifferently | Said::Withdrawn | Said::Superseded),
            Progress::Unassessed | Progress::NoEvidence | Progress::Started => false,
        }
    }
}

/// Whether it is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timeliness {
    Overdue,
    DueSoon,
    NotDue,
    NoDue,
    DoneOnTime,
    DoneLate,
    Unknown,
}

impl Progress {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Progress::Unassessed => "unassessed",
            Progress::NoEvidence => "no evidence",
            Progress::Started => "started",
            Progress::Done => "done",
            Progress::Withdrawn => "withdrawn",
            Progress::Assessed(said) => said.as_str(),
        }
    }
}

impl Timeliness {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Timeliness::Overdue => "overdue",
            Timeliness::DueSoon => "due soon",
            Timeliness::NotDue => "not due",
            Timeliness::NoDue => "no due date",
            Timeliness::DoneOnTime => "done on time",
            Timeliness::DoneLate => "done late",
            Timeliness::Unknown => "closed",
        }
    }
}

/// What falls due within so many days is due soon.
const SOON: i64 = 90;

/// Judges a commitment; `None` for any other entity, and for one that sources deny.
pub(crate) fn entry<'s>(book: &Book<'s>, entity: &'s Entity) -> Option<Entry<'s>> {
    let EntityKind::Commitment(commitment) = &entity.kind else { return None };
    if entity.denied {
        return None;
    }
    let progress = progress(book, entity, commitment);
    let timeliness = timeliness(book, commitment, progress);
    let reason = reason(book, entity, commitment, progress, timeliness);
    Some(Entry { entity, commitment, progress, timeliness, reason })
}

fn progress(book: &Book<'_>, entity: &Entity, commitment: &Commitment) -> Progress {
    if let Some(Verdict::Assess { progress, .. }) = book.snapshot.assessed.get(&entity.id).map(|r| &r.decision.verdict) {
        return Progress::Assessed(*progress);
    }
    match commitment.status.latest() {
        Some(CommitmentStatus::Started) => Progress::Started,
        Some(CommitmentStatus::Done) => Progress::Done,
        Some(CommitmentStatus::Dropped) => Progress::Withdrawn,
        Some(CommitmentStatus::Agreed | CommitmentStatus::Reaffirmed) | None => {
            let last_told = entity.last_told.and_then(|d| d.upper());
            let read_on = coverage::last_read(book, entity).is_some_and(|(read, _)| last_told.is_some_and(|told| read > told));
            if read_on { Progress::NoEvidence } else { Progress::Unassessed }
        }
    }
}

fn timeliness(book: &Book<'_>, commitment: &Commitment, progress: Progress) -> Timeliness {
    let due = commitment.due.best().and_then(PartialDate::upper);
    match (progress, due) {
        (Progress::Done, Some(due)) => {
            let done = commitment.status.stated().iter().find(|s| s.value == CommitmentStatus::Done).and_then(|s| s.said?.lower());
            match done {
                Some(done) if done <= due => Timeliness::DoneOnTime,
                Some(_) => Timeliness::DoneLate,
                None => Timeliness::Unknown,
            }
        }
        (Progress::Done, None) => Timeliness::Unknown,
        (closed, _) if closed.is_closed() => Timeliness::Unknown,
        (_, None) => Timeliness::NoDue,
        (_, Some(due)) => match book.as_of.lower().map(|now| due.day_number() - now.day_number()) {
            Some(left) if left < 0 => Timeliness::Overdue,
            Some(left) if left <= SOON => Timeliness::DueSoon,
            _ => Timeliness::NotDue,
        },
    }
}

fn reason(book: &Book<'_>, entity: &Entity, commitment: &Commitment, progress: Progress, timeliness: Timeliness) -> Saying {
    let due = Saying::maybe(commitment.due.best().map(|d| Saying::Date(*d)));
    let late = Saying::maybe(commitment.due.best().and_then(|d| days_between(*d, book.as_of)).map(Saying::Days));
    let when = match timeliness {
        Timeliness::Overdue => Saying::Phrase("why.overdue", vec![due, late, Saying::Date(book.as_of)]),
        Timeliness::DueSoon | Timeliness::NotDue => Saying::Phrase("why.due", vec![due]),
        Timeliness::NoDue => Saying::Phrase("why.no date", Vec::new()),
        Timeliness::DoneOnTime | Timeliness::DoneLate => Saying::Phrase("why.was due", vec![due]),
        Timeliness::Unknown => Saying::Phrase("why.nobody says", Vec::new()),
    };
    let seen = match (progress, coverage::last_read(book, entity)) {
        (Progress::NoEvidence, Some((read, publisher))) => Some(Saying::Phrase("why.no step", vec![Saying::Text(publisher), day(read)])),
        (Progress::Unassessed, Some((read, publisher))) => {
            Some(Saying::Phrase("why.nothing since", vec![Saying::Text(publisher), day(read)]))
        }
        (Progress::Unassessed | Progress::NoEvidence, None) => Some(Saying::Phrase("why.undated sources", Vec::new())),
        (Progress::Assessed(_), _) => book.snapshot.assessed.get(&entity.id).map(|ruling| {
            let decision = &ruling.decision;
            Saying::Phrase("why.judged", vec![Saying::text(&decision.author), Saying::text(&decision.reason), Saying::Number(ruling.entry)])
        }),
        (Progress::Started | Progress::Done | Progress::Withdrawn, _) => None,
    };
    Saying::clauses([Some(when), seen].into_iter().flatten().collect())
}
