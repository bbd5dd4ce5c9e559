use super::*;

fn same(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

#[test]
fn case_articles_numbers_and_the_order_of_a_dyad_do_not_matter() {
    for (a, b) in [
        ("Japan-China High-Level Economic Dialogue", "China-Japan High-Level Economic Dialogue"),
        ("Japan–China Economic Dialogue", "China - Japan economic dialogue"),
        ("The 12th Mekong-Japan Economic Ministers' Meeting", "Japan-Mekong Economic Ministers’ Meeting"),
        ("Third Trade & Investment Committee", "trade and investment committee"),
        ("Vice-Ministers' Dialogue", "Vice Ministers' dialogue"),
        ("Japan-China High-Level Economic Dialogue", "high-level Japan-China economic dialogue"),
        ("Joint Committee between Kenya and India", "India-Kenya Joint Committee"),
        ("Lakes Development Vision (LDV) (2016-2020)", "Lakes Development Vision"),
        ("Dialogue on Trade", "dialogue for trade"),
    ] {
        assert!(same(a, b), "{a} / {b}: {} / {}", key(a), key(b));
    }
}

#[test]
fn words_of_level_and_field_are_part_of_the_name() {
    assert!(!same("Mekong-Japan Economic Ministers' Meeting", "Mekong-Japan Foreign Ministers' Meeting"));
    assert!(!same("Japan-China Economic Dialogue", "Japan-Korea Economic Dialogue"));
    assert!(!same("Dialogue", "Dialogue on Trade"));
    assert!(!same("Lakes Development Vision", "Lakes Development Vision 2.0"));
    assert!(!same("Dialogue (Trade)", "Dialogue"));
}

#[test]
fn a_name_of_numbers_alone_keeps_them() {
    assert_eq!(key("The Second"), "second");
    assert_eq!(key("2nd"), "2nd");
}

#[test]
fn a_name_that_says_whose_it_is_is_known() {
    for (name, names) in [
        ("Japan-China Dialogue", true),
        ("High-Level Dialogue", false),
        ("Director-General Talks", false),
        ("Foreign Ministers' Meeting", false),
    ] {
        assert_eq!(Name::read(name).names_parties, names, "{name}");
    }
}

#[test]
fn given_and_family_name_come_in_either_order() {
    assert_eq!(person_key("Ken Mori"), person_key("MORI Ken"));
}

#[test]
fn a_speaker_is_what_its_name_says() {
    let of = |name: &str| speaker(&Who::new(name));
    let party = |name: &str| Speaker::Party(Party::new(name));
    assert_eq!(of("JPN"), party("JPN"));
    assert_eq!(of("JPN:Ministry of Finance"), party("JPN:Ministry of Finance"));
    assert_eq!(of("ASEAN"), party("ASEAN"));
    assert_eq!(of("European Union"), party("European Union"));
    assert_eq!(of("Ken Mori"), Speaker::Person("Ken Mori".to_owned()));
    assert_eq!(of("about 60 governors and mayors"), Speaker::Unknown);
    assert_eq!(of("Kyodo"), Speaker::Unknown);
}

#[test]
fn a_party_is_one_in_every_spelling() {
    let key = |name: &str| party_key(&Party::new(name));
    assert_eq!(key("JPN"), "jpn");
    assert_eq!(key("JPN:Ministry of Economy, Trade and Industry"), key("JPN:The Ministry of Economy, Trade, and Industry"));
    assert_ne!(key("JPN:Ministry of Finance"), key("CHN:Ministry of Finance"));
    assert_ne!(key("JPN"), key("JPN:Diet"));
}

#[test]
fn a_long_key_is_cut_and_still_tells_names_apart() {
    let long = "a very long name ".repeat(20);
    assert!(slug(&long).len() <= 72);
    assert_ne!(slug(&long), slug(&format!("{long}x")));
    assert!(slug(&"é".repeat(80)).len() <= 72);
}

proptest::proptest! {
    #[test]
    fn any_name_is_read_without_panic(name in ".{0,80}") {
        let read = Name::read(&name);
        let _ = (slug(&read.key()), person_key(&name), speaker(&Who::new(name.as_str())), party_key(&Party::new(name)));
    }
}
