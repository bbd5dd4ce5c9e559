use super::read;
use crate::Origin;
use model::Role;

fn blocks(text: &str) -> Vec<(Role, String)> {
    let draft = read(text, &Origin::default());
    draft.blocks().iter().map(|b| (b.role, b.span.of(draft.text()).to_owned())).collect()
}

#[test]
fn headings_lists_and_links_become_blocks() {
    let text = "# Joint Statement\n\nThe ministers met in [Tokyo](https://example.org/t) on *5 May*.\n\n- one\n  - one and a half\n- two\n";
    let expected = [
        (Role::Heading { level: 1 }, "Joint Statement"),
        (Role::Paragraph, "The ministers met in Tokyo on 5 May."),
        (Role::ListItem { depth: 0 }, "one"),
        (Role::ListItem { depth: 1 }, "one and a half"),
        (Role::ListItem { depth: 0 }, "two"),
    ];
    assert_eq!(blocks(text), expected.map(|(r, t)| (r, t.to_owned())));
}

#[test]
fn tables_keep_their_heads() {
    let cell = |row, column, header| Role::TableCell { table: 0, row, column, header };
    let text = "| Member | 2024 |\n|---|---|\n| Aitu | 1.2 |\n";
    let expected = [(cell(0, 0, true), "Member"), (cell(0, 1, true), "2024"), (cell(1, 0, false), "Aitu"), (cell(1, 1, false), "1.2")];
    assert_eq!(blocks(text), expected.map(|(r, t)| (r, t.to_owned())));
}

#[test]
fn front_matter_is_no_text() {
    let draft = read("---\ntitle: \"Two rivers\"\ndate: 2025-03-04\nauthor: A. B.\n---\n\nThe rivers meet.\n", &Origin::default());
    assert_eq!(draft.title.as_deref(), Some("Two rivers"));
    assert_eq!(draft.author.as_deref(), Some("A. B."));
    assert_eq!(draft.published.map(|d| d.to_string()).as_deref(), Some("2025-03-04"));
    assert_eq!(draft.text(), "The rivers meet.");
}

#[test]
fn a_broken_line_is_one_paragraph_and_html_is_dropped() {
    assert_eq!(
        blocks("One line\nand its rest.\n\n<div>\n\nMore <b>text</b>.\n\n</div>\n"),
        [(Role::Paragraph, "One line and its rest.".to_owned()), (Role::Paragraph, "More text.".to_owned())]
    );
}
