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

#[test]
fn towns_lie_where_they_lie() {
    let parties = Parties::new();
    let near = |town: &str, state: Option<&str>, north: f64, east: f64| {
        let (n, e) = parties.located(town, state).unwrap_or_else(|| panic!("{town}"));
        assert!((n - north).abs() < 0.2 && (e - east).abs() < 0.2, "{town}: {n} {e}");
    };
    near("Nairobi", None, -1.3, 36.8);
    near("nairobi", Some("KEN"), -1.3, 36.8);
    // The largest of a name, unless the state is said.
    near("London", None, 51.5, -0.1);
    near("London", Some("CAN"), 43.0, -81.2);
    for (town, state) in [("Nairobi", Some("JPN")), ("Zubrowka", None), ("", None), ("Kenya", None)] {
        assert_eq!(parties.located(town, state), None, "{town:?}");
    }
}
