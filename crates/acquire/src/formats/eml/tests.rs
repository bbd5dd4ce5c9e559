#![allow(clippy::unwrap_used)]

use super::super::tests::{read_all, read_one};
use super::*;

const HEAD: &str = "Message-ID: <1@x.example>\r\nMIME-Version: 1.0\r\nFrom: Press Office <press@ministry.example>\r\nTo: list@x.example\r\nDate: Sat, 01 Mar 2025 00:30:00 +0900\r\nSubject: =?utf-8?B?VGFsa3MgaGVsZCBpbiBPc2xv?=\r\n";

fn mail(rest: &str) -> Vec<u8> {
    format!("{HEAD}{rest}").into_bytes()
}

#[test]
fn a_mail_is_its_text_with_subject_sender_and_day() {
    let document = read_one(
        &mail(
            "Content-Type: text/plain; charset=utf-8\r\n\r\nThe ministers met in Oslo on Friday.\r\n\r\nThey agreed to meet again in May.\r\n\r\n-- \r\nPress Office\r\nTel 1\r\n",
        ),
        "a.eml",
    );
    assert_eq!(document.title.as_deref(), Some("Talks held in Oslo"));
    assert_eq!(document.published.unwrap().to_string(), "2025-03-01");
    assert_eq!((document.publisher.as_deref(), document.media_type.as_str()), (Some("Press Office"), "message/rfc822"));
    assert!(document.text.ends_with("meet again in May."), "{}", document.text);
}

#[test]
fn the_page_of_a_mail_is_preferred_to_its_plain_twin() {
    let document = read_one(
        &mail(
            "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain twin\r\n--b\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C9=CC=CE=F1=B2=BF held talks in Oslo on Friday and agreed on a plan.</p><div class=3D\"gmail_quote\">On Monday N wrote: <blockquote>old words</blockquote></div>\r\n--b--\r\n",
        ),
        "a.eml",
    );
    assert!(document.text.contains("商务部 held talks"), "{}", document.text);
    assert!(!document.text.contains("twin") && !document.text.contains("old words"), "{}", document.text);
}

#[test]
fn quoted_replies_are_not_the_article_and_forwarded_releases_are() {
    let reply = "Dear all,\r\n\r\nthe talks are put off until June.\r\n\r\nOn Mon, 3 Feb 2025, N N wrote:\r\n> When are the talks?\r\n> In May?\r\n";
    let document = read_one(&mail(&format!("Content-Type: text/plain\r\n\r\n{reply}")), "a.eml");
    assert!(document.text.contains("put off until June") && !document.text.contains("When are"), "{}", document.text);
    assert!(!document.text.contains("wrote:"), "{}", document.text);

    let forward = "FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Ministry <m@x.example>\r\nDate: Mon, 3 Feb 2025\r\nSubject: Accord signed\r\nTo: all\r\n\r\nThe two ministers signed the accord in Lima on Monday.\r\n";
    let head = HEAD.replace("=?utf-8?B?VGFsa3MgaGVsZCBpbiBPc2xv?=", "Fwd: Accord signed");
    let document = read_one(format!("{head}Content-Type: text/plain\r\n\r\n{forward}").as_bytes(), "a.eml");
    assert_eq!(document.title.as_deref(), Some("Accord signed"));
    assert!(document.text.contains("signed the accord in Lima") && !document.text.contains("FYI"), "{}", document.text);
    assert!(!document.text.contains("To: all"), "{}", document.text);
}

#[test]
fn attachments_that_can_be_read_are_documents() {
    let bytes = mail(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease find attached the statement of the ministers.\r\n--b\r\nContent-Type: text/html; name=\"statement.html\"\r\nContent-Disposition: attachment; filename=\"statement.html\"\r\n\r\n<!doctype html><title>Statement</title><article><h1>Statement</h1><p>The ministers reaffirmed the plan of action of 2020 and extended it by five years.</p></article>\r\n--b\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-Disposition: attachment; filename=\"logo.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAAA\r\n--b\r\nContent-Type: text/calendar; name=\"a.ics\"\r\nContent-Disposition: attachment; filename=\"a.ics\"\r\n\r\nBEGIN:VCALENDAR\r\n--b--\r\n",
    );
    let (documents, errors) = read_all(&bytes, "a.eml");
    assert!(errors.is_empty(), "{errors:?}");
    let sources: Vec<&str> = documents.iter().map(|document| document.source.as_str()).collect();
    assert_eq!(sources, ["a.eml", "a.eml#statement.html"]);
    assert!(documents[1].text.contains("extended it by five years"));
}

#[test]
fn a_subject_in_undeclared_bytes_is_guessed() {
    let mut bytes = b"MIME-Version: 1.0\r\nFrom: a@x.example\r\nSubject: Gespr".to_vec();
    bytes.extend_from_slice(b"\xE4che \xFCber Z\xF6lle\r\nContent-Type: text/plain\r\n\r\nDie Minister trafen sich am Freitag.\r\n");
    assert_eq!(read_one(&bytes, "a.eml").title.as_deref(), Some("Gespräche über Zölle"));
}

#[test]
fn the_line_of_a_mailbox_is_no_header() {
    let bytes =
        [b"From press@x.example Sat Mar  1 00:30:00 2025\r\n".as_slice(), &mail("\r\nThe ministers met in Oslo on Friday.\r\n")].concat();
    assert_eq!(read_one(&bytes, "a.eml").title.as_deref(), Some("Talks held in Oslo"));
}

#[test]
fn messages_in_messages_end_somewhere() {
    let mut inner = mail("Content-Type: text/plain\r\n\r\nThe innermost message tells of talks.\r\n");
    for level in 0..30 {
        let head = format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\nContent-Type: message/rfc822\r\n\r\n");
        inner = [mail(&head), inner, format!("\r\n--b{level}--\r\n").into_bytes()].concat();
    }
    let (_, errors) = read_all(&inner, "a.eml");
    assert!(errors.len() < 40);
}

#[test]
fn senders_are_bodies_or_persons() {
    for name in ["Press Office", "METI", "Ministry of Trade", "Daily News"] {
        assert!(is_body(name), "{name}");
    }
    for name in ["Anna Kask", "J. Tan", "Offermann, Ute"] {
        assert!(!is_body(name), "{name}");
    }
}
