//! **Which words matter?** Word lists of the genre, read once.
//!
//! In → Out: the files under `words/` → look-ups by lower-case form.
//!
//! Never: holds a name of a particular person, place or paper.

use std::collections::HashMap;

/// In which form a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inflection {
    /// `sign`
    Base,
    /// `signs`
    Third,
    /// `signing`
    Gerund,
    /// `held`: past and participle alike.
    Past,
    /// `took`: past alone.
    Preterite,
    /// `taken`: participle alone.
    Participle,
}

/// Words of one closed class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Function {
    Aux,
    Modal,
    Not,
    Prep,
    Det,
    Poss,
    Pron,
    Cc,
    Rel,
    Sub,
    Adv,
}

/// All word lists.
#[derive(Debug)]
pub(crate) struct Lexicon {
    verbs: HashMap<Box<str>, (Box<str>, Inflection)>,
    functions: HashMap<Box<str>, Vec<Function>>,
    classes: HashMap<&'static str, HashMap<Box<str>, Box<str>>>,
    pub(crate) naming: annotate::Parties,
}

const VERBS: &str = include_str!("../words/verbs.txt");
const VERBS_OF_CONFLICT: &str = include_str!("../words/verbs-conflict.txt");
const FUNCTIONS: &str = include_str!("../words/functions.txt");
/// Open classes: a word or phrase, and after a tab what it says; several senses are parted by blanks.
const CLASSES: &[(&str, &str)] = &[
    ("actor", include_str!("../words/actor.tsv")),
    ("amount", include_str!("../words/amount.tsv")),
    ("amount-noun", include_str!("../words/amount-noun.tsv")),
    ("appointing", include_str!("../words/appointing.tsv")),
    ("aside", include_str!("../words/aside.tsv")),
    ("attending", include_str!("../words/attending.tsv")),
    ("attitude", include_str!("../words/attitude.tsv")),
    ("barrier", include_str!("../words/barrier.tsv")),
    ("bearing", include_str!("../words/bearing.tsv")),
    ("bidding", include_str!("../words/bidding.tsv")),
    ("carrier", include_str!("../words/carrier.tsv")),
    ("channel", include_str!("../words/channel.tsv")),
    ("charging", include_str!("../words/charging.tsv")),
    ("complement-of", include_str!("../words/complement-of.tsv")),
    ("content", include_str!("../words/content.tsv")),
    ("convening", include_str!("../words/convening.tsv")),
    ("counted", include_str!("../words/counted.tsv")),
    ("course", include_str!("../words/course.tsv")),
    ("crowd", include_str!("../words/crowd.tsv")),
    ("deed", include_str!("../words/deed.tsv")),
    ("done-noun", include_str!("../words/done-noun.tsv")),
    ("dummy", include_str!("../words/dummy.tsv")),
    ("edition", include_str!("../words/edition.tsv")),
    ("exercise", include_str!("../words/exercise.tsv")),
    ("forces", include_str!("../words/forces.tsv")),
    ("gathering", include_str!("../words/gathering.tsv")),
    ("governs", include_str!("../words/governs.tsv")),
    ("ground", include_str!("../words/ground.tsv")),
    ("group", include_str!("../words/group.tsv")),
    ("hailing", include_str!("../words/hailing.tsv")),
    ("handed-over", include_str!("../words/handed-over.tsv")),
    ("handing", include_str!("../words/handing.tsv")),
    ("harm", include_str!("../words/harm.tsv")),
    ("hearsay", include_str!("../words/hearsay.tsv")),
    ("holding", include_str!("../words/holding.tsv")),
    ("idea", include_str!("../words/idea.tsv")),
    ("instrument", include_str!("../words/instrument.tsv")),
    ("jointly", include_str!("../words/jointly.tsv")),
    ("leader", include_str!("../words/leader.tsv")),
    ("level", include_str!("../words/level.tsv")),
    ("lobby", include_str!("../words/lobby.tsv")),
    ("measure", include_str!("../words/measure.tsv")),
    ("measure-verb", include_str!("../words/measure-verb.tsv")),
    ("meeting", include_str!("../words/meeting.tsv")),
    ("office", include_str!("../words/office.tsv")),
    ("membership", include_str!("../words/membership.tsv")),
    ("named-place", include_str!("../words/named-place.tsv")),
    ("operator", include_str!("../words/operator.tsv")),
    ("outcome", include_str!("../words/outcome.tsv")),
    ("partitive", include_str!("../words/partitive.tsv")),
    ("passing", include_str!("../words/passing.tsv")),
    ("people", include_str!("../words/people.tsv")),
    ("pillar", include_str!("../words/pillar.tsv")),
    ("post", include_str!("../words/post.tsv")),
    ("progress", include_str!("../words/progress.tsv")),
    ("progress-verb", include_str!("../words/progress-verb.tsv")),
    ("project", include_str!("../words/project.tsv")),
    ("promise", include_str!("../words/promise.tsv")),
    ("relief", include_str!("../words/relief.tsv")),
    ("reproach", include_str!("../words/reproach.tsv")),
    ("seat", include_str!("../words/seat.tsv")),
    ("sector", include_str!("../words/sector.tsv")),
    ("sending", include_str!("../words/sending.tsv")),
    ("series", include_str!("../words/series.tsv")),
    ("side", include_str!("../words/side.tsv")),
    ("sister", include_str!("../words/sister.tsv")),
    ("speech", include_str!("../words/speech.tsv")),
    ("stand", include_str!("../words/stand.tsv")),
    ("talking", include_str!("../words/talking.tsv")),
    ("task", include_str!("../words/task.tsv")),
    ("chairing", include_str!("../words/chairing.tsv")),
    ("tenure", include_str!("../words/tenure.tsv")),
    ("traded", include_str!("../words/traded.tsv")),
    ("travelling", include_str!("../words/travelling.tsv")),
    ("truth", include_str!("../words/truth.tsv")),
    ("unit", include_str!("../words/unit.tsv")),
    ("worldwide", include_str!("../words/worldwide.tsv")),
];

