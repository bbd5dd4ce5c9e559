//! An answer for tests of formats.

use reports::{Answer, Item, Section};

/// An answer in which every text tries to be markup.
pub(crate) fn hostile() -> Answer {
    let text = "<script>alert(1)</script> & [x](javascript:y) *z*".to_owned();
    let item = Item {
        entity: None,
        date: "2024-05".parse().ok(),
        text: text.clone(),
        status: Some(text.clone()),
        reason: Some(text.clone().into()),
        claims: 0,
        documents: 0,
        evidence: None,
    };
    let section = Section { heading: text.clone(), items: vec![item], more: 2 };
    Answer { title: text.clone(), as_of: "2026-01-02".parse().ok(), details: Vec::new(), sections: vec![section], notes: vec![text] }
}
