use super::*;

#[test]
fn dates_are_spelled_and_other_numbers_left_alone() {
    for (text, read) in [
        ("last held 2016-12-06, 9 years before 2026-11-22; met", "last held 6 December 2016, 9 years before 22 November 2026; met"),
        ("Japan: lift it, due 2025-03", "Japan: lift it, due March 2025"),
        ("Vision 2019-2023 (2018-08)", "Vision 2019-2023 (2018-08)"),
        ("for 2024-10-08/2024-10-09.", "for 8–9 October 2024."),
        ("", ""),
    ] {
        assert_eq!(spelled(text), read);
    }
}

#[test]
fn an_address_names_its_entity_and_nothing_else() {
    assert_eq!(address(&EntityId::from_printed("mechanism:a/b c?")), "/mechanism/a%2Fb%20c%3F");
    assert_eq!((short("claim:12ab"), short("12ab")), ("12ab", "12ab"));
    assert_eq!(file_name("https://example.org/a/b.html"), "b.html");
}

#[test]
fn a_token_names_its_place_and_others_none() {
    for place in [0, 1, 100, 12_345, 2_000_000_000] {
        assert_eq!(token_place(&place_token(place)), Some(place));
    }
    for token in ["", "100", "zzzzzzzzzzzz", "ffffffffffffffff"] {
        assert_eq!(token_place(token), None, "{token}");
    }
}
