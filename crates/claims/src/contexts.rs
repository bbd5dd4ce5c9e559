//! **In which contexts does an event stand?** PLOVER's contexts, by the words of the evidence.

use crate::reading::{Draft, Reading};

const CONTEXTS: &[(&str, &[&str])] = &[
    (
        "economic",
        &[
            "trade",
            "econom",
            "invest",
            "tariff",
            "export",
            "import",
            "market",
            "industr",
            "loan",
            "compan",
            "business",
            "customs",
            "dut",
            "supply chain",
        ],
    ),
    (
        "military",
        &["troop", "military", "soldier", "navy", "missile", "defence", "defense", "army", "warship", "exercise", "coast guard", "rocket"],
    ),
    ("diplomatic", &["ambassador", "diplomat", "embassy", "consulate", "foreign minister", "summit"]),
    ("environment", &["climate", "emission", "environment", "biodivers", "carbon", "haze", "treated water"]),
    ("health", &["health", "medical", "nursing", "vaccine", "covid", "pandemic", "disease"]),
    ("technology", &["semiconductor", "technolog", "digital", "artificial intelligence", "5g", "satellite"]),
    ("natural_resource", &["mineral", "oil", "gas", "fisher", "fishing", "rare earth", "mining", "water resources", "forest"]),
    ("territory", &["territor", "exclusive economic zone", "border", "islands", "shoal", "disputed"]),
    ("disasters", &["earthquake", "cyclone", "flood", "disaster", "typhoon", "drought"]),
    ("cyber", &["cyber", "hack"]),
    ("terrorism", &["terror"]),
    ("cbrn", &["nuclear", "chemical weapon", "biological weapon"]),
    ("asylum", &["refugee", "asylum"]),
    ("migration", &["migra", "visa"]),
    ("human_rights", &["human rights"]),
    ("election", &["election"]),
    ("legal", &["court", "law", "extradit"]),
    ("corruption", &["corrupt", "brib"]),
    ("peacekeeping", &["peacekeep"]),
];

/// The contexts that the evidence of a draft speaks of.
pub(crate) fn of(reading: &Reading<'_, '_>, draft: &Draft) -> Vec<String> {
    let text: String =
        draft.evidence.iter().take(3).map(|e| crate::words::fold(e.of(&reading.document().text))).collect::<Vec<_>>().join(" ");
    CONTEXTS.iter().filter(|(_, words)| words.iter().any(|w| starts_word(&text, w))).map(|(c, _)| (*c).to_owned()).collect()
}

/// Whether some word of the text begins so.
fn starts_word(text: &str, stem: &str) -> bool {
    text.match_indices(stem).any(|(at, _)| at == 0 || !text[..at].ends_with(char::is_alphanumeric))
}
