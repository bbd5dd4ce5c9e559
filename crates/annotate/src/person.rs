//! Persons and the offices they hold: "Foreign Minister Takeshi Iwaya", "Mr. Keisuke Sasaki, Director, …, METI".
//!
//! An office is found by its head word; a person by the office or honorific before the name, by the office after it, or by
//! the other cell of a table row. A short form ("Minister Kajiyama", "Wang") is the same person if it shares a name word.

use crate::gazetteer::Entry;
use crate::phrase::{Class, Phrase};
use crate::scene::{Scene, plain};
use crate::words::Shape;
use model::Party;
use std::ops::Range;

/// An office as one place of the text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficeFound {
    /// The words of the title alone.
    pub(crate) words: Range<usize>,
    /// The title, abbreviations written out.
    pub(crate) title: String,
    /// The party that the words fix.
    pub(crate) party: Option<Party>,
    /// One past the last word that belongs to it: owner, division, ministry.
    pub(crate) end: usize,
    /// The first word that belongs to it.
    pub(crate) start: usize,
    pub(crate) former: bool,
}

/// A person's name at one place, with the office given there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonFound {
    pub(crate) words: Range<usize>,
    pub(crate) office: Option<OfficeFound>,
    /// The party that words after the name give: "Minister Dung, a representative of Vietnam".
    pub(crate) party: Option<Party>,
    /// The party that the sentence makes likely.
    pub(crate) guess: Option<Party>,
}

/// Words of respect before a name, full stops aside.
const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "hon",
    "honourable",
    "honorable",
    "shri",
    "smt",
    "sri",
    "madam",
    "madame",
    "sir",
    "dame",
    "lord",
    "excellency",
    "dato",
    "datuk",
    "tan",
    "tun",
    "ratu",
    "messrs",
    "rt",
    "comrade",
    "sheikh",
    "sheikha",
    "haji",
    "eng",
    "amb",
    "pehin",
    "u",
    "daw",
    "herr",
    "frau",
    "monsieur",
    "senhor",
    "senor",
    "gen",
    "lt",
    "col",
    "capt",
    "rev",
    "fr",
    "king",
    "queen",
    "prince",
    "princess",
    "h",
    "e",
];

const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "da", "dos", "das", "do", "di", "del", "la", "le", "bin", "binti", "bint", "ibn", "al", "el", "ul",
    "ur", "zu", "ter", "ten",
];

/// Capitalised words that start sentences or headlines and are no part of a name.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "as",
    "but",
    "or",
    "if",
    "when",
    "while",
    "after",
    "before",
    "during",
    "also",
    "he",
    "she",
    "they",
    "it",
    "we",
    "his",
    "her",
    "their",
    "its",
    "our",
    "this",
    "that",
    "these",
    "those",
    "both",
    "all",
    "some",
    "no",
    "not",
    "yes",
    "there",
    "here",
    "meets",
    "visits",
    "holds",
    "attends",
    "signs",
    "says",
    "calls",
    "welcomes",
    "leads",
    "joins",
    "hosts",
    "receives",
    "arrives",
    "discusses",
    "concludes",
    "will",
    "held",
    "said",
    "told",
    "met",
    "meet",
    "visit",
    "attend",
    "delivers",
    "urges",
    "asks",
    "announces",
    "launches",
    "opens",
    "addresses",
    "pays",
    "makes",
    "gives",
    "mr",
    "ms",
    "mrs",
    "dr",
    "shri",
    "smt",
    "today",
    "yesterday",
    "however",
    "meanwhile",
    "according",
    "under",
    "over",
    "new",
    "press",
    "joint",
    "high",
    "level",
    "government",
    "ministry",
    "department",
    "minister",
    "president",
    "meeting",
    "agreement",
    "conference",
    "general",
    "state",
    "national",
    "international",
    "foreign",
    "respectively",
    "affairs",
    "trade",
    "economic",
    "economy",
    "contact",
    "tel",
    "email",
    "photo",
    "image",
    "source",
    "page",
];

