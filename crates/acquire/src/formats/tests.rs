#![allow(clippy::unwrap_used)]

use super::*;
use compressed::tests::gzip;
use proptest::prelude::*;

/// All that `bytes` hold, and what is wrong with them.
pub(super) fn read_all(bytes: &[u8], source: &str) -> (Vec<Document>, Vec<Error>) {
    read_declared(bytes, source, None, &Limits::default())
}

pub(super) fn read_declared(bytes: &[u8], source: &str, media_type: Option<&str>, limits: &Limits) -> (Vec<Document>, Vec<Error>) {
    let origin = Origin { source: source.to_owned(), media_type: media_type.map(str::to_owned), address: None };
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    read(&mut &*bytes, &origin, limits, &mut |result| match result {
        Ok(document) => documents.push(document),
        Err(error) => errors.push(error),
    });
    (documents, errors)
}

/// The one document that `bytes` are.
#[track_caller]
pub(super) fn read_one(bytes: &[u8], source: &str) -> Document {
    let (mut documents, errors) = read_all(bytes, source);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

#[track_caller]
pub(super) fn error_of(bytes: &[u8], source: &str) -> ErrorKind {
    let (documents, mut errors) = read_all(bytes, source);
    assert_eq!((documents.len(), errors.len()), (0, 1), "{errors:?}");
    errors.remove(0).kind
}

const TEXT: &str = "The ministers of trade met in Vienna on Tuesday.\n\nThey agreed to meet again in the spring of next year.";

#[test]
fn the_id_is_of_the_bytes_and_the_type_of_what_they_are() {
    let document = read_one(TEXT.as_bytes(), "a.txt");
    assert_eq!(document.id, model::DocumentId::of(TEXT.as_bytes()));
    assert_eq!((document.source.as_str(), document.media_type.as_str()), ("a.txt", "text/plain"));
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn a_compressed_document_is_the_document() {
    let page = format!("<!doctype html><title>Talks</title><article><p>{}</p></article>", TEXT.replace("\n\n", "</p><p>"));
    let plain = read_one(page.as_bytes(), "page.html");
    let packed = read_one(&gzip(page.as_bytes()), "page.html.gz");
    assert_eq!((&packed.id, &packed.text, packed.media_type.as_str()), (&plain.id, &plain.text, "text/html"));
    let twice = read_one(&gzip(&gzip(TEXT.as_bytes())), "a.txt.gz.gz");
    assert_eq!(twice.text, read_one(TEXT.as_bytes(), "a.txt").text);
}

#[test]
fn broken_and_exploding_archives_are_refused() {
    let packed = gzip(TEXT.repeat(50).as_bytes());
    assert!(matches!(error_of(&packed[..packed.len() / 2], "a.txt.gz"), ErrorKind::Damaged { .. }));
    assert!(matches!(error_of(&gzip(&vec![b'a'; 20 << 20]), "a.txt.gz"), ErrorKind::Bomb { .. }));
    let mut nested = TEXT.as_bytes().to_vec();
    for _ in 0..10 {
        nested = gzip(&nested);
    }
    assert!(matches!(error_of(&nested, "a.gz"), ErrorKind::Bomb { .. }));
}

/// Gives `a` for ever and counts how often.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        out.fill(b'a');
        self.0 += out.len() as u64;
        Ok(out.len())
    }
}

#[test]
fn a_file_beyond_the_limit_is_never_read_whole() {
    let mut input = Endless(0);
    let limits = Limits { document_bytes: 3 << 20, ..Limits::default() };
    let mut kinds = Vec::new();
    read(&mut input, &Origin::default(), &limits, &mut |result| kinds.push(result.map(|_| ()).unwrap_err().kind));
    assert!(matches!(kinds.as_slice(), [ErrorKind::TooLarge { limit_mib: 3 }]));
    assert_eq!(input.0, (3 << 20) + 1);
}

#[test]
fn an_input_that_cannot_be_read_is_an_error_of_its_own() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let mut kinds = Vec::new();
    read(&mut Broken, &Origin::default(), &Limits::default(), &mut |result| kinds.push(result.map(|_| ()).unwrap_err().kind));
    assert!(matches!(kinds.as_slice(), [ErrorKind::Io(_)]));
}

#[test]
fn every_format_has_a_row_of_its_own() {
    let mut names = std::collections::BTreeSet::new();
    let mut extensions = std::collections::BTreeSet::new();
    for format in FORMATS {
        assert!(names.insert(format.media_type) && names.insert(format.name));
        for extension in format.extensions {
            assert!(extensions.insert(extension), "{extension}");
        }
    }
}

/// Beginnings that lead into each reader.
const STARTS: &[&[u8]] = &[
    b"",
    b"<!doctype html><p>",
    b"<html><body><table><tr><td>",
    b"<?xml version=\"1.0\"?><rss><channel><item><title>",
    b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">",
    b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
    b"%PDF-1.4\n1 0 obj <<",
    b"PK\x03\x04word/document.xml",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"Message-ID: <a@b>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"\x1F\x8B\x08\0",
    b"\xFF\xFE",
    b"# Heading\n\n- ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_bring_a_reader_down(
        start in proptest::sample::select(STARTS),
        rest in proptest::collection::vec(any::<u8>(), 0..2000),
        extension in proptest::sample::select(&["txt", "html", "md", "pdf", "docx", "eml", "xml", "json", "warc", "gz", "bin"][..]),
    ) {
        let bytes = [start, rest.as_slice()].concat();
        let (documents, _) = read_all(&bytes, &format!("a.{extension}"));
        for document in documents {
            for block in &document.blocks {
                prop_assert!(!document.quote(block.span).trim().is_empty());
            }
            prop_assert!(document.blocks.is_sorted_by_key(|block| block.span.start));
        }
    }

    #[test]
    fn markup_in_any_order_brings_no_reader_down(
        start in proptest::sample::select(STARTS),
        parts in proptest::collection::vec(proptest::sample::select(&[
            "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "<![CDATA[", "]]>", "<p>", "</p>", "<div>", "</div>", "<li>",
            "<table>", "</table>", "<tr>", "<td colspan=9999>", "&amp;", "&#x0;", "&#99999999;", "&", "<", ">", "Talks held.", "\n\n", "\r\n",
            "--x\r\n", "WARC/1.0\r\n", "Content-Length: 5\r\n", "> quoted\n", "| a | b |\n|---|---|\n", "```\n", "日本語。", "\u{202E}", "\0", "{", "}", "\"", ",",
        ][..]), 0..60),
    ) {
        let bytes = [start, parts.concat().as_bytes()].concat();
        read_all(&bytes, "a");
    }
}
