//! What follows from the gold claims of whole documents: mechanisms with their sessions, instruments with where they stand, the
//! ledger and the irritants. The claims are those that a perfect reader would find, so that only the register is judged.
//!
//! `tests/gold/register/own.txt` says what is expected of the project's own documents. Of the development corpus beside the
//! checkout (or where `CHANCERY_CORPUS` says) it is held that every order of arrival gives the same register.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::disallowed_methods, reason = "where the corpus lies is a setting of this test")]

use model::{Claim, Document, DocumentId, PartialDate, Span};
use register::{EntityFilter, EntityKind, Register, Snapshot, Timestamp, Wanted, in_memory};
use reports::{Answer, Book, Scope};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A document that consists of its anchors, with its gold claims.
fn document(gold: &Value) -> (Document, Vec<Claim>) {
    let source = gold["doc"].as_str().unwrap();
    let claims = gold["claims"].as_array().unwrap();
    // What a reader may find or leave out is left out.
    let wanted: Vec<&Value> = claims.iter().filter(|c| c["maybe"] != Value::Bool(true)).collect();
    let mut text = format!("{source}\n");
    let spans: Vec<Span> = wanted
        .iter()
        .enumerate()
        .map(|(at, claim)| {
            let start = text.len();
            let _ = write!(text, "{} ({source}, {at})", claim["anchor"].as_str().unwrap_or("anchor"));
            let span = Span::new(start, text.len());
            text.push('\n');
            span
        })
        .collect();
    let id = DocumentId::of(text.as_bytes());
    let told = &gold["document"];
    let field = |name: &str| told[name].as_str().map(str::to_owned);
    let document = Document {
        id: id.clone(),
        source: source.to_owned(),
        title: field("title"),
        published: field("published").and_then(|d| d.parse().ok()),
        publisher: field("publisher"),
        text,
        ..Document::of_text("")
    };
    let claim = |(kind, span): (&&Value, Span)| {
        let mut fields = (*kind).clone();
        for extra in ["anchor", "also", "optional", "maybe", "attributed_to", "event", "polarity"] {
            fields.as_object_mut().unwrap().remove(extra);
        }
        Some(Claim {
            kind: serde_json::from_value(fields).ok()?,
            doc: id.clone(),
            evidence: vec![span],
            attributed_to: serde_json::from_value(kind["attributed_to"].clone()).ok(),
            polarity: serde_json::from_value(kind["polarity"].clone()).ok(),
            confidence: 0.9,
            rule: "gold/told".to_owned(),
            event: serde_json::from_value(kind["event"].clone()).ok(),
        })
    };
    let claims = wanted.iter().zip(spans).filter_map(claim).collect();
    (document, claims)
}

fn read(folder: &Path) -> Vec<(Document, Vec<Claim>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    paths.iter().map(|path| document(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())).collect()
}

fn told(documents: &[(Document, Vec<Claim>)], together: usize) -> Register {
    let mut register = in_memory();
    let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    for batch in documents.chunks(together) {
        register.ingest(batch, "gold", now).unwrap();
    }
    register
}

/// The same register whatever the order and however many come together.
fn any_order(documents: &[(Document, Vec<Claim>)]) -> Register {
    let register = told(documents, 1);
    let digest = register.digest().unwrap();
    let mut backwards = documents.to_vec();
    backwards.reverse();
    let mut turned = documents.to_vec();
    turned.rotate_left(documents.len() / 2);
    for (order, together) in [(&backwards, 1), (&turned, 7), (&backwards, 25), (&turned, 1_000)] {
        let mut other = told(order, together);
        assert_eq!(other.digest().unwrap(), digest, "{together} at a time");
        other.settle().unwrap();
        assert_eq!(other.digest().unwrap(), digest, "settled");
    }
    register
}

