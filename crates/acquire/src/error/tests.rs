#![allow(clippy::unwrap_used)]

use super::*;
use crate::fetch::FetchError;

/// Every kind once, so that nobody ships a sentence copied from another.
#[test]
fn every_error_says_what_was_wrong_and_what_to_try() {
    let text = String::from;
    let kinds = vec![
        (ErrorKind::Empty, "is empty\n  hint: fetch or copy it again"),
        (ErrorKind::NoText, "holds no text\n  hint: if it is a scan, its text must be recognised first"),
        (
            ErrorKind::UnknownFormat { looks_like: text("PNG image"), known: text("HTML, text") },
            "is no document that is read here (PNG image)\n  hint: formats read: HTML, text",
        ),
        (
            ErrorKind::TooLarge { limit_mib: 64 },
            "is larger than the limit of 64 MiB\n  hint: split it, or raise the limit with --max-document",
        ),
        (
            ErrorKind::Bomb { times: 200 },
            "unpacks to more than 200 times its size\n  hint: this is how a decompression bomb looks; it was not opened further",
        ),
        (ErrorKind::Encrypted, "is encrypted\n  hint: save a copy without a password and read that"),
        (
            ErrorKind::Damaged { detail: text("no header") },
            "is damaged: no header\n  hint: fetch or copy it again; it may have been cut short",
        ),
        (
            ErrorKind::TooSlow { seconds: 60 },
            "took longer than 60 seconds to read\n  hint: split it, or save it anew from the program that made it",
        ),
        (
            ErrorKind::Io(std::io::Error::other("the disk is gone")),
            "could not be read: the disk is gone\n  hint: check the name, and whether you may read it",
        ),
        (
            ErrorKind::Fetch(FetchError::Robots),
            "is closed to robots by its site (robots.txt)\n  hint: ask the publisher, or save the page and read the file",
        ),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (kind, expected) in kinds {
        let error = Error::new("a.pdf", kind);
        assert_eq!(error.to_string(), format!("a.pdf {expected}"));
        assert!(seen.insert(expected));
    }
}

#[test]
fn every_refusal_to_fetch_says_what_to_try() {
    let text = String::from;
    let refusals = [
        (
            FetchError::Address { detail: text("it holds a user name") },
            "cannot be fetched: it holds a user name\n  hint: give an http or https address without user name and password",
        ),
        (
            FetchError::Port { port: 22 },
            "names port 22, which is not asked\n  hint: list the host with its port by --allow-host if it is meant",
        ),
        (
            FetchError::NotListed { host: text("a.example") },
            "leads to a.example, which is not among the hosts that may be asked\n  hint: name it with --allow-host if it is meant",
        ),
        (
            FetchError::Private { host: text("10.0.0.1") },
            "leads to 10.0.0.1, which is no public host\n  hint: list it with --allow-host if a private network is meant",
        ),
        (FetchError::Robots, "is closed to robots by its site (robots.txt)\n  hint: ask the publisher, or save the page and read the file"),
        (
            FetchError::RobotsDown { status: 503 },
            "was not asked for, as its site could not show its robots.txt (status 503)\n  hint: try again later",
        ),
        (FetchError::Redirects { limit: 5 }, "redirects more than 5 times\n  hint: give the address that the last redirect leads to"),
        (
            FetchError::TooLarge { limit_mib: 64 },
            "answers with more than the limit of 64 MiB\n  hint: raise the limit with --max-document, or save it and read a part",
        ),
        (
            FetchError::TooSlow { seconds: 60 },
            "did not answer in full within 60 seconds\n  hint: try again later, or raise the limit with --timeout",
        ),
        (
            FetchError::Type { media_type: text("image/png") },
            "answers with image/png, which is no document\n  hint: give the address of the page or file itself",
        ),
        (
            FetchError::Status { status: 404 },
            "answers with status 404\n  hint: the page has moved or is gone; look for it on the site or in an archive",
        ),
        (FetchError::Busy { status: 429, after: Some(7) }, "is busy (status 429)\n  hint: try again in 7 seconds"),
        (
            FetchError::HostUnknown { host: text("a.example") },
            "names the host a.example, which does not exist\n  hint: check the spelling, and whether this machine reaches the network",
        ),
        (
            FetchError::Connection { detail: text("it broke off") },
            "could not be fetched: it broke off\n  hint: try again later, or open it in a browser to see whether it answers",
        ),
    ];
    for (refusal, expected) in refusals {
        assert_eq!(refusal.to_string(), expected);
    }
}
