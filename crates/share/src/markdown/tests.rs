use super::*;
use reports::Section;

/// An answer in which every text tries to be markup.
fn hostile() -> Answer {
    let text = "<script>alert(1)</script> & [x](javascript:y) *z*".to_owned();
    let item = Item {
        entity: None,
        date: "2024-05".parse().ok(),
        text: text.clone(),
        status: Some(text.clone()),
        reason: Some(text.clone()),
        claims: 0,
        documents: 0,
        evidence: None,
    };
    let section = Section { heading: text.clone(), items: vec![item], more: 2 };
    Answer { title: text.clone(), as_of: "2026-01-02".parse().ok(), details: Vec::new(), sections: vec![section], notes: vec![text] }
}

#[test]
fn what_a_document_says_never_becomes_markup() {
    let page = answer(&hostile(), true);
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains(r"\<script\>alert(1)") && page.contains(r"\[x\]") && page.contains(r"\*z\*"), "{page}");
    assert!(page.contains("- 2024-05 ") && page.contains("… and 2 more") && page.contains("As of 2026-01-02."));
}
