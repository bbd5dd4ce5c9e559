use super::*;
use crate::Standing;
use crate::fixture::{article, attended, ban, claim, document, meeting, now, signed};
use crate::store::rows;
use model::claim::MeasureStatus;
use proptest::prelude::*;
use tempfile::tempdir;

fn read(source: &str, topic: &str, published: &str) -> (Document, Vec<Claim>) {
    let document = document(source, &article(topic), published);
    let claims = vec![
        claim(&document, meeting("Japan-China Economic Dialogue", Some(3), Some("2010-08-28"), &["JPN", "CHN"])),
        claim(&document, ban("CHN", "Japanese seafood", MeasureStatus::InForce)),
    ];
    (document, claims)
}

fn counted(register: &Register) -> (usize, usize, usize) {
    let snapshot = register.snapshot().unwrap();
    (snapshot.documents.len(), snapshot.claims.len(), snapshot.entities.len())
}

#[test]
fn what_is_read_twice_is_recorded_once() {
    let mut register = in_memory();
    let one = read("https://a.example/1", "seafood", "2024-09-20");
    assert_eq!(register.ingest(std::slice::from_ref(&one), "r1", now(0)).unwrap(), [Outcome::New]);
    let head = register.head().unwrap();
    assert_eq!(register.ingest(std::slice::from_ref(&one), "r2", now(9)).unwrap(), [Outcome::Unchanged]);
    assert_eq!(register.head().unwrap(), head);
    // JPN, CHN, the mechanism, its session, the ban.
    assert_eq!(counted(&register), (1, 2, 5));
}

#[test]
fn a_copy_on_another_site_is_linked_and_its_claims_count_once() {
    let mut register = in_memory();
    let first = read("https://a.example/1", "seafood", "2024-09-20");
    let copy = read("https://b.example/9", "seafood", "2024-09-21");
    // The bytes differ, as the page around the article does.
    let copy_document = Document { id: DocumentId::of(b"other bytes"), ..copy.0 };
    let copy_claims: Vec<Claim> = copy.1.into_iter().map(|c| Claim { doc: copy_document.id.clone(), ..c }).collect();
    let outcomes = register.ingest(&[first.clone(), (copy_document.clone(), copy_claims)], "r1", now(0)).unwrap();
    assert_eq!(outcomes, [Outcome::New, Outcome::DuplicateOf(first.0.id.clone())]);
    assert_eq!(counted(&register), (2, 2, 5));
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.documents[&copy_document.id].same_as, Some(first.0.id.clone()));
    assert_eq!(snapshot.copies(&first.0.id).len(), 1);
}

#[test]
fn a_corrected_page_counts_in_its_last_state() {
    let mut register = in_memory();
    let (early, _) = read("https://a.example/1", "seafood", "2024-09-20");
    let mut late = early.clone();
    late.text = late.text.replace("word39seafood", "word38seafood");
    late.id = DocumentId::of(b"late");
    let of = |d: &Document, status| vec![claim(d, ban("CHN", "Japanese seafood", status))];
    let early_claims = of(&early, MeasureStatus::InForce);
    let late_claims = of(&late, MeasureStatus::Eased);
    register.ingest(&[(early.clone(), early_claims)], "r1", now(0)).unwrap();
    let outcome = register.ingest(&[(late.clone(), late_claims.clone())], "r1", now(1)).unwrap();
    assert_eq!(outcome, [Outcome::NewSnapshotOf(early.id.clone())]);
    let snapshot = register.snapshot().unwrap();
    assert_eq!(snapshot.claims.values().map(|k| &k.claim).collect::<Vec<_>>(), late_claims.iter().collect::<Vec<_>>());
    assert_eq!(snapshot.documents[&early.id].revised_by, Some(late.id.clone()));
    // The page goes back to what it was: that is news, and the first state counts again.
    let again = register.ingest(&[(early.clone(), of(&early, MeasureStatus::InForce))], "r1", now(2)).unwrap();
    assert_eq!(again, [Outcome::NewSnapshotOf(late.id.clone())]);
    assert!(register.snapshot().unwrap().documents[&early.id].counts);
    assert!(register.verify().unwrap().is_sound());
}

