use super::*;
use crate::fixture::hostile;

#[test]
fn what_a_document_says_never_becomes_markup() {
    let page = answer(&hostile(), true);
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains(r"\<script\>alert(1)") && page.contains(r"\[x\]") && page.contains(r"\*z\*"), "{page}");
    assert!(page.contains("- 2024-05 ") && page.contains("… and 2 more") && page.contains("As of 2026-01-02."));
}
