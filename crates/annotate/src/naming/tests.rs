use super::*;

#[test]
fn a_state_goes_by_its_code_its_name_and_its_adjective() {
    let parties = Parties::new();
    for (name, party) in [
        ("JPN", "JPN"),
        ("jpn", "JPN"),
        ("Japan", "JPN"),
        ("japanese", "JPN"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("the Netherlands", "NLD"),
        ("ASEAN", "ASEAN"),
    ] {
        assert_eq!(parties.named(name).as_ref().map(Party::as_str), Some(party), "{name}");
    }
    assert_eq!(parties.state("JPN"), Some("Japan"));
}

#[test]
fn what_is_no_party_is_none() {
    let parties = Parties::new();
    for name in ["", " ", "Zubrowka", "Tokyo", "the", "'"] {
        assert_eq!(parties.named(name), None, "{name:?}");
    }
}