#[test]
fn a_page_that_says_something_else_counts_in_both_states() {
    let mut register = in_memory();
    let early = read("https://a.example/latest", "seafood", "2023-09-20");
    let late = read("https://a.example/latest", "whaling", "2024-09-20");
    register.ingest(std::slice::from_ref(&early), "r1", now(0)).unwrap();
    assert_eq!(register.ingest(&[late], "r1", now(1)).unwrap(), [Outcome::NewSnapshotOf(early.0.id)]);
    assert_eq!(counted(&register), (2, 4, 5));
}

#[test]
fn the_same_bytes_at_two_addresses_are_one_document() {
    let mut register = in_memory();
    let here = read("b.html", "seafood", "2023-09-20");
    let there = (Document { source: "a.html".to_owned(), ..here.0.clone() }, here.1.clone());
    register.ingest(std::slice::from_ref(&here), "r1", now(0)).unwrap();
    assert_eq!(register.ingest(&[there], "r1", now(1)).unwrap(), [Outcome::DuplicateOf(here.0.id.clone())]);
    assert_eq!(register.documents().unwrap()[0].sources, ["a.html", "b.html"]);
    assert_eq!(counted(&register), (1, 2, 5));
}

#[test]
fn another_reader_replaces_what_was_read_from_the_same_bytes() {
    let mut register = in_memory();
    let (document, claims) = read("a.html", "seafood", "2023-09-20");
    register.ingest(&[(document.clone(), claims.clone())], "r1", now(0)).unwrap();
    let outcome = register.ingest(&[(document.clone(), claims[..1].to_vec())], "r2", now(1)).unwrap();
    assert_eq!(outcome, [Outcome::Reread]);
    assert_eq!(counted(&register), (1, 1, 4));
}

#[test]
fn a_rejected_claim_counts_for_nothing_until_it_is_accepted() {
    let mut register = in_memory();
    let (document, claims) = read("a.html", "seafood", "2023-09-20");
    let id = claims[1].id(&document.text_id());
    register.ingest(&[(document.clone(), claims.clone())], "r1", now(0)).unwrap();
    register.reject(id.clone(), "an analyst", "misread", now(1)).unwrap();
    assert_eq!(counted(&register), (1, 1, 4));
    assert_eq!(register.claim(&id).unwrap().unwrap().standing, Standing::Rejected);
    // The decision outlives another reading of the same text.
    register.ingest(&[(document.clone(), claims[1..].to_vec())], "r2", now(2)).unwrap();
    assert_eq!(counted(&register).1, 0);
    register.accept(id.clone(), "an analyst", "", now(3)).unwrap();
    assert_eq!(register.claim(&id).unwrap().unwrap().standing, Standing::Accepted);
    assert_eq!(counted(&register).1, 1);
    assert!(register.verify().unwrap().is_sound());
}

#[test]
fn a_failed_batch_leaves_nothing_behind() {
    let mut register = in_memory();
    let good = read("a.html", "seafood", "2023-09-20");
    let mut bad = read("b.html", "whaling", "2023-09-20");
    bad.1[0].evidence[0] = model::Span::new(0, 1_000_000);
    register.ingest(std::slice::from_ref(&good), "r1", now(0)).unwrap();
    let before = (register.head().unwrap(), register.digest().unwrap());
    assert!(matches!(register.ingest(&[read("c.html", "tea", "2020"), bad], "r1", now(1)), Err(Error::Evidence { .. })));
    let missing = ClaimId::from_printed("claim:none");
    assert!(matches!(register.reject(missing, "a", "", now(1)), Err(Error::NoSuchClaim { .. })));
    assert_eq!((register.head().unwrap(), register.digest().unwrap()), before);
}

#[test]
fn a_register_on_disk_is_the_same_when_opened_again_and_when_rebuilt() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("x.register");
    let mut register = open(&path, Mode::Create).unwrap();
    for (i, topic) in ["seafood", "whaling", "tea", "steel"].into_iter().enumerate() {
        register.ingest(&[read(&format!("{topic}.html"), topic, "2024-01-05")], "r1", now(i as i64)).unwrap();
    }
    let digest = register.digest().unwrap();
    drop(register);
    let read_only = open(&path, Mode::Read).unwrap();
    assert_eq!(read_only.digest().unwrap(), digest);
    let verified = read_only.verify().unwrap();
    assert!(verified.is_sound() && verified.entries == 8 && verified.claims == 8 && verified.rows > 0, "{verified:?}");
    drop(read_only);
    let mut register = open(&path, Mode::Write).unwrap();
    let tables = |r: &Register| Table::ALL.map(|t| rows(&*r.store, t, "").unwrap());
    let before = tables(&register);
    register.rebuild().unwrap();
    assert_eq!(tables(&register), before);
    assert_eq!(register.digest().unwrap(), digest);
}

