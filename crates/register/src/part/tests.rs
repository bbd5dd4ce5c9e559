use super::*;
use crate::fixture::{article, attended, ban, claim, document, mechanism, meeting, now, signed};
use crate::{Register, in_memory};
use model::claim::{MeasureStatus, Stance, StanceType};
use model::{Claim, ClaimKind, Document, Who};
use proptest::prelude::*;

fn said(by: &str, to: Option<&str>, about: &str) -> ClaimKind {
    ClaimKind::Stance(Stance {
        by: vec![Who::new(by)],
        to: to.map(Who::new).into_iter().collect(),
        stance: Some(StanceType::Request),
        about: Some(about.to_owned()),
        ..Stance::default()
    })
}

fn pool() -> Vec<ClaimKind> {
    vec![
        meeting("Japan-China Dialogue", Some(3), Some("2010-08-28"), &["JPN", "CHN"]),
        meeting("China-Japan Dialogue", None, Some("2010-08"), &["CHN"]),
        meeting("China-Japan Dialogue", Some(4), Some("2018-04-16"), &["JPN"]),
        mechanism("Japan-China Dialogue", &["JPN", "CHN"]),
        meeting("Ministers' Meeting", Some(1), None, &["JPN", "KOR"]),
        meeting("Ministers' Meeting", Some(2), None, &[]),
        meeting("", None, Some("2019-05-09"), &["JPN", "CHN"]),
        attended("Ministers' Meeting", 1, "Wei Li", "CHN"),
        signed("Rice Vision", "2020", &["JPN", "KOR"]),
        signed("Rice Vision 2.0", "2021", &["JPN", "KOR"]),
        ban("CHN", "Japanese seafood", MeasureStatus::InForce),
        said("JPN", None, "the early lifting of the ban"),
        said("Wei Li", Some("JPN"), "more trade in services between them"),
        said("Li Wei", None, "an early and full return to talks"),
        said("KOR", Some("CHN"), "open the market for apples at once"),
        meeting("Summit of the Many", Some(1), None, &["JPN", "CHN", "KOR", "IND", "KEN", "DEU", "FRA", "ITA", "LAO", "VNM"]),
    ]
}

/// A document of a page, which may be read in several states.
fn drawn((page, state, kinds): &(usize, usize, Vec<usize>)) -> (Document, Vec<Claim>) {
    let topic = ["tea", "steel", "coal", "rice", "zinc"][*page];
    let text = article(topic).replace("word39", &format!("word39state{state}"));
    let published = ["2019-05-01", "2020-04", "", "2021-02-03"][(*page + *state) % 4];
    let document = document(&format!("https://site.example/{topic}"), &text, published);
    let pool = pool();
    let mut claims: Vec<Claim> = kinds.iter().map(|k| claim(&document, pool[k % pool.len()].clone())).collect();
    let mut seen = BTreeSet::new();
    claims.retain(|c| seen.insert(c.id(&document.text_id())));
    (document, claims)
}

/// The part holds whole what the whole register holds of it.
fn is_part(told: &str, part: &Snapshot, whole: &Snapshot, wanted: &dyn Fn(&Entity) -> bool) -> Result<(), TestCaseError> {
    holds((told, part), None, whole, wanted)
}

/// The outline holds the same, with the claims and documents that it leaves out where they can be asked for.
fn is_outline(
    register: &Register,
    told: &str,
    outline: &Snapshot,
    whole: &Snapshot,
    wanted: &dyn Fn(&Entity) -> bool,
) -> Result<(), TestCaseError> {
    holds((told, outline), Some(register), whole, wanted)
}

