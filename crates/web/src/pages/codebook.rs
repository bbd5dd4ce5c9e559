//! What do the words mean? Kinds of claims with their slots, and every closed vocabulary.

use crate::asking::Asking;
use crate::page::{Block, Cell, Page, Table};
use crate::reply::Wrong;
use model::claim as said;

/// Kinds and derived words with their meanings, one a line.
const MEANINGS: &str = include_str!("codebook.txt");

pub(crate) fn codebook(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.codebook"));
    page.judged = false;
    let mut group = Table::default();
    for line in MEANINGS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        if let Some(heading) = line.strip_prefix("== ") {
            if !group.rows.is_empty() {
                page.blocks.push(Block::Table(std::mem::take(&mut group)));
            }
            group = Table::new(asking.words.heading(heading), &["name", "meaning"]);
        } else if let Some((word, meaning)) = line.split_once(" = ") {
            group.rows.push(vec![Cell::text(word), Cell::text(meaning)]);
        }
    }
    page.blocks.push(Block::Table(group));
    let mut words = Table::new("Vocabularies", &["name", "meaning"]);
    for (name, list) in vocabularies() {
        words.rows.push(vec![Cell::text(name), Cell::text(list.join(", "))]);
    }
    page.blocks.push(Block::Table(words));
    Ok(page)
}

/// Every closed word list of the claims contract.
pub(crate) fn vocabularies() -> Vec<(&'static str, Vec<&'static str>)> {
    macro_rules! lists {
        ($($name:literal: $of:ty),+ $(,)?) => { vec![$(($name, <$of>::ALL.iter().map(|w| w.as_str()).collect())),+] };
    }
    lists! {
        "level": said::Level,
        "mode": said::Mode,
        "status of a meeting or visit": said::MeetingStatus,
        "role at a meeting": said::ParticipantRole,
        "cadence": said::Cadence,
        "type of instrument": said::InstrumentType,
        "act on an instrument": said::InstrumentAction,
        "status of a commitment": said::CommitmentStatus,
        "stance": said::StanceType,
        "type of measure": said::MeasureType,
        "status of a measure": said::MeasureStatus,
        "status of a project": said::ProjectStatus,
        "type of figure": said::FigureType,
        "bound": said::Bound,
        "event (PLOVER)": said::EventType,
    }
}