/// One document of the pool that orders are drawn from: `topic` and `variant` give its text, `site` its address.
fn drawn((topic, variant, site, kinds): &(usize, usize, usize, Vec<usize>)) -> (Document, Vec<Claim>) {
    let topic = ["tea", "steel", "coal"][*topic];
    let mut document = document("", &article(topic), ["2020-05-01", "2020-04", "2021"][*site % 3]);
    match variant {
        0 => {}
        // A near copy, and one that exchanges a number.
        1 => document.text.push_str(" All rights reserved."),
        2 => document.text.push_str(" Session 12 was held."),
        3 => document.text.push_str(" Session 13 was held."),
        _ => document.text = format!("A short note on {topic}."),
    }
    document.source = format!("https://site{site}.example/{topic}");
    // Pages around the same article differ; sites 0 and 1 serve the same bytes.
    document.id = DocumentId::of(format!("{} {}", (*site).max(1), document.text).as_bytes());
    document.published = ["2020-05-01", "2020-05-01", "2020-04", "2021"][*site % 4].parse().ok();
    let pool = [
        meeting("Japan-China Dialogue", Some(3), Some("2010-08-28"), &["JPN", "CHN"]),
        meeting("China-Japan Dialogue", None, Some("2010-08"), &["CHN"]),
        meeting("China-Japan Dialogue", Some(4), Some("2010-08-29"), &[]),
        meeting("Ministers' Meeting", Some(1), None, &["JPN", "KOR"]),
        meeting("Ministers' Meeting", Some(1), None, &[]),
        meeting("Ministers' Meeting", Some(1), None, &["JPN:Cabinet Office", "IND"]),
        meeting("", None, Some("2019-05-09"), &["JPN", "CHN"]),
        attended("Ministers' Meeting", 1, "Wei Li", "CHN"),
        attended("Ministers' Meeting", 1, "Li Wei", "CHN:ministry of trade"),
        attended("Ministers' Meeting", 1, "Li Wei", "CHN:Ministry of Trade"),
        signed("Rice Agreement", "2020", &["JPN", "KOR"]),
        ban("CHN", "Japanese seafood", MeasureStatus::InForce),
        ban("CHN", "the Japanese Seafood", MeasureStatus::Eased),
    ];
    // What a reader finds follows from the bytes.
    let kinds = if *site <= 1 { vec![*variant, *variant + 7] } else { kinds.clone() };
    let mut claims: Vec<Claim> = kinds.iter().map(|k| claim(&document, pool[k % pool.len()].clone())).collect();
    let mut seen = std::collections::BTreeSet::new();
    claims.retain(|c| seen.insert(c.id(&document.text_id())));
    (document, claims)
}

/// Ingests documents in batches of `size`, then rejects every claim on seafood.
#[test]
fn what_servers_gave_outlives_the_process_and_not_the_tables() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("x");
    let given = |etag: &str| Validators { etag: Some(etag.to_owned()), last_modified: None };
    let (a, b) = ("https://example.org/a".to_owned(), "https://example.org/b".to_owned());
    let mut register = open(&path, Mode::Create).unwrap();
    register.keep_answers(&[(a.clone(), given("1")), (b.clone(), given("2"))]).unwrap();
    register.keep_answers(&[(a.clone(), given("3"))]).unwrap();
    drop(register);
    let mut register = open(&path, Mode::Write).unwrap();
    assert_eq!(register.answers().unwrap(), BTreeMap::from([(a, given("3")), (b, given("2"))]));
    assert!(register.verify().unwrap().is_sound(), "the log does not give them, and they do not differ from it");
    register.rebuild().unwrap();
    assert!(register.answers().unwrap().is_empty());
}

