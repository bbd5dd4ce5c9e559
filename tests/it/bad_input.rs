//! Each kind of bad input gets an error that says what, where and what to try; the rest of the batch is read.

use crate::program::Desk;
use std::io::Write as _;

const GOOD: &str = "Trade ministers meet in Lima\n\nMay 4, 2024\n\nThe trade ministers of Chile and Peru met in Lima on Friday.\n";

/// Runs `extract` on a good document and a bad one: the good one is printed, the bad one explained.
fn check(name: &str, bytes: &[u8], says: &str) {
    let desk = Desk::new();
    desk.write("good.txt", GOOD);
    desk.write(name, bytes);
    let answer = desk.run(&["extract", name, "good.txt"]);
    assert_eq!(answer.code, 2, "{name}: {}", answer.err);
    assert!(answer.out.contains("Trade ministers meet in Lima"), "{name}: the good document is printed: {}", answer.err);
    assert!(answer.err.contains(name), "{name}: the message names it: {}", answer.err);
    assert!(answer.err.contains(says), "{name}: wanted {says:?} in {}", answer.err);
    assert!(answer.err.contains("hint:"), "{name}: the message says what to try: {}", answer.err);
    assert!(answer.err.contains("1 of 2 documents could not be read"), "{}", answer.err);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

#[test]
fn an_empty_file() {
    check("nothing.html", b"", "is empty");
    check("spaces.txt", b" \n\t \n", "no text");
}

#[test]
fn a_binary_file() {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend((0..4096u32).map(|i| (i * 7919 % 256) as u8));
    check("picture.png", &png, "no document that is read here");
}

#[test]
fn a_pdf_that_was_cut_short() {
    check("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pa", "is damaged");
}

#[test]
fn a_pdf_with_a_password() {
    let pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n\
        3 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -60 >>\nendobj\n\
        trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<01> <01>] >>\nstartxref\n0\n%%EOF\n";
    check("secret.pdf", pdf.as_bytes(), "is encrypted");
}

#[test]
fn a_gzip_file_that_is_broken() {
    let mut gz = gzip(GOOD.repeat(50).as_bytes());
    gz.truncate(gz.len() / 2);
    check("broken.txt.gz", &gz, "is damaged");
}

#[test]
fn a_gzip_file_that_is_a_bomb() {
    check("bomb.txt.gz", &gzip(&vec![b'a'; 256 << 20]), "unpacks to more than");
}

#[test]
fn a_docx_that_is_a_bomb() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("[Content_Types].xml", options).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file("word/document.xml", options).unwrap();
    let run = vec![b' '; 1 << 20];
    for _ in 0..256 {
        zip.write_all(&run).unwrap();
    }
    check("bomb.docx", &zip.finish().unwrap().into_inner(), "unpacks to more than");
}

#[test]
fn a_file_of_a_gigabyte() {
    let desk = Desk::new();
    desk.write("good.txt", GOOD);
    let file = std::fs::File::create(desk.path("huge.txt")).unwrap();
    file.set_len(1 << 30).unwrap();
    let answer = desk.run(&["extract", "huge.txt", "good.txt"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("huge.txt") && answer.err.contains("64 MiB") && answer.err.contains("--max-document"), "{}", answer.err);
    assert!(answer.out.contains("Trade ministers meet in Lima"));
}

#[test]
fn a_charset_that_nobody_knows_is_read_all_the_same_with_a_notice() {
    let desk = Desk::new();
    let page = format!(
        "<html><head><meta charset=\"x-klingon\"><title>Trade</title></head><body><article><h1>Trade</h1><p>{GOOD}</p></article></body></html>"
    );
    desk.write("page.html", page);
    let out = desk.ok(&["extract", "page.html"]);
    assert!(out.contains("x-klingon") && out.contains("met in Lima on Friday"), "{out}");
}

#[test]
fn an_address_that_does_not_answer_and_one_that_must_not_be_asked() {
    let desk = Desk::new();
    let answer = desk.run(&["extract", "http://127.0.0.1:9/page", "http://nowhere.invalid/page"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("http://127.0.0.1:9/page") && answer.err.contains("http://nowhere.invalid/page"), "{}", answer.err);
    assert!(answer.err.contains("names the host nowhere.invalid, which does not exist"), "{}", answer.err);
    assert!(answer.err.contains("2 of 2 documents could not be read"), "{}", answer.err);
}

#[test]
fn a_path_that_is_not_there() {
    let desk = Desk::new();
    let answer = desk.run(&["extract", "not-there.html"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("not-there.html could not be read: there is no such file or folder"), "{}", answer.err);
    assert!(answer.err.contains("hint:"), "{}", answer.err);
    let answer = desk.run(&["extract", "ftp://a.example/page"]);
    assert!(answer.code == 2 && answer.err.contains("only http and https addresses"), "{}", answer.err);
    std::fs::create_dir(desk.path("folder")).unwrap();
    let answer = desk.run(&["extract", "folder"]);
    assert!(answer.code == 2 && answer.err.contains("the folder is empty"), "{}", answer.err);
}

#[test]
fn a_register_that_is_none() {
    let desk = Desk::new();
    desk.write("good.txt", GOOD);
    for args in [["ingest", "good.txt"].as_slice(), &["verify"], &["list", "meetings"], &["rebuild"]] {
        let args: Vec<&str> = args.iter().copied().chain(["--register", "good.txt"]).collect();
        let answer = desk.run(&args);
        assert_eq!(answer.code, 2, "{args:?}: {}{}", answer.out, answer.err);
        assert!(answer.err.contains("good.txt") && answer.err.contains("not a register"), "{args:?}: {}", answer.err);
    }
    assert_eq!(std::fs::read_to_string(desk.path("good.txt")).unwrap(), GOOD, "it is left as it was");
}
