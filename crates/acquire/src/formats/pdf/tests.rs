#![allow(clippy::unwrap_used)]

use super::super::tests::{error_of, read_one};
use super::*;
use model::Role;

/// A line of text: font size, distance from the left, distance from the bottom, words.
type Line<'a> = (u32, u32, u32, &'a str);

/// The smallest PDF that shows these lines, page by page.
fn pdf(pages: &[Vec<Line<'_>>], extra: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            (0..pages.len()).map(|n| format!("{} 0 R", 5 + 2 * n)).collect::<Vec<_>>().join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Title (Microsoft Word - draft3.docx) /Author (Mere Tane) /CreationDate (D:20250303120000+00'00') >>".to_owned(),
    ];
    for (number, lines) in pages.iter().enumerate() {
        let show = |(size, x, y, words): &Line<'_>| format!("BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n");
        let content: String = lines.iter().map(show).collect();
        let content_at = 6 + 2 * number;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {content_at} 0 R >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let xref = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend_from_slice(format!("trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R {extra} >>\nstartxref\n{xref}\n%%EOF\n").as_bytes());
    bytes
}

/// Three pages with a running head, page numbers, a hyphenation and a sentence across a page's end.
fn release() -> Vec<u8> {
    let framed = |page: &'static str, mut lines: Vec<Line<'static>>| {
        lines.insert(0, (9, 72, 800, "Ministry of Harbours - Press release"));
        lines.push((9, 290, 30, page));
        lines
    };
    pdf(
        &[
            framed(
                "Page 1 of 3",
                vec![
                    (20, 72, 740, "Joint committee adopts harbour plan"),
                    (11, 72, 700, "The joint committee of the two countries met in Lisbon on Monday and adopt-"),
                    (11, 72, 686, "ed a plan for the harbours of the region, which the ministers had"),
                    (11, 72, 672, "negotiated since the spring. The committee will report to the"),
                ],
            ),
            framed(
                "Page 2 of 3",
                vec![
                    (11, 72, 740, "ministers in June, and publish its report in the autumn of the year."),
                    (11, 72, 700, "The delegations thanked the city of Lisbon for its hospitality and for the tour of the docks."),
                ],
            ),
            framed("Page 3 of 3", vec![(11, 72, 740, "The next session will be held in Porto in the first half of the coming year.")]),
        ],
        "",
    )
}

#[test]
fn pages_become_one_text_without_their_frames() {
    let document = read_one(&release(), "a.pdf");
    assert_eq!(document.title.as_deref(), Some("Joint committee adopts harbour plan"));
    assert_eq!(document.blocks[0].role, Role::Heading { level: 1 });
    let flat = document.text.replace('\n', " ");
    assert!(flat.contains("on Monday and adopted a plan"), "{}", document.text);
    assert!(flat.contains("report to the ministers in June"), "{}", document.text);
    assert!(!flat.contains("Press release") && !flat.contains("Page 2"), "{}", document.text);
    assert_eq!(document.media_type, "application/pdf");
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn the_file_is_dated_only_where_the_text_is_not() {
    let document = read_one(&release(), "a.pdf");
    assert_eq!(document.published.unwrap().to_string(), "2025-03-03?");
    assert!(document.notices.iter().any(|notice| notice.code == "acquire/date-of-file"));
    assert_eq!(document.author.as_deref(), Some("Mere Tane"));
}

#[test]
fn scans_and_broken_files_are_refused() {
    assert!(matches!(error_of(&pdf(&[vec![], vec![]], ""), "a.pdf"), ErrorKind::NoText));
    assert!(matches!(error_of(b"%PDF-1.7\nnothing of the kind", "a.pdf"), ErrorKind::Damaged { .. } | ErrorKind::NoText));
    let encrypted = pdf(
        &[vec![(11, 72, 700, "Secret")]],
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00000000000000000000000000000000000000000000000000000000000000ff> /U <0000000000000000000000000000000000000000000000000000000000000000> /P -4 >> /ID [<00><00>]",
    );
    assert!(matches!(error_of(&encrypted, "a.pdf"), ErrorKind::Encrypted), "{:?}", error_of(&encrypted, "a.pdf"));
}

#[test]
fn a_file_that_is_cut_short_is_damaged_or_read_as_far_as_it_goes() {
    let whole = release();
    for part in 1..8 {
        let cut = &whole[..whole.len() * part / 8];
        let (documents, errors) = super::super::tests::read_all(cut, "a.pdf");
        assert_eq!(documents.len() + errors.len(), 1);
    }
}

#[test]
fn hyphens_are_mended_by_what_the_rest_of_the_document_writes() {
    let lines = vec![
        (11, 72, 740, "They agreed on long-term supply and on a number of meas-"),
        (11, 72, 726, "ures, both short- and long-"),
        (11, 72, 712, "term, and on a Franco- German fund of the member states."),
    ];
    let text = read_one(&pdf(&[lines], ""), "a.pdf").text;
    assert_eq!(
        text.replace('\n', " "),
        "They agreed on long-term supply and on a number of measures, both short- and long-term, and on a Franco- German fund of the member states."
    );
}

#[test]
fn page_numbers_are_told_from_years_and_sentences() {
    let number = |text: &str| super::pages::is_page_number(text);
    for text in ["12", "- 12 -", "Page 3 of 12", "3/12", "iv", "[4]", "Seite 3 von 9"] {
        assert!(number(text), "{text}");
    }
    for text in ["2024", "12 members", "Page setup", "", "I agree", "-"] {
        assert!(!number(text), "{text}");
    }
}