fn folded(mut register: Register, read: &[(Document, Vec<Claim>)], size: usize) -> Register {
    for (i, batch) in read.chunks(size).enumerate() {
        register.ingest(batch, "r1", now(i as i64)).unwrap();
    }
    let measures = ClaimFilter { kind: Some("measure".to_owned()), ..ClaimFilter::default() };
    for kept in register.claims(&measures).unwrap() {
        register.reject(kept.id, "an analyst", "", now(99)).unwrap();
    }
    register
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_order_of_arrival_does_not_matter(
        picks in proptest::collection::vec((0usize..3, 0usize..5, 0usize..5, proptest::collection::vec(0usize..13, 0..4)), 1..12),
        order in proptest::collection::vec(0usize..1000, 12),
        sizes in (1usize..4, 1usize..9),
    ) {
        // The states of one page, which differ in `variant`, keep their order, and each is read once.
        let mut states = std::collections::BTreeSet::new();
        let read: Vec<_> = picks.iter().map(drawn).filter(|(d, _)| states.insert((d.source.clone(), d.id.clone()))).collect();
        let one = folded(in_memory(), &read, sizes.0);
        let mut pages: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
        for (i, (document, _)) in read.iter().enumerate() {
            pages.entry(&document.source).or_default().push(order[i]);
        }
        pages.values_mut().for_each(|keys| keys.sort_unstable_by(|a, b| b.cmp(a)));
        let mut keyed: Vec<(usize, usize)> =
            read.iter().enumerate().map(|(i, (d, _))| (pages.get_mut(d.source.as_str()).unwrap().pop().unwrap(), i)).collect();
        keyed.sort_unstable();
        let shuffled: Vec<_> = keyed.into_iter().map(|(_, i)| read[i].clone()).collect();
        let folder = tempdir().unwrap();
        let mut two = folded(open(&folder.path().join("x"), Mode::Create).unwrap(), &shuffled, sizes.1);
        prop_assert_eq!(one.snapshot().unwrap(), two.snapshot().unwrap());
        prop_assert_eq!(one.digest().unwrap(), two.digest().unwrap());
        let verified = two.verify().unwrap();
        prop_assert!(verified.is_sound(), "{:?}", verified.differences);
        let before = two.digest().unwrap();
        two.rebuild().unwrap();
        prop_assert_eq!(two.digest().unwrap(), before);
        let head = two.head().unwrap();
        let last: Vec<_> = shuffled.iter().rev().filter(|(d, _)| states.insert((d.source.clone(), DocumentId::of(b"")))).cloned().collect();
        let again = two.ingest(&last, "r2", now(500)).unwrap();
        prop_assert!(again.iter().all(|o| *o == Outcome::Unchanged), "{again:?}");
        prop_assert_eq!(two.head().unwrap(), head);
    }
}

#[test]
fn a_register_filled_at_once_is_the_same() {
    let documents: Vec<_> = ["tea", "steel", "tea", "coal", "rice"]
        .iter()
        .enumerate()
        .map(|(n, topic)| read(&format!("https://{n}.example/"), topic, &format!("2024-01-0{}", 9 - n)))
        .collect();
    let mut one_by_one = in_memory();
    let outcomes: Vec<Outcome> =
        documents.iter().flat_map(|read| one_by_one.ingest(std::slice::from_ref(read), "r1", now(0)).unwrap()).collect();
    let mut filled = in_memory();
    assert_eq!(filled.fill(documents.clone(), "r1", now(0)).unwrap(), outcomes);
    assert_eq!(filled.digest().unwrap(), one_by_one.digest().unwrap());
    assert_eq!(filled.head().unwrap(), one_by_one.head().unwrap());
    assert!(filled.verify().unwrap().is_sound());
    assert!(matches!(filled.fill(documents, "r1", now(1)), Err(Error::NotEmpty { entries: 10 })));
}

#[test]
fn a_password_is_never_shown() {
    for (path, told) in [
        ("postgres://clerk:secret@db.example/register?x=1", "postgres://clerk@db.example/register"),
        ("postgresql://db.example/register", "postgresql://db.example/register"),
        ("folder/a@b.register", "folder/a@b.register"),
    ] {
        assert_eq!(shown(path.as_ref()), told);
    }
}

#[test]
fn a_copy_has_the_same_log_and_the_same_tables() {
    let mut register = in_memory();
    register.ingest(&[read("https://a.example/1", "seafood", "2024-09-20")], "r1", now(0)).unwrap();
    let mut copy = in_memory();
    copy.take_over(&register).unwrap();
    assert_eq!((copy.head().unwrap(), copy.digest().unwrap()), (register.head().unwrap(), register.digest().unwrap()));
    assert!(matches!(copy.take_over(&register), Err(Error::NotEmpty { entries: 2 })));
    assert!(copy.verify().unwrap().is_sound());
}
