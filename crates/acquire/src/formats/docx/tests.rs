#![allow(clippy::unwrap_used)]

use super::super::tests::{error_of, read_declared, read_one};
use super::*;
use model::{Document, Role};
use std::io::Write;
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House Style"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn body(content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w"><w:body>{content}<w:sectPr/></w:body></w:document>"#
    )
}

fn paragraph(properties: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn read_body(content: &str) -> Document {
    read_one(&package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body(content)), ("word/styles.xml", STYLES)]), "a.docx")
}

#[track_caller]
fn check(content: &str, expected: &[(Role, &str)]) {
    let document = read_body(content);
    let blocks: Vec<(Role, &str)> = document.blocks.iter().map(|block| (block.role, document.quote(block.span))).collect();
    assert_eq!(blocks, expected);
}

#[test]
fn styles_make_headings_and_lists_whatever_the_language_of_the_program() {
    let content = [
        paragraph(r#"<w:pStyle w:val="Titel"/>"#, "Joint statement"),
        paragraph(r#"<w:pStyle w:val="TOC1"/>"#, "Trade ... 2"),
        paragraph(r#"<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="1"/></w:numPr>"#, "Trade"),
        paragraph("", "The ministers agreed on three points:"),
        paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>"#, "tariffs,"),
        paragraph(r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>"#, "on steel,"),
        paragraph(r#"<w:pStyle w:val="ListBullet2"/>"#, "on fish."),
        paragraph(r#"<w:pStyle w:val="ListBullet2"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, "No item."),
        paragraph(r#"<w:pStyle w:val="Own"/>"#, "Energy"),
        paragraph(r#"<w:outlineLvl w:val="1"/>"#, "Gas"),
        paragraph(r#"<w:pStyle w:val="Loop"/>"#, "They meet again in May."),
    ]
    .concat();
    check(
        &content,
        &[
            (Role::Heading { level: 1 }, "Joint statement"),
            (Role::Heading { level: 1 }, "Trade"),
            (Role::Paragraph, "The ministers agreed on three points:"),
            (Role::ListItem { depth: 0 }, "tariffs,"),
            (Role::ListItem { depth: 1 }, "on steel,"),
            (Role::ListItem { depth: 1 }, "on fish."),
            (Role::Paragraph, "No item."),
            (Role::Heading { level: 1 }, "Energy"),
            (Role::Heading { level: 2 }, "Gas"),
            (Role::Paragraph, "They meet again in May."),
        ],
    );
    assert_eq!(read_body(&content).title.as_deref(), Some("Joint statement"));
}

#[test]
fn tables_keep_rows_columns_and_heads() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph("", text));
    let table = format!(
        r#"<w:tbl><w:tblPr><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}<w:tc><w:tcPr/>{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"#,
        cell(r#"<w:gridSpan w:val="2"/>"#, "Country"),
        cell("", "Share"),
        cell(r#"<w:vMerge w:val="restart"/>"#, "Asia"),
        cell("", "Japan"),
        cell("<w:vMerge/>", "hidden by the merge"),
        paragraph("", "Korea"),
        paragraph("", "South"),
    );
    let at = |row, column, header| Role::TableCell { table: 0, row, column, header };
    check(
        &table,
        &[
            (at(0, 0, true), "Country"),
            (at(0, 2, true), "Share"),
            (at(1, 0, false), "Asia"),
            (at(1, 1, false), "Japan"),
            (at(2, 1, false), "Korea\nSouth"),
        ],
    );
}

#[test]
fn what_nobody_sees_is_left_out() {
    let content = r#"<w:p><w:r><w:t>The talks were </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>
      <w:ins><w:r><w:t>successfully </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
      <w:r><w:t>held</w:t></w:r><w:r><w:tab/><w:t>in Oslo &amp; Bergen.</w:t></w:r></w:p>"#;
    check(content, &[(Role::Paragraph, "The talks were successfully held in Oslo & Bergen.")]);
}

#[test]
fn notes_come_last_and_headers_do_not_come() {
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>As of 2024.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let core = r#"<cp:coreProperties xmlns:dc="d"><dc:title>Core title</dc:title><dc:creator>Jo Bloggs</dc:creator><dcterms:created>2025-02-03T10:00:00Z</dcterms:created><dcterms:modified>2025-02-05T10:00:00Z</dcterms:modified></cp:coreProperties>"#;
    let document = read_one(
        &package(&[
            ("word/document.xml", &body(&paragraph("", "Exports rose in the third quarter by a tenth."))),
            ("word/header1.xml", &body(&paragraph("", "Draft for comment"))),
            ("word/footnotes.xml", notes),
            ("docProps/core.xml", core),
        ]),
        "a.docx",
    );
    assert_eq!(document.text, "Exports rose in the third quarter by a tenth.\n\nAs of 2024.");
    assert_eq!(document.title.as_deref(), Some("Core title"));
    assert_eq!(document.author.as_deref(), Some("Jo Bloggs"));
    assert_eq!(
        (document.published.unwrap().to_string().as_str(), document.updated.unwrap().to_string().as_str()),
        ("2025-02-03?", "2025-02-05?")
    );
    assert!(document.notices.iter().any(|notice| notice.code == "acquire/date-of-file"));
}

#[test]
fn bombs_and_broken_packages_are_refused() {
    let huge = format!("<w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>", "a".repeat(40 << 20));
    assert!(matches!(error_of(&package(&[("word/document.xml", &huge)]), "a.docx"), ErrorKind::Bomb { .. }));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#;
    assert!(matches!(error_of(&package(&[("word/document.xml", entities)]), "a.docx"), ErrorKind::Damaged { .. }));
    let whole = package(&[("word/document.xml", &body(&paragraph("", "Text.")))]);
    assert!(matches!(error_of(&whole[..whole.len() - 30], "a.docx"), ErrorKind::Damaged { .. } | ErrorKind::UnknownFormat { .. }));
    assert!(matches!(error_of(&package(&[("word/document.xml", &body(""))]), "a.docx"), ErrorKind::NoText));
    let long = body(&paragraph("", &"Talks were held. ".repeat(100_000)));
    let limits = Limits { document_bytes: 1 << 20, ..Limits::default() };
    let (_, errors) = read_declared(&package(&[("word/document.xml", &long)]), "a.docx", None, &limits);
    assert!(matches!(errors[0].kind, ErrorKind::TooLarge { .. } | ErrorKind::Bomb { .. }));
}

#[test]
fn deep_nesting_is_walked_without_recursion() {
    let deep = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc><w:p>".repeat(100_000),
        "<w:r><w:t>x</w:t></w:r>",
        "</w:p></w:tc></w:tr></w:tbl>".repeat(100_000)
    );
    let limits = Limits { expansion: 1 << 40, ..Limits::default() };
    let (documents, errors) = read_declared(&package(&[("word/document.xml", &body(&deep))]), "a.docx", None, &limits);
    assert_eq!((documents.len(), errors.len()), (1, 0));
}