fn holds(
    (told, part): (&str, &Snapshot),
    outline_of: Option<&Register>,
    whole: &Snapshot,
    wanted: &dyn Fn(&Entity) -> bool,
) -> Result<(), TestCaseError> {
    for entity in whole.entities.values().filter(|e| wanted(e) && !matches!(e.kind, EntityKind::Party(_))) {
        prop_assert_eq!(part.entities.get(&entity.id), Some(entity), "{}", told);
    }
    for entity in part.entities.values().filter(|e| !matches!(e.kind, EntityKind::Party(_))) {
        prop_assert_eq!(whole.entities.get(&entity.id), Some(entity), "the part has nothing of its own");
        prop_assert_eq!(entity.claims.len(), entity.documents.len());
        for (claim, document) in entity.claims.iter().zip(&entity.documents) {
            prop_assert_eq!(&whole.claims[claim].claim.doc, document);
            let known = outline_of.and_then(|register| register.known_of(document).unwrap());
            prop_assert_eq!(part.documents.get(document).or(known.as_ref()), whole.documents.get(document));
        }
        match outline_of.filter(|_| part.evidence(entity).count() < entity.claims.len()) {
            Some(register) => prop_assert!(register.told(entity, usize::MAX).unwrap().iter().eq(whole.evidence(entity)), "{}", told),
            None => prop_assert!(part.evidence(entity).eq(whole.evidence(entity)), "{}", told),
        }
    }
    for (publisher, read) in &part.read_until {
        prop_assert_eq!(whole.read_until.get(publisher), Some(read));
    }
    Ok(())
}

fn check(register: &Register, until: Option<PartialDate>) -> Result<(), TestCaseError> {
    let whole = match until {
        Some(day) => register.said_by(day).unwrap(),
        None => register.snapshot().unwrap(),
    };
    let part = |wanted| register.part(&wanted, until).unwrap();
    for (one, other) in [("JPN", "CHN"), ("KOR", "JPN"), ("KOR", "CHN")] {
        let wanted = |e: &Entity| e.concerns(one) && e.concerns(other);
        for both in [Wanted::Parties(one.to_owned(), other.to_owned()), Wanted::Between(one.to_owned(), other.to_owned())] {
            let told = format!("{both:?}");
            is_outline(register, &told, &register.outline(&both, until).unwrap(), &whole, &wanted)?;
            is_part(&told, &part(both), &whole, &wanted)?;
        }
    }
    for kinds in [&["stance", "measure"][..], &["meeting"], &["mechanism", "instrument"]] {
        let of = |parties: &[&str]| {
            let wanted = Wanted::OfKinds(parties.iter().map(|&party| party.to_owned()).collect(), kinds);
            register.outline(&wanted, until).unwrap()
        };
        is_outline(register, "kinds", &of(&["CHN"]), &whole, &|e| e.concerns("CHN") && kinds.contains(&e.kind.name()))?;
        let wanted = |e: &Entity| e.concerns("CHN") && e.concerns("JPN") && kinds.contains(&e.kind.name());
        is_outline(register, "kinds of two", &of(&["CHN", "JPN"]), &whole, &wanted)?;
    }
    let china = Wanted::Party("CHN".to_owned());
    is_outline(register, "CHN", &register.outline(&china, until).unwrap(), &whole, &|e| e.concerns("CHN"))?;
    is_part("CHN", &part(china), &whole, &|e| e.concerns("CHN"))?;
    for entity in whole.entities.values().filter(|e| !matches!(e.kind, EntityKind::Party(_))) {
        let id = entity.id.clone();
        // A thing is asked for by the id that it has today.
        if register.entity(&id).unwrap().is_none() {
            continue;
        }
        let belongs = |e: &Entity| e.id == id || e.part_of.as_ref() == Some(&id);
        let wanted = Wanted::Entities(vec![id.clone()]);
        let (outline, part) = (register.outline(&wanted, until).unwrap(), part(wanted));
        is_outline(register, id.as_str(), &outline, &whole, &belongs)?;
        is_part(id.as_str(), &part, &whole, &belongs)?;
        // Of a person also what the person said and did.
        if id.kind() == "person" && until.is_none() {
            let done = |e: &Entity| entity.claims.iter().any(|claim| e.claims.contains(claim));
            is_outline(register, id.as_str(), &outline, &whole, &done)?;
        }
    }
    let found = Wanted::Found(whole.entities.keys().cloned().collect(), whole.documents.keys().cloned().collect());
    let found = part(found);
    prop_assert!(whole.documents.keys().all(|id| found.documents.contains_key(id)));
    prop_assert!(until.is_some() || found.entities.keys().eq(whole.entities.keys()), "by themselves they are found");
    is_outline(register, "found", &found, &whole, &|_| until.is_none())?;
    for document in whole.documents.values() {
        let told = |e: &Entity| whole.evidence(e).any(|k| k.claim.doc == document.id);
        is_part(document.id.as_str(), &part(Wanted::Documents(vec![document.id.clone()])), &whole, &told)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_part_is_what_the_whole_holds_of_it(
        picks in proptest::collection::vec((0usize..5, 0usize..3, proptest::collection::vec(0usize..16, 0..6)), 1..12),
        rejected in any::<prop::sample::Index>(),
        waits in 0usize..12,
    ) {
        let mut register = in_memory();
        for (i, pick) in picks.iter().enumerate() {
            if i >= waits {
                register.ingest_and_wait(&[drawn(pick)], now(i as i64));
            } else {
                register.ingest(&[drawn(pick)], "r1", now(i as i64)).unwrap();
            }
        }
        let claims: Vec<_> = register.snapshot().unwrap().claims.into_keys().collect();
        if !claims.is_empty() {
            register.reject(rejected.get(&claims).clone(), "an analyst", "", now(99)).unwrap();
        }
        let digest = register.digest().unwrap();
        let verified = register.verify().unwrap();
        prop_assert!(verified.is_sound(), "{:?}", verified.differences);
        for until in [None, Some("2019-12-31"), Some("2020-12-31"), Some("2030")] {
            check(&register, until.map(|day| day.parse().unwrap()))?;
        }
        register.settle().unwrap();
        prop_assert_eq!(register.digest().unwrap(), digest, "what waits is what it will be");
    }
}

#[test]
fn names_are_found_by_their_words_without_the_number_of_a_session() {
    let mut register = in_memory();
    let read = drawn(&(0, 0, vec![0, 8]));
    register.ingest(&[read], "r1", now(0)).unwrap();
    let found = |words: &str| register.named(words, 9).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found("3rd Japan-China Dialogue"), ["mechanism:china-japan-dialogue"]);
    assert_eq!(found("rice vision"), ["instrument:rice-vision.jpn+kor"]);
    assert!(found("whaling").is_empty());
}

