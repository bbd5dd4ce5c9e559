//! Offices: "Foreign Minister", "communist party secretary of Liaoning Province", "Director, Device Industry Office, METI".
//!
//! An office is found by its head word. What stands before, after and behind it says whose it is; divisions belong to the
//! title, the last body is the party.

use crate::gazetteer::Entry;
use crate::phrase::{Class, Phrase};
use crate::scene::{LOCAL, Scene, plain};
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

    pub(crate) fn capital_office(&self, phrase: &Phrase) -> OfficeFound {
        let w = self.words;
        let (lead, start) = self.lead(phrase.words.start, phrase.head.start);
        let mut first = start;
        let former = self.is_former(first.saturating_sub(1)) || w.is_any(first, &["former", "ex"]);
        while first < phrase.head.start && (w.is_any(first, &["former", "acting", "then", "ex", "-"]) || w.shape(first) == Shape::Mark) {
            first += 1;
        }
        let mut end = phrase.words.end.max(phrase.head.end);
        // "Gov. Mary Poe": the full stop is the abbreviation's.
        let abbreviated = w.is(end, ".") && w.is_any(end - 1, &["gov", "gen", "sen", "rep", "amb", "pres"]);
        let mut title = first..end;
        end += usize::from(abbreviated);
        let (mut after, mut owner_end) =
            if abbreviated { (None, end) } else { self.office_owner(end, w.is_any(phrase.head.end - 1, LOCAL)) };
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
        // "Thai Deputy Prime Minister and Commerce Minister": the second title has the first one's party.
        let joined = || {
            let and = phrase.words.start.checked_sub(1).filter(|&a| w.is(a, "and") && a > 0)?;
            let first = (and.saturating_sub(8)..and)
                .find_map(|s| self.grammar().phrase_at(s).filter(|p| p.class == Class::Post && p.words.end == and))?;
            self.lead(first.words.start, first.head.start).0
        };
        let (title, party, end) = self.chain(title, after.or(lead).or_else(joined), owner_end);
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
        let (after, owner_end) = self.office_owner(end, w.is_any(end - 1, LOCAL));
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
    fn office_owner(&self, i: usize, local: bool) -> (Option<Party>, usize) {
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
        if let Some((party, end)) = self.office_party_at(the, local) {
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
                end = next + 1;
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
                // "Senior Secretary, Power Division": a secretary heads the division that nothing else follows.
                Class::Unit
                    if w.is(phrase.words.end - 1, "division")
                        && w.is(title.end - 1, "secretary")
                        && title.end == end
                        && !(w.is(phrase.words.end, ",") && self.grammar().phrase_at(phrase.words.end + 1).is_some()) =>
                {
                    let (named, _, named_end) = self.named_party(&phrase);
                    // Whose delegation it is says whose division.
                    let led =
                        title.start.checked_sub(2).and_then(|b| (b.saturating_sub(5)..=b).rev().find_map(|i| self.led_party(i, false)));
                    let owner = party.take().or(led);
                    let name = named.body_name().unwrap_or(named.as_str()).to_owned();
                    party = Some(owner.map_or(named, |owner| Party::body(owner.root(), &name)));
                    end = named_end;
                    break;
                }
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

    /// "the", "his", "India's" before an office: it is one person's.
    pub(crate) fn points_to_one(&self, office: &OfficeFound) -> bool {
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
        self.office_owner(end, true).0.or_else(|| w.is(end, "from").then(|| self.owner_at(end + 1)).flatten().map(|o| o.0))
    }
}