/// The entries of a list: its lines, without those that say what it is.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// The regular forms of a verb: third person, gerund, past.
fn inflect(lemma: &str, doubles: bool) -> (String, String, String) {
    let stem = if doubles { format!("{lemma}{}", lemma.chars().last().unwrap_or_default()) } else { lemma.to_owned() };
    let y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let third = match (y, lemma) {
        (Some(s), _) => format!("{s}ies"),
        (None, l) if l.ends_with(['s', 'x', 'z', 'o']) || l.ends_with("ch") || l.ends_with("sh") => format!("{stem}es"),
        _ => format!("{lemma}s"),
    };
    let e = lemma.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']));
    let gerund = match (lemma.strip_suffix("ie"), e) {
        (Some(s), _) => format!("{s}ying"),
        (None, Some(s)) => format!("{s}ing"),
        (None, None) => format!("{stem}ing"),
    };
    let past = match (y, lemma.ends_with('e')) {
        (Some(s), _) => format!("{s}ied"),
        (None, true) => format!("{lemma}d"),
        (None, false) => format!("{stem}ed"),
    };
    (third, gerund, past)
}

fn read_verbs() -> HashMap<Box<str>, (Box<str>, Inflection)> {
    let mut out: HashMap<Box<str>, (Box<str>, Inflection)> = HashMap::new();
    for line in lines(VERBS).chain(lines(VERBS_OF_CONFLICT)) {
        let mut fields = line.split_whitespace();
        let Some(first) = fields.next() else { continue };
        let lemma = first.trim_end_matches('+');
        let (third, gerund, past) = inflect(lemma, first.ends_with('+'));
        let mut add = |form: &str, inflection| {
            out.entry(form.into()).or_insert_with(|| (lemma.into(), inflection));
        };
        match (fields.next(), fields.next()) {
            (Some(past), Some(participle)) if past == participle => add(past, Inflection::Past),
            (Some(past), Some(participle)) => {
                add(past, Inflection::Preterite);
                add(participle, Inflection::Participle);
            }
            _ => add(&past, Inflection::Past),
        }
        add(&third, Inflection::Third);
        add(&gerund, Inflection::Gerund);
        // A verb whose past equals its base is read as a past where it is finite: `set`, `put`.
        out.entry(lemma.into()).or_insert_with(|| (lemma.into(), Inflection::Base));
    }
    out
}