#[test]
fn of_an_earlier_day_only_what_was_told_on_both_sides_of_it_is_resolved_from_claims() {
    let mut register = in_memory();
    let told = |topic: &str, published: &str, kind: ClaimKind| {
        let document = document(&format!("https://site.example/{topic}"), &article(topic), published);
        let claims = vec![claim(&document, kind)];
        (document, claims)
    };
    let early = ban("CHN", "Japanese seafood", MeasureStatus::InForce);
    let both = signed("Rice Vision", "2020", &["CHN", "KOR"]);
    let read = [
        told("tea", "2019-05-01", early),
        told("steel", "2019-06-01", both.clone()),
        told("coal", "2021-02-03", both),
        told("rice", "2021-02-04", said("CHN", Some("KOR"), "open the market for apples at once")),
    ];
    register.ingest(&read, "r1", now(0)).unwrap();
    let outline = |day: &str| register.outline(&Wanted::Party("CHN".to_owned()), Some(day.parse().unwrap())).unwrap();
    let kinds = |part: &Snapshot| part.entities.values().map(|e| e.kind.name()).filter(|k| *k != "party").collect::<Vec<_>>();
    let between = outline("2020-01-01");
    assert_eq!(kinds(&between), ["instrument", "measure"]);
    assert_eq!(between.claims.values().map(|k| k.claim.kind.name()).collect::<Vec<_>>(), ["instrument"]);
    let all = outline("2021-12-31");
    assert_eq!(kinds(&all), ["instrument", "measure", "stance"]);
    assert!(all.claims.is_empty(), "it is as the tables have it");
    assert!(outline("2018-12-31").claims.is_empty());
}
