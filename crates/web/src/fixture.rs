//! A small register that tries to break out: hostile words in every field that a document fills.

use crate::{Site, World};
use model::claim::{self as said, ClaimKind};
use model::{Block, Claim, Comment, Document, DocumentId, Party, Role, Span, Who};
use register::{Mode, Timestamp};
use std::path::Path;

/// Words that are markup, a formula and a trick of direction at once.
pub(crate) const HOSTILE: &str = "=cmd()</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'\u{202e}&lt;";

pub(crate) const NOW: &str = "2026-01-02T03:04:05Z";

pub(crate) fn world(folder: &Path) -> World {
    let path = folder.join("register");
    World {
        open: Box::new(move |mode| register::open(&path, mode)),
        now: Box::new(|| NOW.parse().unwrap()),
        random: |bytes| {
            // Tests need bytes that differ, not bytes that nobody can guess.
            use std::sync::atomic::{AtomicU64, Ordering};
            static NEXT: AtomicU64 = AtomicU64::new(1);
            let n = NEXT.fetch_add(1, Ordering::SeqCst).to_le_bytes();
            for (i, byte) in bytes.iter_mut().enumerate() {
                *byte = n[i % 8] ^ (i as u8).wrapping_mul(31);
            }
        },
        called: |code| [("JPN", "Japan"), ("CHN", "China")].into_iter().find(|(c, _)| *c == code).map(|(_, name)| name.to_owned()),
        party: |name| [("JPN", "Japan"), ("CHN", "China")].into_iter().find(|(c, n)| *c == name || *n == name).map(|(c, _)| c.to_owned()),
        located: |town, _| (town == "Tokyo").then_some((35.7, 139.7)),
    }
}

/// A site over a register with one document that holds a claim of every kind.
pub(crate) fn site(folder: &Path) -> Site {
    let world = world(folder);
    fill(&world);
    Site::alone(world, "ann")
}

pub(crate) fn fill(world: &World) {
    let mut register = (world.open)(Mode::Create).unwrap();
    let document = document();
    let claims = kinds().into_iter().map(|kind| claim(&document, kind)).collect();
    let now: Timestamp = NOW.parse().unwrap();
    register.ingest(&[(document, claims)], "test", now).unwrap();
}

fn document() -> Document {
    let text = format!("Talks were held in Tokyo. {HOSTILE}\nA cell\nAnother cell\n");
    let cell = text.find("A cell").unwrap();
    let next = text.find("Another").unwrap();
    let blocks = vec![
        Block { span: Span::new(0, cell - 1), role: Role::Paragraph },
        Block { span: Span::new(cell, cell + 6), role: Role::TableCell { table: 0, row: 0, column: 0, header: false } },
        Block { span: Span::new(next, next + 12), role: Role::TableCell { table: 0, row: 0, column: 1, header: false } },
    ];
    Document {
        id: DocumentId::of(text.as_bytes()),
        source: format!("javascript:alert(3)/{HOSTILE}"),
        title: Some(HOSTILE.to_owned()),
        publisher: Some(HOSTILE.to_owned()),
        author: Some(HOSTILE.to_owned()),
        office: Some(HOSTILE.to_owned()),
        published: "2024-06-19".parse().ok(),
        language: Some("en\" onclick=\"alert(4)".to_owned()),
        comments: vec![Comment {
            author: Some(HOSTILE.to_owned()),
            posted: Some(HOSTILE.to_owned()),
            text: HOSTILE.to_owned(),
            up: Some(3),
            down: None,
            score: None,
        }],
        blocks,
        text,
        ..Document::of_text("")
    }
}

fn claim(document: &Document, kind: ClaimKind) -> Claim {
    Claim {
        kind,
        doc: document.id.clone(),
        evidence: vec![Span::new(0, 25), Span::new(26, document.text.find('\n').unwrap())],
        attributed_to: Some(Who::new(HOSTILE)),
        polarity: None,
        confidence: 0.5,
        rule: HOSTILE.to_owned(),
        event: None,
    }
}

fn kinds() -> Vec<ClaimKind> {
    let hostile = || Some(HOSTILE.to_owned());
    let parties = || vec![Party::new("JPN"), Party::new("CHN"), Party::new(HOSTILE)];
    let date = || "2024-06-18".parse().ok();
    let read = |text: &str| serde_json::from_str::<ClaimKind>(text).unwrap();
    vec![
        ClaimKind::Meeting(said::Meeting {
            mechanism: Some("Talks".to_owned()),
            ordinal: Some(3),
            title: hostile(),
            level: None,
            date: date(),
            place: Some(format!("Tokyo, {HOSTILE}")),
            mode: None,
            parties: parties(),
            status: Some(said::MeetingStatus::Held),
            participants: vec![said::Participant {
                person: hostile(),
                post: hostile(),
                party: Some(Party::new("JPN")),
                role: said::ParticipantRole::Chair,
            }],
        }),
        read(&format!(r#"{{"kind":"mechanism","name":"Talks","parties":["JPN","CHN"],"field":{}}}"#, quoted())),
        read(&format!(r#"{{"kind":"commitment","by":["JPN"],"action":{},"due":"2025-03","status":"agreed"}}"#, quoted())),
        read(&format!(r#"{{"kind":"stance","by":"JPN","stance":"request","about":{},"date":"2024-06-18"}}"#, quoted())),
        read(&format!(
            r#"{{"kind":"measure","type":"ban","by":["CHN"],"on":{},"against":["JPN"],"since":"2023-08","status":"in-force"}}"#,
            quoted()
        )),
        read(&format!(r#"{{"kind":"project","description":{},"partners":["JPN"],"status":"agreed"}}"#, quoted())),
        read(&format!(r#"{{"kind":"instrument","name":{},"action":"signed","date":"2024-06-18","parties":["JPN","CHN"]}}"#, quoted())),
        read(&format!(r#"{{"kind":"visit","visitors":[{}],"from":"JPN","to":"CHN","date":"2024-06-18","status":"held"}}"#, quoted())),
    ]
}

fn quoted() -> String {
    serde_json::to_string(HOSTILE).unwrap()
}
