use super::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static G: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

fn find(text: &str) -> Option<(String, Vec<Entry>)> {
    let words = Words::of_text(text);
    G.find(&words, 0, words.len()).map(|(r, e)| (words.text_of(r).to_owned(), e))
}

fn state(text: &str) -> Option<&'static str> {
    find(text)?.1.iter().find_map(|e| match e {
        Entry::State(i) | Entry::Adjective(i) | Entry::Capital(i, true) => Some(G.states[usize::from(*i)].code),
        _ => None,
    })
}

#[test]
fn the_world_is_complete() {
    let current = G.states.iter().filter(|s| !["SUN", "YUG", "CSK", "DDR", "XKX", "ANT", "SCG"].contains(&s.code));
    assert_eq!(current.count(), 249);
    let of = |state| G.subdivisions.iter().filter(move |s| s.state == state).map(|s| s.name).collect::<BTreeSet<_>>();
    assert_eq!(of("JPN").len(), 47);
    assert_eq!(of("CHN").len(), 34);
    assert_eq!(of("KOR").len(), 17);
    assert!(G.cities.len() > 6_000);
}

#[test]
fn members_follow_the_years() {
    let organisation = |name: &str| G.organisations.iter().find(|o| o.name == name).unwrap();
    assert_eq!(organisation("European Union").members(None).len(), 27);
    assert_eq!(organisation("European Union").members(Some(2016)).len(), 28);
    assert_eq!(organisation("European Union").members(Some(1960)).len(), 6);
    assert_eq!(organisation("ASEAN").members(Some(2020)).len(), 10);
    assert_eq!(organisation("Mekong countries").members(None), ["KHM", "LAO", "MMR", "THA", "VNM"]);
    for o in &G.organisations {
        assert!(o.members.iter().all(|m| G.state(m.0).is_some()), "{}", o.name);
    }
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(find("Papua New Guinea said").unwrap().0, "Papua New Guinea");
    assert_eq!(find("South Korean officials").unwrap().0, "South Korean");
    assert_eq!(find("Guinea-Bissau").unwrap().0, "Guinea-Bissau");
}

#[test]
fn a_capital_stands_for_the_state_that_is() {
    assert_eq!((state("Belgrade"), state("Prague")), (Some("SRB"), Some("CZE")));
}

#[test]
fn states_go_by_many_names() {
    for (text, code) in [
        ("Lao PDR", "LAO"),
        ("Lao-PDR", "LAO"),
        ("Viet Nam", "VNM"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("ROK", "KOR"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Washington", "USA"),
        ("the", ""),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Kyrgyz Republic", "KGZ"),
        ("JAPAN", "JPN"),
        ("Beijing", "CHN"),
        ("Dutch", "NLD"),
        ("Swiss", "CHE"),
        ("Ivorian", "CIV"),
        ("Filipino", "PHL"),
        ("UK", "GBR"),
        ("Republic of Korea", "KOR"),
        ("DPRK", "PRK"),
        ("Czech Republic", "CZE"),
        ("Brunei Darussalam", "BRN"),
        ("Eswatini", "SWZ"),
    ] {
        assert_eq!(state(text).unwrap_or(""), code, "{text}");
    }
}

#[test]
fn small_letters_and_parts_of_words_name_nothing() {
    for text in ["turkey", "china", "us", "chad", "Indianapolis5", "Us"] {
        assert_eq!(state(text), None, "{text}");
    }
}
