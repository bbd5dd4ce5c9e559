//! Sentence cases, examples of rules, and what holds of any text.

#![allow(clippy::unwrap_used, missing_docs)]

use claims::Reader;
use model::{Block, Claim, Document, Role, Span};
use proptest::prelude::*;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// A document whose lines are blocks: those that begin with a dash are list items.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let lead = body.len() - body.trim_start_matches(['-', ' ']).len();
        let role = if body.starts_with('-') { Role::ListItem { depth: 0 } } else { Role::Paragraph };
        if lead < body.len() {
            blocks.push(Block { span: Span::new(at + lead, at + body.len()), role });
        }
        at += line.len();
    }
    Document { source: "case".to_owned(), blocks, ..Document::of_text(text) }
}

fn field(claim: &Value, slot: &str) -> String {
    match &claim[slot] {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Array(list) => list.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect::<Vec<_>>().join(" + "),
        other => other.to_string(),
    }
}

fn short(claims: &[Value]) -> String {
    claims.iter().map(|c| format!("\n    {c}")).collect()
}

fn fits(claim: &Value, kind: &str, slots: &[(String, String)]) -> bool {
    claim["kind"] == kind && slots.iter().all(|(s, v)| field(claim, s) == *v)
}

/// Reads one case: a heading, its reasons, a block of text, the claims expected.
fn check(file: &Path, case: &str) -> Vec<String> {
    let title = case.lines().next().unwrap_or_default().to_owned();
    let Some((_, rest)) = case.split_once("```\n") else { return vec![format!("{}: {title}: no text", file.display())] };
    let (text, expected) = rest.split_once("```").unwrap();
    let text: String = text.lines().filter(|l| !l.trim_start().starts_with('^')).map(|l| format!("{l}\n")).collect();
    let read: Vec<Value> = READER.read(&document(&text)).0.iter().map(|c| serde_json::to_value(c).unwrap()).collect();
    let lines: Vec<&str> = expected.lines().filter_map(|l| l.strip_prefix("- ")).collect();
    let mut wrong = Vec::new();
    for line in &lines {
        let (kind, slots) = line.split_once(": ").unwrap();
        let slots: Vec<(String, String)> =
            slots.split(", ").filter_map(|s| s.split_once(" = ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        if !read.iter().any(|c| fits(c, kind, &slots)) {
            wrong.push(format!("{}: {title}: missing {line}; read {}", file.display(), short(&read)));
        }
    }
    let kind = file.parent().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
    if lines.is_empty() && read.iter().any(|c| c["kind"] == kind.as_str()) {
        wrong.push(format!("{}: {title}: something was read: {}", file.display(), short(&read)));
    }
    wrong
}

#[test]
fn sentence_cases() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    let mut wrong = Vec::new();
    for file in folders.iter().filter_map(|f| std::fs::read_dir(f).ok()).flatten().map(|e| e.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        for case in text.split("## ").skip(1) {
            wrong.extend(check(&file, case));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every rule fires in its own examples, with the slots they ask for, and keeps out of what it must not read.
#[test]
fn rules_do_as_their_examples_say() {
    let wrong: Vec<String> = READER.check_examples(|_| true);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_rule_that_would_never_fire_is_refused() {
    let rule = |text: &str| Reader::with_rules(&[("stance/mine".to_owned(), text.to_owned())]).unwrap_err().to_string();
    assert!(rule("kind = \"stance\"\nreason = \"x\"\n[[when]]\n").contains("never fire"));
    assert!(rule("kind = \"poem\"\nreason = \"x\"\n").contains("no kind"));
    assert!(rule("kind = \"stance\"\nreason = \"x\"\n[[when]]\nverbs = [\"beg\"]\nset = { stance = \"sigh\" }\n").contains("vocabulary"));
    assert!(rule("kind = \"stance\"\nreason = \"x\"\n[[when]]\nverbs = [\"beg\"]\nfill = { by = [\"somebody\"] }\n").contains("no role"));
    assert!(rule("kind = \"stance\"\nreason = \"x\"\n[[when]]\nverbs = [\"beg\", \"beg\"]\n").contains("\"beg\" twice"));
}

#[test]
fn explaining_a_rule_says_where_it_stopped() {
    let text = READER.explain("stance/request", "Ghana may ask Togo to reopen the border.").unwrap();
    assert!(text.contains("more or less sure"), "{text}");
    assert!(READER.explain("stance/none", "x").is_none());
}

fn holds(text: &str) {
    let document = document(text);
    let (first, _) = READER.read(&document);
    for claim in &first {
        assert!(!claim.evidence.is_empty());
        for span in &claim.evidence {
            let quote = document.text.get(span.range()).expect("evidence lies on character boundaries");
            assert!(!quote.is_empty() && quote.chars().count() <= 1200, "{quote:?}");
        }
        assert!((0.0..=1.0).contains(&claim.confidence));
    }
    assert!(first.windows(2).all(|w: &[Claim]| w[0].evidence[0] <= w[1].evidence[0]));
    let again = READER.read(&document).0;
    assert_eq!(first, again);
}

#[test]
fn long_sentences_are_read_in_bounded_time() {
    holds(&"Norway and Chile agreed to sign, ".repeat(3000));
    holds(&"the meeting of the Committee on the Forum ".repeat(2000));
    holds(&"(((\"".repeat(5000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,400}") {
        holds(&text);
    }

    #[test]
    fn any_order_of_the_genre_is_read(words in prop::collection::vec(prop::sample::select(vec![
        "Japan", "and", "China", "agreed", "to", "sign", "the", "third", "meeting", "of", "on", "3 May 2021", ",", "said", "that", "which", "ban", "its", "was", "held",
        "in", "Tokyo", "\"", "(", ")", ":", "\n- ", "will", "not", "he", "ministers", "US$ 3 billion", "by 2030", "Minister", "Sato", "memorandum", "visit", ".", "\n", "some", "them", "they", "it", "told", "reporters",
    ]), 0..60)) {
        holds(&words.join(" "));
    }
}

/// Two possessors that once asked each other whose they are, without an end.
#[test]
fn possessors_that_point_at_each_other_come_to_an_end() {
    holds(
        ": held of , the told it Sato meeting will Sato , ) on of \" sign they ban US$ 3 billion third and ministers Tokyo said its of they by 2030 and agreed said Sato third on them Minister , Sato them visit them meeting its of and China in 3 May 2021 : of memorandum third which",
    );
}

/// Texts that a reader must get through: each shape, repeated.
const HOSTILE: &[&str] = &[
    "(",
    "\u{201c}Japan said \u{201c}",
    "\u{202e}Japan\u{200b} agreed\u{200d} to open a school by 2030. ",
    "Ken Sato, ",
    "and ",
    "the second of the third of ",
    "Japan and China agreed to ",
    "who said that ",
    "2024 ",
    "$2 billion, ",
    "The Joint Committee, ",
    "Some of them told reporters that they had told them. ",
    "\u{0}",
];

#[test]
fn any_shape_is_read_to_its_end_with_evidence_that_holds() {
    for unit in HOSTILE {
        let text = unit.repeat(6_000 / unit.len());
        let document = document(&text);
        for claim in READER.read(&document).0 {
            assert!(!claim.evidence.is_empty(), "{unit:?}");
            assert!(claim.evidence.iter().all(|s| text.get(s.start as usize..s.end as usize).is_some_and(|q| q.chars().count() <= 1200)));
        }
    }
}

#[test]
fn a_sentence_too_long_to_read_whole_is_told() {
    let text = "Japan and China agreed to open a school and ".repeat(60);
    let notices = READER.read(&document(&text)).1;
    assert!(notices.iter().any(|n| n.code == "claims/long-sentence" && n.message.contains("read as far as its word")), "{notices:?}");
    let short = READER.read(&document("Japan and China agreed to open a school.")).1;
    assert!(short.iter().all(|n| n.code != "claims/long-sentence"), "{short:?}");
}

#[test]
fn ten_thousand_names_are_one_list_of_limited_length() {
    let names: String = (0..10_000).map(|n| format!("Ken Sato{n}, ")).collect();
    let text = format!("Japan and China held the 3rd Economic Dialogue in Tokyo. Participants:\n{names}and others.");
    let claims = READER.read(&document(&text)).0;
    let series = claims.iter().filter(|c| matches!(c.kind, model::ClaimKind::Mechanism(_))).count();
    assert_eq!(series, 1, "names in a list are no series");
}

#[test]
fn a_session_is_found_again_however_many_stand_between() {
    // What one sentence says must not depend on how much text follows it.
    let first = "The 3rd Japan-China Economic Dialogue was held in Tokyo on 3 May 2021.\n";
    let rest: String = (0..900).map(|n| format!("The 2nd Arda{n} Beta{n} Committee met in Oslo.\n")).collect();
    let has = |text: &str| {
        READER
            .read(&document(text))
            .0
            .iter()
            .any(|c| serde_json::to_value(c).unwrap()["date"] == "2021-05-03" && matches!(c.kind, model::ClaimKind::Meeting(_)))
    };
    assert!(has(first) && has(&format!("{first}{rest}")));
}
