use super::*;
use model::{Block, Role};
use proptest::prelude::*;
use std::sync::LazyLock;

static A: LazyLock<Annotator> = LazyLock::new(Annotator::new);

/// A document of paragraphs, one a line, the first one its heading.
fn document(text: &str, published: &str, publisher: Option<&str>) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if end > at {
            let role = if blocks.is_empty() { Role::Heading { level: 1 } } else { Role::Paragraph };
            blocks.push(Block { span: Span::new(at, end), role });
        }
        at += line.len();
    }
    Document {
        source: "test".into(),
        title: text.lines().next().map(Into::into),
        blocks,
        published: published.parse().ok(),
        publisher: publisher.map(Into::into),
        ..Document::of_text(text)
    }
}

/// Every party mention as `words = parties`.
fn parties(text: &str) -> Vec<String> {
    let document = document(text, "2025-06-01", None);
    let annotated = A.names(&document);
    let show = |p: &[Party]| p.iter().map(Party::as_str).collect::<Vec<_>>().join("+");
    let party = |m: &Mention| match &m.kind {
        MentionKind::Party(p) => Some(format!("{} = {}", document.quote(m.span), show(p))),
        _ => None,
    };
    annotated.mentions.iter().filter_map(party).collect()
}

/// Every person with an office as `name: title of party`.
fn offices(text: &str) -> Vec<String> {
    let document = document(text, "2025-06-01", None);
    let annotated = A.names(&document);
    let mut all = Vec::new();
    for e in &annotated.entities {
        for o in &e.offices {
            all.push(format!("{}: {} of {}", e.name, o.title, o.party.as_ref().map_or("-", Party::as_str)));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mentions_lie_in_the_text_in_order(text in "(\\PC|\n|Ministry of |Mr\\. |Minister |Japan |, |\\(|\\)|the two |December 6 |[A-Z][a-z]+ ){0,60}") {
        let document = document(&text, "2025-06-01", Some("Ministry of Foreign Affairs of Japan"));
        let annotated = A.names(&document);
        let mut end = 0;
        for m in &annotated.mentions {
            prop_assert!(m.span.start >= end && m.span.end > m.span.start);
            prop_assert!(text.get(m.span.range()).is_some());
            prop_assert!(m.entity.is_none_or(|e| e < annotated.entities.len()));
            end = m.span.end;
        }
        for e in &annotated.entities {
            prop_assert!(e.offices.iter().all(|o| o.mention < annotated.mentions.len()));
        }
    }
}

/// What differs, as lines of text, found and expected.
fn differing(cases: &[(&str, &[&str])], find: impl Fn(&str) -> Vec<String>) -> String {
    let show = |(text, expected): &(&str, &[&str])| {
        let found = find(text);
        let expected: Vec<String> = expected.iter().map(|e| (*e).to_owned()).collect();
        (found != expected).then(|| format!("{text}: {found:?}, not {expected:?}\n"))
    };
    cases.iter().filter_map(show).collect()
}

const BODIES: &[(&str, &[&str])] = &[
    (
        "the Ministry of Economy, Trade and Industry (METI) said. METI held it.",
        &[
            "Ministry of Economy, Trade and Industry = JPN:Ministry of Economy, Trade and Industry",
            "METI = JPN:Ministry of Economy, Trade and Industry",
            "METI = JPN:Ministry of Economy, Trade and Industry",
        ],
    ),
    ("the Ministry of Commerce, China, held", &["Ministry of Commerce = CHN:Ministry of Commerce", "China = CHN"]),
    (
        "India's Ministry of Electronics and Information Technology (MeitY) held",
        &[
            "India = IND",
            "Ministry of Electronics and Information Technology = IND:Ministry of Electronics and Information Technology",
            "MeitY = IND:Ministry of Electronics and Information Technology",
        ],
    ),
    (
        "the Brazilian Ministry of Mines and Energy signed",
        &["Brazilian = BRA", "Ministry of Mines and Energy = BRA:Ministry of Mines and Energy"],
    ),
    ("the Ministry of Energy of Uzbekistan signed", &["Ministry of Energy = UZB:Ministry of Energy", "Uzbekistan = UZB"]),
    ("between the Bureau of Indian Standards and Kenya", &["Indian = IND", "Kenya = KEN"]),
    ("China's foreign ministry did not confirm", &["China = CHN", "foreign ministry = CHN:foreign ministry"]),
    ("the industry ministry in Seoul said", &["industry ministry = KOR:industry ministry"]),
    (
        "the World Trade Organization (WTO) and the International Atomic Energy Agency",
        &[
            "World Trade Organization = World Trade Organization",
            "WTO = World Trade Organization",
            "International Atomic Energy Agency = International Atomic Energy Agency",
        ],
    ),
    ("the five Mekong countries and Japan", &["five Mekong countries = KHM+LAO+MMR+THA+VNM", "Japan = JPN"]),
    ("the Government of Côte d'Ivoire and Japan", &["Government of Côte d'Ivoire = CIV", "Japan = JPN"]),
    ("Tokyo said it would work with Kuala Lumpur.", &["Tokyo = JPN", "Kuala Lumpur = MYS"]),
    ("They met in Tokyo on Saturday.", &[]),
    ("Beijing's ban on seafood from Japan", &["Beijing = CHN", "Japan = JPN"]),
    (
        "the Japan External Trade Organization (JETRO) said",
        &["Japan External Trade Organization = Japan External Trade Organization", "JETRO = Japan External Trade Organization"],
    ),
    (
        "the Busan Chamber of Commerce and Industry said",
        &["Busan Chamber of Commerce and Industry = Busan Chamber of Commerce and Industry"],
    ),
    ("the Indian side asked Japan", &["Indian side = IND", "Japan = JPN"]),
    ("Japan and China met. Both countries agreed.", &["Japan = JPN", "China = CHN", "Both countries = JPN+CHN"]),
    (
        "India, Kenya and Uganda met. The three countries agreed.",
        &["India = IND", "Kenya = KEN", "Uganda = UGA", "The three countries = IND+KEN+UGA"],
    ),
    ("a turkey and some china for Michael Jordan", &[]),
    ("The European Commission and the EU", &["European Commission = European Union:European Commission", "EU = European Union"]),
    (
        "Japan's Ministry of Finance and Korea's Ministry of Economy and Finance met. The two ministries agreed.",
        &[
            "Japan = JPN",
            "Ministry of Finance = JPN:Ministry of Finance",
            "Korea = KOR",
            "Ministry of Economy and Finance = KOR:Ministry of Economy and Finance",
            "The two ministries = JPN:Ministry of Finance+KOR:Ministry of Economy and Finance",
        ],
    ),
    ("Busan City Council criticized Japan", &["Busan City Council = KOR:Busan City Council", "Japan = JPN"]),
];

#[test]
fn parties_are_named() {
    assert_eq!(differing(BODIES, parties), "");
}

const OFFICES: &[(&str, &[&str])] = &[
    (
        "between Rahul Verma, Minister for Trade and Investment, and Piyush Nair, Secretary of Commerce of India",
        &["Rahul Verma: Minister for Trade and Investment of IND", "Piyush Nair: Secretary of Commerce of IND"],
    ),
    ("Japanese Foreign Minister Taro Hayashi met Ms. Wang.", &["Taro Hayashi: Foreign Minister of JPN"]),
    (
        "Mr. Kenta Mori, Director, Trade Policy Division, Trade Bureau, METI",
        &["Kenta Mori: Director, Trade Policy Division, Trade Bureau of JPN:Ministry of Economy, Trade and Industry"],
    ),
    (
        "Ms. Li Na, Deputy Director, Department of Foreign Trade, Ministry of Commerce, China",
        &["Li Na: Deputy Director, Department of Foreign Trade of CHN:Ministry of Commerce"],
    ),
    ("H.E. Mr. Sok Dara, Minister of Commerce of Cambodia; and", &["Sok Dara: Minister of Commerce of KHM"]),
    (
        "H.E. Ms. Nur Aina, Second Minister of Finance and Economy of Brunei Darussalam",
        &["Nur Aina: Second Minister of Finance and Economy of BRN"],
    ),
    ("U.S. Commerce Secretary Ann Porter said", &["Ann Porter: Commerce Secretary of USA"]),
    ("Minister of Economy, Trade and Industry of Japan Ken Aoki said", &["Ken Aoki: Minister of Economy, Trade and Industry of JPN"]),
    ("Japanese Economy, Trade and Industry Minister Mai Ueda said", &["Mai Ueda: Economy, Trade and Industry Minister of JPN"]),
    ("Governor Ichiro Ono of Toyama Prefecture said", &["Ichiro Ono: Governor of JPN:Toyama Prefecture"]),
    (
        "Okinawa Gov. Jun Kina and Fukui Gov. Rei Oka met",
        &["Jun Kina: Governor of JPN:Okinawa Prefecture", "Rei Oka: Governor of JPN:Fukui Prefecture"],
    ),
    ("The Malawian trade minister, Chikondi Phiri, welcomed it.", &["Chikondi Phiri: trade minister of MWI"]),
    (
        "Indian Foreign Minister Dev Rao and his Chinese counterpart, Guo Jian, met.",
        &["Dev Rao: Foreign Minister of IND", "Guo Jian: Foreign Minister of CHN"],
    ),
    ("Tan Wei, communist party secretary of Liaoning Province, visited", &["Tan Wei: communist party secretary of CHN:Liaoning Province"]),
    (
        "State Secretary Uwe Lang of the Federal Ministry for Economic Affairs signed",
        &["Uwe Lang: State Secretary of DEU:Federal Ministry for Economic Affairs"],
    ),
    (
        "Kim Soo, chairwoman of the Busan Chamber of Commerce and Industry.",
        &["Kim Soo: chairwoman of Busan Chamber of Commerce and Industry"],
    ),
    ("High Commissioner of India to Kenya, Smt. Asha Iyer, was present.", &["Asha Iyer: High Commissioner of India to Kenya of IND"]),
    (
        "Commissioner for International Partnerships Janis Berzins met EU officials",
        &["Janis Berzins: Commissioner for International Partnerships of European Union"],
    ),
    ("Minister Dinh, a representative of Vietnam, met Japan.", &["Dinh: Minister of VNM"]),
    ("former Prime Minister Shin Abo of Japan", &["Shin Abo: Prime Minister of JPN"]),
    ("Busan Mayor Kim Do-jin returned. Mayor Kim said so.", &["Kim Do-jin: Mayor of KOR:Busan"]),
    ("Thai Deputy Prime Minister and Commerce Minister Jirayu Phan told Japan", &["Jirayu Phan: Commerce Minister of THA"]),
    (
        "A delegation from Guangdong province led by Vice Governor Zhang Hong arrived in Japan",
        &["Zhang Hong: Vice Governor of CHN:Guangdong Province"],
    ),
    ("The Lord Mayor of Berlin, Jens Vogel, met Japan", &["Jens Vogel: Lord Mayor of DEU:Berlin"]),
    (
        "World Bank Regional Director for Eastern Europe Anna Holm attended.",
        &["Anna Holm: Regional Director for Eastern Europe of World Bank"],
    ),
    (
        "Canada and the Philippines agree\nPrime Minister Mark Wilson met President Ana Reyes in Manila.",
        &["Mark Wilson: Prime Minister of CAN", "Ana Reyes: President of PHL"],
    ),
    (
        "Uzbek Deputy Prime Minister Aziz Karimov met. The Korean President and his Uzbek counterpart, Timur Usmanov, talked.",
        &["Aziz Karimov: Deputy Prime Minister of UZB", "Timur Usmanov: President of UZB"],
    ),
];

#[test]
fn offices_are_tied_to_persons_and_parties() {
    assert_eq!(differing(OFFICES, offices), "");
}

#[test]
fn pronouns_and_short_names_lead_to_the_person() {
    let text = "Japan and China talk\nMs. Aya Mori, Japanese Trade Minister, met Mr. Gao Lei. She thanked Gao. The minister left.";
    let document = document(text, "2025-06-01", None);
    let annotated = A.names(&document);
    let person = |words: &str| {
        let m = annotated.mentions.iter().rev().find(|m| document.quote(m.span) == words).unwrap_or_else(|| panic!("{words}"));
        annotated.entities[m.entity.unwrap()].name.clone()
    };
    assert_eq!((person("She"), person("Gao"), person("minister")), ("Aya Mori".into(), "Gao Lei".into(), "Aya Mori".into()));
}

#[test]
fn a_weekday_that_does_not_fit_is_noticed() {
    let document = document("On March 3 (Thu.), 2017, Japan and China met.", "", None);
    let notices = A.names(&document).notices;
    assert_eq!(notices[0].code, "annotate/weekday-mismatch");
    assert_eq!(document.quote(notices[0].span.unwrap()), "March 3 (Thu.), 2017");
}

#[test]
fn hostile_text_takes_linear_time() {
    let units = [
        "Minister of Trade, ",
        "Japan ",
        "the two countries ",
        "\"A ",
        "Ms. Aya Mori ",
        "May 2016 to ",
        "1,000,",
        "He said ",
        "Ministry ",
        "((METI) ",
        "A and B, ",
        "X: ",
        "his counterpart ",
        "12 ",
        "Mr. ",
        "JAPAN CHINA ",
        "of the ",
        "Wang Li:\n",
        "Minister Wang\n",
    ];
    // No clock in tests: what must not explode is work, and the suite's own time limit sees to that.
    for unit in units {
        let text = unit.repeat(200_000 / unit.len());
        let document = document(&text, "2025-06-01", None);
        assert!(A.names(&document).mentions.len() <= text.len());
    }
}

#[test]
fn a_body_of_a_common_name_is_of_the_states_that_meet() {
    let found = offices(
        "Kenya and Oman hold the fourth session of their trade committee\nMs. Wanjiru Keli, Secretary General of the Ministry of Industry and Trade, and \
         Mr. Salim Harthy, Secretary General of the Omani Ministry of Industry, Trade and Supply, led the session in Nairobi, Kenya.",
    );
    assert!(found.iter().all(|o| !o.contains("VNM")), "{found:?}");
    assert!(found.contains(&"Salim Harthy: Secretary General of OMN:Ministry of Industry, Trade and Supply".to_owned()), "{found:?}");
}

#[test]
fn a_colleague_with_a_name_has_the_same_office() {
    let found = offices(
        "Finance Minister Ana Pola and her Chilean colleague, Rui Soler, met on Monday, she told her colleague, the press officer.",
    );
    assert!(found.contains(&"Rui Soler: Finance Minister of CHL".to_owned()), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_secretary_heads_the_division_that_nothing_follows() {
    let found = offices(
        "Nepal and Bangladesh meet\nThe Bangladeshi delegation was led by Ms. Rima Sultana, Senior Secretary, Ports Division. Mr. Ken Mori, Director, \
         Steel Division, METI, took part for Japan.",
    );
    assert!(found.contains(&"Rima Sultana: Senior Secretary of BGD:Ports Division".to_owned()), "{found:?}");
    assert!(found.iter().any(|o| o.starts_with("Ken Mori: Director, Steel Division of JPN:")), "{found:?}");
}
