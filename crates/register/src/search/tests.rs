use super::*;
use crate::fixture::{claim, document, meeting, now};
use crate::{Mode, in_memory, open};
use proptest::prelude::*;

fn filled(mut register: Register) -> Register {
    let seafood = document("a.html", "Beijing eased the seafood ban. São Paulo was not concerned by the matter.", "2024-09-20");
    let tea = document("b.html", "Tokyo spoke of tea, and of nothing else. The seafood was good.", "2024-09-20");
    let claims = vec![claim(&seafood, meeting("Japan-China Economic Dialogue", Some(3), None, &["JPN", "CHN"]))];
    register.ingest(&[(seafood, claims), (tea, Vec::new())], "r1", now(0)).unwrap();
    register
}

#[test]
fn words_are_found_with_their_passage_and_claims() {
    let folder = tempfile::tempdir().unwrap();
    let disk = open(&folder.path().join("x"), Mode::Create).unwrap();
    for register in [filled(in_memory()), filled(disk)] {
        assert_eq!(register.search("seafood", 9).unwrap().documents.len(), 2);
        assert_eq!(register.search("seafood", 1).unwrap().documents.len(), 1);
        let found = register.search("BEIJING, seafood!", 9).unwrap();
        let [hit] = &found.documents[..] else { panic!("one document holds both words: {found:?}") };
        assert!(hit.snippet.contains("seafood ban"), "{}", hit.snippet);
        assert_eq!(hit.matches.len(), 2);
        assert_eq!(hit.claims.len(), 1, "the claim's evidence is the first word");
        let named = register.search("Economic", 9).unwrap().entities;
        assert_eq!(named.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["mechanism:china-japan-economic-dialogue"]);
        assert_eq!(register.search("nothing at all", 9).unwrap().documents.len(), 0);
    }
}

#[test]
fn marks_over_letters_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(open(&folder.path().join("x"), Mode::Create).unwrap());
    let found = register.search("sao paulo", 9).unwrap();
    assert_eq!(found.documents[0].matches.len(), 2);
}

#[test]
fn signs_of_the_query_language_mean_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let register = filled(open(&folder.path().join("x"), Mode::Create).unwrap());
    for query in ["", "\"", "seafood\"", "a AND", "NEAR(", "title:", "*", "^x", "-seafood", "{a b}: c", "'", "\0", "(", "OR OR", "日中"] {
        assert!(register.search(query, 9).is_ok(), "{query:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_query_is_answered(query in ".{0,60}") {
        let folder = tempfile::tempdir().unwrap();
        let register = filled(open(&folder.path().join("x"), Mode::Create).unwrap());
        prop_assert!(register.search(&query, 5).is_ok());
    }

    #[test]
    fn a_passage_lies_on_character_boundaries(text in "\\PC{0,600}", word in "\\PC{1,4}") {
        let matches = places(&text, &words(&word));
        let passage = passage(&text, &matches);
        prop_assert!(text.get(passage.range()).is_some());
        for m in matches {
            prop_assert!(text.get(m.range()).is_some());
        }
    }
}
