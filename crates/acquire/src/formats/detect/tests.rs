#![allow(clippy::unwrap_used)]

use super::*;

fn origin(source: &str, media_type: Option<&str>) -> Origin {
    Origin { source: source.to_owned(), media_type: media_type.map(str::to_owned), address: None }
}

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, source: &str, expected: &str) {
    let found = format_of(bytes.as_ref(), &origin(source, None));
    let found = match found {
        Ok(format) => format.name.to_owned(),
        Err(ErrorKind::UnknownFormat { looks_like, .. }) => format!("no: {looks_like}"),
        Err(other) => format!("no: {other:?}"),
    };
    assert_eq!(found, expected, "{source}");
}

#[test]
fn the_bytes_decide_against_the_name() {
    check("<!DOCTYPE html><p>x", "a.txt", "HTML");
    check("\u{FEFF}  <!-- saved --><HTML lang=en>", "a.pdf", "HTML");
    check("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html xmlns='x'>", "a.xml", "HTML");
    check("<?xml version='1.0'?><rss version='2.0'><channel>", "a.html", "RSS or Atom");
    check("<feed xmlns='http://www.w3.org/2005/Atom'>", "a", "RSS or Atom");
    check("<?xml version='1.0'?>\n<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "a.rdf", "RSS or Atom");
    check("{ \"version\": \"https://jsonfeed.org/version/1.1\" }", "a.json", "JSON Feed");
    check("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a.txt", "WARC");
    check([0x1F, 0x8B, 8, 0], "a.html", "gzip");
    check("Received: from a\r\n by b\r\nFrom: x@y\r\nSubject: z\r\n\r\nText", "a.txt", "mail");
    check("<p>A fragment</p>", "a", "HTML");
}

#[test]
fn the_name_decides_where_bytes_leave_it_open() {
    check("# Heading\n\nText", "a.md", "Markdown");
    check("# Heading\n\nText", "a.txt", "text");
    check("To: all\nFrom: the minister\nSubject: talks\n\nText", "memo.txt", "text");
    check("To: all\nFrom: the minister\nSubject: talks\n\nText", "memo.eml", "mail");
    check("Talks: a <b>new</b> round", "https://host.example/a.html?x=1#y", "HTML");
    check("No tag here", "a.html", "text");
    check("{Tokyo, 5 December} Talks were held.", "a", "text");
    check("[Tokyo] Talks were held.", "a", "text");
    check("日本語の文章です。", "a.pdf", "text");
}

#[test]
fn a_declared_type_beats_the_name_unless_it_is_plain_text() {
    let declared = |media_type| format_of(b"# Talks <b>held</b>", &origin("a.md", Some(media_type))).unwrap().name;
    assert_eq!(declared("text/plain; charset=utf-8"), "Markdown");
    assert_eq!(declared("text/html"), "HTML");
    assert_eq!(declared("application/octet-stream"), "Markdown");
}

#[test]
fn utf_16_is_text() {
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    check(utf_16("\u{FEFF}Talks were held."), "a.txt", "text");
    check(utf_16("\u{FEFF}<!doctype html><p>x"), "a", "HTML");
    check(utf_16("Talks were held in Vienna."), "a.txt", "text");
}

#[test]
fn what_is_no_document_is_named() {
    check(b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", "no: PNG image");
    check(b"\x7FELF\x02\x01\x01\0\0", "a.html", "no: ELF program");
    check(b"PK\x03\x04\x14\0\0\0", "a.docx", "no: zip archive without a Word document");
    check(b"{\\rtf1\\ansi Talks}", "a.doc", "no: RTF document");
    check([0, 1, 2, 3, 4, 5, 6, 7], "a.txt", "no: binary");
    check([b"145 0 obj words ".repeat(1000), vec![0; 99]].concat(), "beheaded.pdf", "no: binary");
    check("<?xml version='1.0'?><note><to>x</to></note>", "a.xml", "no: XML, <note>");
    check("{\"a\": 1}", "a.json", "no: JSON");
    check("", "a.txt", "no: Empty");
    check(" \n\t ", "a.txt", "no: NoText");
    let mut office = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    office.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check(office, "a.docx", "no: Encrypted");
}
