use super::*;
use crate::fixture::hostile;

#[test]
fn what_a_document_says_never_becomes_markup() {
    let page = answer(&hostile(), true);
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert!(page.contains("<time>2024-05</time>") && page.contains("… and 2 more") && page.contains("As of <time>2026-01-02</time>"));
}
