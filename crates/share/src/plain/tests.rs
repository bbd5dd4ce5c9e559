use super::*;

#[test]
fn characters_that_redraw_a_terminal_are_taken_out() {
    assert_eq!(one_line("a\u{1b}[2J\u{202e}b\u{200b}\n\tc\u{7}"), "a[2Jb c");
}

#[test]
fn a_list_says_its_heading_once() {
    let item = Item {
        entity: None,
        date: None,
        text: "a meeting".to_owned(),
        status: Some("held".to_owned()),
        reason: None,
        claims: 1,
        documents: 1,
        evidence: None,
    };
    let section = reports::Section { heading: "Meetings".to_owned(), items: vec![item], more: 3 };
    let list = Answer { title: "Meetings of JPN".to_owned(), as_of: None, details: Vec::new(), sections: vec![section], notes: Vec::new() };
    let text = anstream::adapter::strip_str(&answer(&list, 80, false)).to_string();
    assert_eq!(text, "Meetings of JPN (4)\n  a meeting [held]\n  … and 3 more\n");
}