fn ask(snapshot: &Snapshot, question: impl FnOnce(&Book<'_>) -> Answer) -> Answer {
    let (none, text) = (|_: &str| None, |_: &DocumentId| None);
    let day: PartialDate = "2026-06-30".parse().unwrap();
    question(&Book::new(snapshot, day, 500, &text, &none, &none))
}

/// What follows, a line each.
fn follows(snapshot: &Snapshot) -> String {
    let mut out = String::new();
    let of = |kind: &str| snapshot.entities(&EntityFilter { kind: Some(kind.to_owned()), ..EntityFilter::default() });
    let mut mechanisms = of("mechanism");
    mechanisms.sort_by_key(|e| &e.id);
    for mechanism in mechanisms {
        let _ = writeln!(out, "{}", mechanism.id);
        for session in snapshot.meetings_of(&mechanism.id) {
            let EntityKind::Meeting(meeting) = &session.kind else { continue };
            let number = meeting.ordinal.best().map(|n| reports::ordinal(*n)).unwrap_or_default();
            let date = session.date.map(reports::when).unwrap_or_default();
            let line = [number, date, reports::status(session).unwrap_or_default()];
            let _ = writeln!(out, "  {}", line.into_iter().filter(|f| !f.is_empty()).collect::<Vec<_>>().join(" "));
        }
    }
    for (heading, answer) in [
        ("ledger", ask(snapshot, |book| reports::ledger(book, &Scope::All))),
        ("irritants", ask(snapshot, |book| reports::irritants(book, &Scope::All))),
        ("instruments", ask(snapshot, |book| reports::brief(book, &Scope::All))),
    ] {
        let _ = writeln!(out, "\n{heading}");
        for section in answer.sections.iter().filter(|s| heading != "instruments" || s.heading == "Instruments") {
            for item in
                section.items.iter().filter(|i| heading != "irritants" || !section.heading.starts_with("Complaints") || i.claims > 1)
            {
                let _ = writeln!(out, "  {}: {} [{}]", section.heading, item.text, item.status.as_deref().unwrap_or(""));
            }
        }
    }
    out
}

#[test]
fn what_follows_from_the_own_documents_is_what_a_reader_of_them_expects() {
    let documents = read(&root().join("tests/gold/own/gold"));
    let register = any_order(&documents);
    let follows = follows(&register.snapshot().unwrap());
    let expected = std::fs::read_to_string(root().join("tests/gold/register/own.txt")).unwrap();
    let expected: String = expected.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
    assert!(follows == expected, "what follows is\n{follows}");
}

type Question = fn(&Book<'_>, &Scope) -> Value;

const QUESTIONS: &[Question] = &[
    |book, scope| json!(reports::brief(book, scope)),
    |book, scope| json!(reports::timeline(book, scope)),
    |book, scope| json!(reports::ledger(book, scope)),
    |book, scope| json!(reports::irritants(book, scope)),
    |book, scope| json!(reports::proposals(book, scope)),
    |book, scope| json!(reports::checks(book, scope)),
    |book, scope| json!(reports::health(book, scope)),
    |book, scope| json!(reports::programmes(book, scope)),
    |book, scope| json!(reports::outcomes(book, scope)),
    |book, scope| json!(reports::stands(book, scope)),
    |book, scope| json!(reports::strips(book, scope)),
    |book, scope| json!(reports::standings(book, scope)),
    |book, scope| json!(reports::lanes(book, scope)),
    |book, scope| json!(reports::matrix(book, scope)),
    |book, scope| json!(reports::calendar(book, scope)),
];

/// Questions that need but some kinds of things.
const OF_KINDS: &[(&[&str], Question)] = &[
    (reports::HEALTH_OF, |book, scope| json!([json!(reports::health(book, scope)), json!(reports::lanes(book, scope))])),
    (&["meeting", "visit"], |book, scope| json!(reports::calendar(book, scope))),
];

/// Every question about what a party, or two, have to do with, answered with the claims at hand and with claims fetched when
/// they are shown.
#[test]
fn an_outline_answers_as_the_part_does() {
    let register = any_order(&read(&root().join("tests/gold/own/gold")));
    let shown = outlines_answer_as_parts_do(&register, None);
    assert!(shown > 500, "{shown} items with their words");
    let shown = outlines_answer_as_parts_do(&register, Some("2019-12-31".parse().unwrap()));
    assert!(shown > 200, "{shown} items with their words on an earlier day");
}

/// How many items are shown with their words.
fn outlines_answer_as_parts_do(register: &Register, until: Option<PartialDate>) -> usize {
    let whole = until.map_or_else(|| register.snapshot(), |day| register.said_by(day)).unwrap();
    let mut dyads: BTreeSet<(String, String)> = BTreeSet::new();
    for entity in whole.entities.values().filter(|e| e.parties.len() < 6) {
        let roots: BTreeSet<&str> = entity.parties.iter().map(model::Party::root).collect();
        dyads.extend(roots.iter().flat_map(|a| roots.iter().filter(move |b| a < *b).map(|b| ((*a).to_owned(), (*b).to_owned()))));
    }
    assert!(dyads.len() > 20, "{}", dyads.len());
    let as_of = until.unwrap_or_else(|| "2026-06-30".parse().unwrap());
    let mut shown = 0;
    // A part of an earlier day is resolved from claims, which takes longer.
    for (n, (one, other)) in dyads.into_iter().enumerate().step_by(if until.is_some() { 4 } else { 1 }) {
        let (wanted, scope) = match n % 3 {
            0 => (Wanted::Parties(one.clone(), other.clone()), Scope::Parties(one, Some(other))),
            1 => (Wanted::Between(one.clone(), other.clone()), Scope::Parties(one, Some(other))),
            _ => (Wanted::Party(one.clone()), Scope::Parties(one, None)),
        };
        let (part, outline) = (register.part(&wanted, until).unwrap(), register.outline(&wanted, until).unwrap());
        let asked = |snapshot: &Snapshot, question: Question| {
            let none = |_: &str| None;
            let text = |id: &DocumentId| register.document(id).unwrap().map(|d| d.text);
            let mut book = Book::new(snapshot, as_of, 8, &text, &none, &none);
            book.source = register;
            question(&book, &scope)
        };
        // Of what publishers published a part has only what it holds itself.
        let pulse: Question = |book, scope| json!(reports::pulse(book, scope));
        assert_eq!(asked(&whole, pulse), asked(&outline, pulse), "{until:?} {scope:?}");
        for (at, question) in QUESTIONS.iter().enumerate() {
            let [of_part, of_outline] = [&part, &outline].map(|snapshot| asked(snapshot, *question));
            assert_eq!(of_part, of_outline, "question {at} about {scope:?}, {until:?}");
            shown += of_part.to_string().matches("\"quote\":").count();
        }
        let parties = if let Scope::Parties(one, other) = &scope { [Some(one.clone()), other.clone()] } else { [None, None] };
        let of_kinds = |kinds| register.outline(&Wanted::OfKinds(parties.iter().flatten().cloned().collect(), kinds), until).unwrap();
        for (kinds, question) in OF_KINDS {
            assert_eq!(asked(&part, *question), asked(&of_kinds(kinds), *question), "{kinds:?} of {scope:?}, {until:?}");
        }
    }
    shown
}

#[test]
fn the_corpus_gives_one_register_in_any_order() {
    let shared = std::env::var_os("CHANCERY_CORPUS").map_or_else(|| root().join("../shared"), PathBuf::from);
    let gold = shared.join("corpus/gold");
    if !gold.is_dir() {
        eprintln!("skipped: no corpus at {}; set CHANCERY_CORPUS to the folder that holds it", gold.display());
        return;
    }
    let documents: Vec<_> =
        ["authored", "seeds"].iter().map(|part| gold.join(part)).filter(|part| part.is_dir()).flat_map(|p| read(&p)).collect();
    let snapshot = any_order(&documents).snapshot().unwrap();
    assert!(snapshot.claims.len() > 200, "{} claims", snapshot.claims.len());
    // No two mechanisms whose names differ only in the order of parties, and no session of two mechanisms.
    for session in snapshot.entities(&EntityFilter { kind: Some("meeting".to_owned()), ..EntityFilter::default() }) {
        assert!(session.part_of.as_ref().is_none_or(|of| snapshot.entities.contains_key(of)), "{}", session.id);
    }
}