impl Lexicon {
    pub(crate) fn new() -> Lexicon {
        let mut functions: HashMap<Box<str>, Vec<Function>> = HashMap::new();
        for line in lines(FUNCTIONS) {
            let Some((name, words)) = line.split_once(':') else { continue };
            let function = match name {
                "aux" => Function::Aux,
                "modal" => Function::Modal,
                "not" => Function::Not,
                "prep" => Function::Prep,
                "det" => Function::Det,
                "poss" => Function::Poss,
                "pron" => Function::Pron,
                "cc" => Function::Cc,
                "rel" => Function::Rel,
                "sub" => Function::Sub,
                _ => Function::Adv,
            };
            for word in words.split_whitespace() {
                functions.entry(word.into()).or_default().push(function);
            }
        }
        let classes = CLASSES
            .iter()
            .map(|(name, text)| {
                let entries = lines(text).map(|l| l.split_once('\t').unwrap_or((l, ""))).map(|(k, v)| (Box::from(k), Box::from(v.trim())));
                (*name, entries.collect())
            })
            .collect();
        Lexicon { verbs: read_verbs(), functions, classes, naming: annotate::Parties::new() }
    }

    /// The verb that a lower-case form belongs to.
    pub(crate) fn verb(&self, form: &str) -> Option<(&str, Inflection)> {
        self.verbs.get(form).map(|(lemma, inflection)| (lemma.as_ref(), *inflection))
    }

    /// Whether a lower-case word may have a function.
    pub(crate) fn is(&self, word: &str, function: Function) -> bool {
        self.functions.get(word).is_some_and(|f| f.contains(&function))
    }

    /// What a list says of a phrase; the empty text where it only lists it.
    pub(crate) fn class(&self, class: &str, phrase: &str) -> Option<&str> {
        self.classes.get(class)?.get(phrase).map(AsRef::as_ref)
    }

    /// Whether a list has a phrase.
    pub(crate) fn has(&self, class: &str, phrase: &str) -> bool {
        self.class(class, phrase).is_some()
    }

    /// Whether a list gives a phrase a sense.
    pub(crate) fn says(&self, class: &str, phrase: &str, sense: &str) -> bool {
        self.class(class, phrase).is_some_and(|senses| senses.split(' ').any(|s| s == sense))
    }

    /// Whether a verb reports words; after the words it stands with its subject alone.
    pub(crate) fn reports(&self, lemma: &str) -> bool {
        self.says("speech", lemma, "reports")
    }

    /// Like [`class`](Self::class), the plural taken for its singular.
    pub(crate) fn noun_class(&self, class: &str, noun: &str) -> Option<&str> {
        self.class(class, noun).or_else(|| self.class(class, &singular(noun)))
    }
}

/// The singular of a regular plural; other words as they are.
pub(crate) fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = noun.strip_suffix("es").filter(|s| s.ends_with("sh") || s.ends_with("ch") || s.ends_with('x') || s.ends_with("ss"))
    {
        return stem.to_owned();
    }
    // `buses`, `campuses`; but `houses` and `abuses` have their own end.
    let in_us = |s: &&str| ["bus", "rus", "pus", "sus", "tus", "nus"].iter().any(|end| s.ends_with(end)) && !s.ends_with("abus");
    if let Some(stem) = noun.strip_suffix("es").filter(in_us) {
        return stem.to_owned();
    }
    match noun.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2 => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests;