/// Words that stand before the head of an office in small letters.
const MODIFIERS: &[&str] = &[
    "foreign",
    "trade",
    "industry",
    "finance",
    "defence",
    "defense",
    "prime",
    "deputy",
    "vice",
    "chief",
    "senior",
    "agriculture",
    "commerce",
    "economy",
    "economic",
    "environment",
    "energy",
    "transport",
    "health",
    "labour",
    "labor",
    "education",
    "interior",
    "ministry",
    "government",
    "communist",
    "party",
    "press",
    "state",
    "cabinet",
    "special",
    "acting",
    "military",
    "assistant",
    "external",
    "home",
    "justice",
    "science",
    "technology",
    "tourism",
    "fisheries",
    "top",
    "affairs",
    "security",
    "national",
    "central",
    "bank",
    "provincial",
    "prefectural",
    "city",
    "municipal",
    "executive",
    "managing",
    "permanent",
    "principal",
    "general",
    "industrial",
    "investment",
    "farm",
    "infrastructure",
    "digital",
    "climate",
    "development",
    "lead",
    "high",
    "council",
    "department",
    "embassy",
    "-",
    "budget",
    "planning",
    "water",
    "resources",
    "and",
];

impl Scene<'_> {
    /// The office whose title starts at word `i`, in capitals or small letters.
    pub(crate) fn office_at(&self, i: usize, phrase: Option<&Phrase>) -> Option<OfficeFound> {
        match phrase {
            Some(phrase) if phrase.class == Class::Post => Some(self.capital_office(phrase)),
            Some(_) => None,
            None => self.small_office(i),
        }
    }

    fn capital_office(&self, phrase: &Phrase) -> OfficeFound {
        let w = self.words;
        let (lead, start) = self.lead(phrase.words.start, phrase.head.start);
        let mut first = start;
        let former = self.is_former(first.saturating_sub(1)) || w.is_any(first, &["former", "ex"]);
        while first < phrase.head.start && (w.is_any(first, &["former", "acting", "then", "ex", "-"]) || w.shape(first) == Shape::Mark) {
            first += 1;
        }
        let mut end = phrase.words.end.max(phrase.head.end);
        // "Gov. Denny Tamaki": the full stop is the abbreviation's.
        let abbreviated = w.is(end, ".") && w.is_any(end - 1, &["gov", "gen", "sen", "rep", "amb", "pres"]);
        let mut title = first..end;
        end += usize::from(abbreviated);
        let (mut after, mut owner_end) = if abbreviated { (None, end) } else { self.office_owner(end) };
        // "High Commissioner of India to Kenya" is one title.
        let the = if w.is(owner_end + 1, "the") { owner_end + 2 } else { owner_end + 1 };
        if w.is(owner_end, "to")
            && w.is_any(phrase.head.end - 1, &["ambassador", "commissioner", "representative", "envoy", "delegate", "general"])
            && let Some((_, end)) = self.owner_at(the)
        {
            title.end = end;
            owner_end = end;
        }
        if after.is_none()
            && lead.is_none()
            && (w.is(first, "european") || self.names_union && w.is(first, "commissioner") && w.is(first + 1, "for"))
        {
            after = Some(Party::new("European Union"));
        }
        let (title, party, end) = self.chain(title, after.or(lead), owner_end);
        OfficeFound { title: self.title(title.clone()), words: title, party, end, start: phrase.words.start.min(start), former }
    }

    /// "foreign ministry spokesperson", "chief trade negotiator", "communist party secretary of Liaoning Province".
    fn small_office(&self, i: usize) -> Option<OfficeFound> {
        let w = self.words;
        if w.shape(i) != Shape::Lower && !(w.starts_sentence(i) && w.shape(i) == Shape::Capital) || w.is_any(i, &["and", "-", "&"]) {
            return None;
        }
        let limit = w.block_end(i);
        let (mut at, mut head) = (i, None);
        while at < limit && at < i + 7 {
            if let Some((range, Class::Post)) = self.heads.find(w, at, limit) {
                head = Some(range.end);
                at = range.end;
            } else if MODIFIERS.contains(&w.folded(at)) && !(head.is_some() && w.is_any(at, &["and", "-"]))
                || w.is(at, "&") && head.is_none()
            {
                at += 1;
            } else {
                break;
            }
        }
        let end = head?;
        let lead = i.checked_sub(1).and_then(|b| self.owner_ending(if w.is(b, "s") && b > 1 && w.is(b - 1, "'") { b - 1 } else { b + 1 }));
        let (after, owner_end) = self.office_owner(end);
        Some(OfficeFound {
            title: plain(w.text_of(i..end)),
            words: i..end,
            party: after.or(lead),
            end: owner_end,
            start: i,
            former: self.is_former(i.saturating_sub(1)) || i > 1 && self.is_former(i - 2),
        })
    }

    fn is_former(&self, i: usize) -> bool {
        self.words.is_any(i, &["former", "ex", "then", "late", "outgoing"])
    }

    /// "of Malaysia", "of the European Commission", "of Toyama Prefecture", "to Kenya" as part of an embassy's name.
    fn office_owner(&self, i: usize) -> (Option<Party>, usize) {
        let w = self.words;
        if !w.is_any(i, &["of", "for", "at"]) {
            return (None, i);
        }
        let the = if w.is(i + 1, "the") { i + 2 } else { i + 1 };
        if let Some(phrase) = self.grammar().phrase_at(the).filter(|p| matches!(p.class, Class::Body | Class::Institution | Class::Company))
        {
            let (party, _, end) = self.named_party(&phrase);
            return (Some(party), end);
        }
        // "Minister of State for X" and "Minister of Finance" are titles; only what owns an office goes on here.
        if let Some((party, end)) = self.owner_at(the) {
            let government = self.words.is_any(end, &["government"]);
            return (Some(party), end + usize::from(government));
        }
        if let Some((class, name, party)) = self.acronyms.get(w.written(the)).map(|d| (d.class, d.name.clone(), d.party.clone())) {
            return (matches!(class, Class::Body | Class::Institution).then(|| party.unwrap_or(Party::new(name))), the + 1);
        }
        (None, i)
    }

    /// The party that a body's, an institution's or a company's name is.
    pub(crate) fn named_party(&self, phrase: &Phrase) -> (Party, Range<usize>, usize) {
        match phrase.class {
            Class::Body | Class::Unit => self.body(phrase),
            _ => {
                let (_, start) = self.adjective_lead(phrase);
                let end = phrase.words.end;
                (Party::new(plain(self.words.text_of(start..end))), start..end, end)
            }
        }
    }

    /// Institutions keep a state in front of their name, but no adjective of another's: "Indian company Tata Steel".
    fn adjective_lead(&self, phrase: &Phrase) -> (Option<Party>, usize) {
        let i = phrase.words.start;
        let possessive = self.hit(i).filter(|(end, _)| self.words.is(*end, "'") && self.words.is(end + 1, "s"));
        match possessive {
            Some((end, _)) if end + 2 <= phrase.head.start => (None, end + 2),
            _ => (None, i),
        }
    }

    /// Divisions and ministries after a title: "Director, Device Industry Office, METI". Divisions belong to the title, the
    /// last body is the party.
    fn chain(&self, title: Range<usize>, party: Option<Party>, end: usize) -> (Range<usize>, Option<Party>, usize) {
        let w = self.words;
        let (mut title, mut party, mut end) = (title, party, end);
        let limit = w.block_end(title.start);
        let mut at = end;
        for _ in 0..6 {
            let comma = w.is(at, ",") || w.is_any(at, &["at", "of", "in"]) && end > title.end.saturating_sub(1);
            if !comma || at + 1 >= limit {
                break;
            }
            let next = if w.is(at + 1, "the") { at + 2 } else { at + 1 };
            if let Some(d) = self.acronyms.get(w.written(next)).filter(|d| matches!(d.class, Class::Body | Class::Institution)) {
                party = Some(d.party.clone().unwrap_or_else(|| Party::new(d.name.clone())));
                (at, end) = (next + 1, next + 1);
                break;
            }
            let longer = self.grammar().phrase_at(next).map_or(0, |p| p.words.end);
            if let Some((hit_end, entries)) = self.hit(next).filter(|(hit_end, _)| *hit_end >= longer) {
                let body = entries.iter().find_map(|e| match e {
                    Entry::Body(b) => self.body_party(*b),
                    Entry::Organisation(o) => Some(Party::new(self.gazetteer.organisations[usize::from(*o)].name)),
                    _ => None,
                });
                if let Some(body) = body {
                    party = Some(body);
                    end = hit_end;
                    break;
                }
            }
            let Some(phrase) = self.grammar().phrase_at(next) else {
                if let (Some((owner, owner_end)), None) = (self.hit(next).and_then(|_| self.owner_at(next)), &party)
                    && w.is(at, ",")
                {
                    party = Some(owner);
                    end = owner_end;
                }
                break;
            };
            match phrase.class {
                Class::Unit => {
                    title.end = phrase.words.end;
                    (at, end) = (phrase.words.end, phrase.words.end);
                }
                Class::Body | Class::Institution | Class::Company => {
                    let (named, _, named_end) = self.named_party(&phrase);
                    // A department before a ministry is the office's place in it.
                    let goes_on = w.is(phrase.words.end, ",")
                        && self.grammar().phrase_at(phrase.words.end + 1).is_some_and(|p| matches!(p.class, Class::Body));
                    if goes_on && named_end == phrase.words.end {
                        title.end = phrase.words.end;
                        (at, end) = (phrase.words.end, phrase.words.end);
                    } else {
                        party = Some(named);
                        end = named_end;
                        break;
                    }
                }
                _ => break,
            }
        }
        (title, party, end)
    }

    /// The title in one line, its abbreviations written out.
    fn title(&self, words: Range<usize>) -> String {
        let text = plain(self.words.text_of(words));
        let whole = |short: &str, long: &str| text.strip_suffix(short).map(|rest| format!("{rest}{long}"));
        whole("Gov", "Governor").or_else(|| whole("Amb", "Ambassador")).or_else(|| whole("Sen", "Senator")).unwrap_or(text)
    }

    /// Words of respect from word `i`; where the name starts.
    pub(crate) fn after_honorifics(&self, i: usize) -> Option<usize> {
        let w = self.words;
        let mut at = i;
        let limit = w.block_end(i).min(i + 10);
        while at < limit && w.is_name_like(at) && HONORIFICS.contains(&w.folded(at)) {
            if w.is_any(at, &["h", "e"]) && !(w.is(at + 1, ".") || w.is(at, "h") && w.is(at + 1, "e"))
                || w.is(at, "u") && !w.is(at + 1, " ")
            {
                break;
            }
            if w.is(at, "tan") && !w.is(at + 1, "sri") || w.is(at, "rt") && !w.is_any(at + 1, &["hon", "."]) {
                break;
            }
            at += 1;
            if w.is(at, ".") && w.is_joined(at) {
                at += 1;
            }
        }
        (at > i).then_some(at)
    }

    /// The name that starts at word `i`: up to five words that names are made of.
    pub(crate) fn name_at(&self, i: usize) -> Option<Range<usize>> {
        let w = self.words;
        let limit = w.block_end(i).min(i + 9);
        let mut at = i;
        let mut count = 0;
        while at < limit && count < 5 {
            if at > i && w.starts_line(at)
                || self.taken[at]
                || count == 0 && w.is_shouting(i) && !w.is_any(i.wrapping_sub(1), &[".", "mr", "ms", "dr"])
            {
                break;
            }
            if PARTICLES.contains(&w.folded(at)) && count > 0 && w.is_name_like(at + 1) && !w.is_any(at, &["do", "le"])
                || w.is_any(at, &["al", "el"]) && w.is(at + 1, "-")
            {
                at += 1;
                if w.is(at, "-") {
                    at += 1;
                }
                continue;
            }
            if !w.is_name_like(at) || NOT_NAMES.contains(&w.folded(at)) {
                break;
            }
            if self.stops_name(at, count) {
                break;
            }
            count += 1;
            at += 1;
            // "J. Smith", "Seok-ju", "O'Brien"
            if w.is(at, ".") && w.is_joined(at) && w.written(at - 1).chars().count() == 1 && w.is_name_like(at + 1) {
                at += 1;
            }
            while w.is(at, "-")
                && w.is_joined(at)
                && w.is_joined(at + 1)
                && w.shape(at + 1) != Shape::Mark
                && w.shape(at + 1) != Shape::Digits
            {
                at += 2;
            }
            if w.is(at, "'") && w.is_joined(at) && w.is_joined(at + 1) && w.is_name_like(at + 1) {
                at += 2;
            }
        }
        let letters = w.text_of(i..at).chars().filter(|c| c.is_alphabetic()).count();
        (count > 0 && letters > 1).then_some(i..at)
    }

    /// Whether word `i` is something else than part of a name: a state, an organisation, a head word.
    fn stops_name(&self, i: usize, count: usize) -> bool {
        let state = self.hit(i).is_some_and(|(end, e)| {
            e.iter().any(|e| match e {
                Entry::State(_) => true,
                Entry::Organisation(_) | Entry::Body(_) => self.words.shape(i) == Shape::Upper || end > i + 1,
                Entry::Adjective(_) => count == 0 && self.words.is_name_like(end),
                _ => false,
            })
        });
        let head = self
            .heads
            .find(self.words, i, i + 3)
            .is_some_and(|(_, c)| !matches!(c, Class::Place | Class::Institution | Class::Instrument | Class::Company | Class::Unit));
        // "Jordan", "Chad" and "Georgia" go on a name that has begun, but "Kenya" does not.
        let given = count == 0
            && self.words.is_any(i, &["jordan", "chad", "georgia", "israel", "francis", "paris"])
            && self.words.is_name_like(i + 1);
        let surname = count == 1
            && self.words.is_any(
                i,
                &[
                    "jordan", "chad", "israel", "holland", "england", "ireland", "france", "german", "french", "english", "berlin",
                    "santiago", "kiribati",
                ],
            );
        (state && !given && !surname) || head
    }

    /// The person whose office, honorific or name starts at word `i`.
    pub(crate) fn person_at(&self, i: usize, phrase: Option<&Phrase>) -> Option<PersonFound> {
        let w = self.words;
        if let Some(after) = self.after_honorifics(i) {
            let office = self.grammar().phrase_at(after).filter(|p| p.class == Class::Post).map(|p| self.capital_office(&p));
            let start = office.as_ref().map_or(after, |o| self.after_honorifics(o.end).unwrap_or(o.end));
            let name = self.name_at(start).or_else(|| self.name_at(after))?;
            let office = office.filter(|o| o.words.end <= name.start).or_else(|| self.office_behind(name.end));
            return Some(PersonFound { words: name, office, party: None, guess: None });
        }
        let office = self.office_at(i, phrase)?;
        // The name follows at once, after its party, or after a comma: "the Malawian trade minister, Vitumbiko Banda,".
        for at in [office.words.end + usize::from(w.is(office.words.end, ".") && w.is_joined(office.words.end)), office.end] {
            let start = self.after_honorifics(at).unwrap_or(at);
            if w.starts_line(start) && start > i {
                continue;
            }
            if let Some(name) = self.name_at(start) {
                let mut office = office;
                if at < office.end {
                    office.end = at;
                }
                return Some(PersonFound { words: name, office: Some(office), party: None, guess: None });
            }
        }
        let comma = office.end;
        if w.is(comma, ",") && self.points_to_one(&office) {
            let start = self.after_honorifics(comma + 1).unwrap_or(comma + 1);
            let name = self.name_at(start).filter(|n| n.len() >= 2 || start > comma + 1)?;
            let closes =
                w.is_any(name.end, &[",", ".", ")", "and", "said", "who", "in", "on", "at", "-"]) || w.shape(name.end) == Shape::Lower;
            let names_party = self.hit(name.start).is_some();
            return (closes && !names_party).then_some(PersonFound { words: name, office: Some(office), party: None, guess: None });
        }
        None
    }

    /// The party after a name: "of Toyama Prefecture", "of the Brazilian Ministry of Mines and Energy", ", a representative of
    /// Vietnam"; with its end.
    pub(crate) fn party_behind(&self, end: usize) -> Option<Party> {
        let w = self.words;
        if w.is(end, ",") && w.is_any(end + 1, &["a", "the", "representing"]) {
            let of = if w.is(end + 1, "representing") {
                end + 1
            } else {
                (end + 2..end + 4).find(|&i| w.is(i, "of") && w.is_any(i - 1, &["representative", "head", "member", "delegate"]))?
            };
            let the = if w.is(of + 1, "the") { of + 2 } else { of + 1 };
            return self.owner_at(the).map(|o| o.0);
        }
        if !w.is_any(end, &["of", "from"]) {
            return None;
        }
        self.office_owner(end).0.or_else(|| w.is(end, "from").then(|| self.owner_at(end + 1)).flatten().map(|o| o.0))
    }

    /// "the", "his", "India's" before an office: it is one person's.
    fn points_to_one(&self, office: &OfficeFound) -> bool {
        let w = self.words;
        let before = office.start.checked_sub(1).map_or("", |b| w.folded(b));
        let two = office.start.checked_sub(2).map_or("", |b| w.folded(b));
        office.party.is_some()
            || matches!(before, "the" | "his" | "her" | "their" | "its" | "s")
            || matches!(two, "the" | "his" | "her" | "their" | "its")
    }

    /// The office after a name: ", Commerce Secretary, Department of Commerce", "(Minister of Trade)", ", the trade minister".
    pub(crate) fn office_behind(&self, end: usize) -> Option<OfficeFound> {
        let w = self.words;
        let at = match w.folded(end) {
            "," | "(" | "-" | ":" => end + 1,
            _ => return None,
        };
        let at = if w.is(at, "the") { at + 1 } else { at };
        // "left," and "right," in captions stand between.
        let at = if w.is_any(at, &["left", "right", "center", "centre"]) && w.is(at + 1, ",") { at + 2 } else { at };
        match self.grammar().phrase_at(at) {
            Some(p) if p.class == Class::Post => {
                Some(self.capital_office(&p)).filter(|o| self.name_at(o.end).is_none() || w.starts_line(o.end))
            }
            Some(_) => None,
            None => self
                .small_office(at)
                .or_else(|| self.state_at(at).and_then(|(_, e)| self.small_office(e)))
                .filter(|o| self.name_at(o.end).is_none()),
        }
    }
}
