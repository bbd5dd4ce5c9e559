//! **Which words make a claim?** The rulebook: one TOML file a rule, each with its reason and examples.
//!
//! In → Out: rule files → [`Rulebook`]; a [`Frame`] → the patterns that match it.
//!
//! Never: runs code from a file; a rule says which words trigger it and which argument fills which slot.

use crate::error::{Error, Problem};
use crate::frame::Frame;
use crate::mood::Mood;
use crate::words::Words;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Kind and file name: `stance/request`.
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) when: Vec<When>,
    #[serde(default)]
    pub(crate) yes: Vec<Example>,
    #[serde(default)]
    pub(crate) no: Vec<Example>,
}

/// A pattern of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    /// Verbs, by lemma, with a particle where it takes one: `call on`. `*` stands for any verb.
    #[serde(default)]
    pub(crate) verbs: Vec<String>,
    /// Where given, the object's head must be one of these: `express` with `concern`.
    #[serde(default)]
    pub(crate) objects: Vec<String>,
    /// Where given, the head of the subject must be one of these. Here and in `objects` `@list` stands for a word list.
    #[serde(default)]
    pub(crate) agents: Vec<String>,
    /// Words of which none may stand among the arguments.
    #[serde(default)]
    pub(crate) unless: Vec<String>,
    /// Nouns that say it without a verb: `Japan's request`.
    #[serde(default)]
    pub(crate) nouns: Vec<String>,
    /// How sure the verb must be; a fact where nothing is said.
    #[serde(default)]
    pub(crate) mood: Vec<Mood>,
    /// Roles of which one must be filled.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    /// Whether the verb must be `passive` or `active`.
    #[serde(default)]
    pub(crate) voice: Option<Voice>,
    /// What follows the verb must hold one of these words; `@name` stands for a list.
    #[serde(default)]
    pub(crate) says: Vec<String>,
    /// What stands at once behind the verb, but for adverbs, must be one of these: `is willing`, `stands ready`.
    #[serde(default)]
    pub(crate) is: Vec<String>,
    /// Whether the verb must be denied: `cannot accept`.
    #[serde(default)]
    pub(crate) denied: bool,
    /// Slots with a fixed word.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, String>,
    /// Slots and the roles that fill them, the first that is there.
    #[serde(default)]
    pub(crate) fill: BTreeMap<String, Vec<String>>,
}

/// Voice of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Voice {
    Active,
    Passive,
}

/// A sentence, and what the rule reads in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) text: String,
    /// Slots that the claim must have, as the contract writes them.
    #[serde(default)]
    pub(crate) slots: BTreeMap<String, toml::Value>,
}

/// An argument of a frame that a slot takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    Agent,
    Object,
    /// The object with all that follows it.
    Whole,
    /// All that follows the verb.
    Right,
    Infinitive,
    That,
    /// `Haiti` of `gave Haiti food`, in rules of events.
    Indirect,
    /// Who stands before the verb, whatever its voice, in rules of events.
    Subject,
    /// What follows one of these prepositions, to the end of the clause.
    Prep(Vec<String>),
    /// A clause that one of these words opens, in what rules of events need.
    Clause(Vec<String>),
}

pub(crate) fn parse_role(text: &str) -> Option<Role> {
    Some(match text.split_once(' ').unwrap_or((text, "")) {
        ("agent", "") => Role::Agent,
        ("object", "") => Role::Object,
        ("whole", "") => Role::Whole,
        ("right", "") => Role::Right,
        ("infinitive", "") => Role::Infinitive,
        ("that", "") => Role::That,
        ("indirect", "") => Role::Indirect,
        ("subject", "") => Role::Subject,
        ("prep", list) if !list.is_empty() => Role::Prep(list.split(',').map(|p| p.trim().to_owned()).collect()),
        ("clause", list) if !list.is_empty() => Role::Clause(list.split(',').map(|p| p.trim().to_owned()).collect()),
        _ => return None,
    })
}

/// All rules, by the words that trigger them.
#[derive(Debug)]
pub(crate) struct Rulebook {
    pub(crate) rules: Vec<Rule>,
    by_verb: HashMap<String, Vec<Trigger>>,
    by_noun: HashMap<String, Vec<Trigger>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    pub(crate) rule: usize,
    pub(crate) when: usize,
    /// What must follow the verb: its particle, or the rest of a phrase.
    pub(crate) particle: Option<String>,
}

/// A pattern that matched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'r> {
    pub(crate) rule: &'r Rule,
    pub(crate) when: &'r When,
    /// The word behind the particle or the linked word that the pattern asks for.
    pub(crate) behind: Option<usize>,
}

impl Rulebook {
    /// The rules that come with the program.
    pub(crate) fn built_in() -> Rulebook {
        Rulebook::read(BUILT_IN.iter().map(|(n, t)| (*n, *t))).expect("the rules that come with the program are checked by its tests")
    }

    /// The built-in rules and more; a rule of the same name takes the place of the earlier one.
    pub(crate) fn with(more: &[(String, String)]) -> Result<Rulebook, Error> {
        let mut files: BTreeMap<&str, &str> = BUILT_IN.iter().copied().collect();
        files.extend(more.iter().map(|(n, t)| (n.as_str(), t.as_str())));
        Rulebook::read(files)
    }

    fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Rulebook, Error> {
        let mut book = Rulebook { rules: Vec::new(), by_verb: HashMap::new(), by_noun: HashMap::new() };
        for (name, text) in files {
            let rule = check(name, text)?;
            let number = book.rules.len();
            for (w, when) in rule.when.iter().enumerate() {
                for verb in &when.verbs {
                    let (lemma, particle) = verb.split_once(' ').map_or((verb.as_str(), None), |(l, p)| (l, Some(p.to_owned())));
                    book.by_verb.entry(lemma.to_owned()).or_default().push(Trigger { rule: number, when: w, particle });
                }
                for noun in &when.nouns {
                    book.by_noun.entry(noun.clone()).or_default().push(Trigger { rule: number, when: w, particle: None });
                }
            }
            book.rules.push(rule);
        }
        Ok(book)
    }

    /// The patterns of any rule that match a verb's frame.
    pub(crate) fn of_frame<'r>(&'r self, words: &Words<'_>, frame: &Frame, mood: Mood) -> Vec<Hit<'r>> {
        let named = self.by_verb.get(frame.lemma.as_ref()).into_iter().flatten();
        let any = self.by_verb.get("*").into_iter().flatten();
        let mut hits = Vec::new();
        for trigger in named.chain(any).filter(|t| self.rules[t.rule].kind != "event") {
            let rule = &self.rules[trigger.rule];
            let when = &rule.when[trigger.when];
            if let Ok(behind) = matches(words, frame, mood, when, trigger.particle.as_deref()) {
                hits.push(Hit { rule, when, behind });
            }
        }
        hits
    }

    /// The patterns that a noun triggers.
    pub(crate) fn of_noun<'r>(&'r self, noun: &str) -> impl Iterator<Item = Hit<'r>> + use<'r> {
        let list = self.by_noun.get(noun).map(Vec::as_slice).unwrap_or_default();
        let hits = list.iter().map(|t| Hit { rule: &self.rules[t.rule], when: &self.rules[t.rule].when[t.when], behind: None });
        hits.filter(|h| h.rule.kind != "event")
    }

    /// What a verb may trigger among the rules of political events.
    pub(crate) fn events_of_verb(&self, lemma: &str) -> impl Iterator<Item = (&Trigger, Hit<'_>)> {
        self.events(self.by_verb.get(lemma))
    }

    /// What a noun may trigger among the rules of political events.
    pub(crate) fn events_of_noun(&self, noun: &str) -> impl Iterator<Item = (&Trigger, Hit<'_>)> {
        self.events(self.by_noun.get(noun))
    }

    fn events<'r>(&'r self, list: Option<&'r Vec<Trigger>>) -> impl Iterator<Item = (&'r Trigger, Hit<'r>)> {
        let hit = |t: &'r Trigger| (t, Hit { rule: &self.rules[t.rule], when: &self.rules[t.rule].when[t.when], behind: None });
        list.into_iter().flatten().map(hit).filter(|(_, h)| h.rule.kind == "event")
    }
}

/// Whether a pattern matches a frame, with [`Hit::behind`], or what kept it from matching.
pub(crate) fn matches(
    words: &Words<'_>,
    frame: &Frame,
    mood: Mood,
    when: &When,
    particle: Option<&str>,
) -> Result<Option<usize>, &'static str> {
    let mut behind = None;
    if let Some(particle) = particle {
        let mut parts = particle.split(' ');
        let mut at = frame.head + 1;
        if particle == "to" && words.class(frame.head + 1) == crate::words::Class::To {
            return Err("what follows is an infinitive");
        }
        let together = parts.clone().all(|p| {
            at += 1;
            words.low(at - 1) == p
        });
        let apart = parts.next().is_some_and(|p| frame.preps.iter().any(|(i, _)| words.low(*i) == p)) && !particle.contains(' ');
        // `turned the request down`
        let last = frame.right.end.checked_sub(1).filter(|l| *l > frame.head + 1 && frame.object.is_some());
        let behind_object = frame.object.as_ref().is_some_and(|o| words.low(o.end) == particle)
            || last
                .is_some_and(|l| words.low(l) == particle && matches!(particle, "down" | "off" | "over" | "out" | "back" | "away" | "up"));
        if !together && !apart && !behind_object {
            return Err("the verb lacks its particle");
        }
        behind = together.then_some(at);
    }
    if !(when.mood.contains(&mood) || when.mood.is_empty() && mood == Mood::Fact) {
        return Err("the verb is more or less sure than the pattern asks");
    }
    match when.voice {
        Some(Voice::Active) if frame.passive => return Err("the verb is passive"),
        Some(Voice::Passive) if !frame.passive => return Err("the verb is active"),
        _ => {}
    }
    let object = || argument(words, frame, behind, &Role::Object);
    if !when.objects.is_empty() && !object().is_some_and(|o| object_is(words, &o, &when.objects)) {
        return Err("the object is none of those asked for");
    }
    let said = |i: usize| when.says.iter().any(|w| is_listed(words, w, words.low(i)));
    if !when.says.is_empty() && !frame.right.clone().chain(frame.that.clone().unwrap_or(0..0)).any(said) {
        return Err("what follows holds none of the words asked for");
    }
    if !when.is.is_empty() {
        let adverb = |i: &usize| words.class(*i) == crate::words::Class::Adv && !when.is.iter().any(|w| is_listed(words, w, words.low(*i)));
        let next = (frame.head + 1..frame.right.end.max(frame.head + 2)).take(4).find(|i| !adverb(i));
        let linked = next.filter(|i| when.is.iter().any(|w| is_listed(words, w, words.low(*i))));
        behind = Some(linked.ok_or("what the verb links is none of the words asked for")? + 1);
    }
    // `would hear of no change`
    let none = frame.object.as_ref().is_some_and(|o| matches!(words.low(o.start), "no" | "neither") && !frame.passive);
    if when.denied && !frame.negated && !none {
        return Err("the verb is not denied");
    }
    let filled = |role: &String| parse_role(role).is_some_and(|r| argument(words, frame, behind, &r).is_some());
    if !when.needs.is_empty() && !when.needs.iter().any(filled) {
        return Err("none of the arguments it needs is there");
    }
    Ok(behind)
}

/// Whether the head of an object is one of some nouns, or in the list that `@name` names; several words are looked for as they stand.
fn object_is(words: &Words<'_>, object: &Range<usize>, nouns: &[String]) -> bool {
    // `12 tonnes of relief supplies`: what is measured counts as well.
    let measured = object.clone().find(|i| words.low(*i) == "of").and_then(|of| head_noun(words, &(of + 1..object.end)));
    head_noun(words, object).into_iter().chain(measured).any(|h| {
        let low = words.low(h);
        let single = crate::lexicon::singular(low);
        let pair = if h > object.start { format!("{} {low}", words.low(h - 1)) } else { String::new() };
        nouns.iter().any(|n| [low, &single, &pair].iter().any(|w| is_listed(words, n, w)))
    })
}

/// Whether a word is the one that a pattern asks for, or in the list that its `@name` names.
fn is_listed(words: &Words<'_>, asked: &str, word: &str) -> bool {
    match asked.strip_prefix('@') {
        Some(list) => words.lex.noun_class(list, word).is_some(),
        None => asked == word,
    }
}

/// The last noun before the first preposition, relative or comma of a phrase.
pub(crate) fn head_noun(words: &Words<'_>, range: &Range<usize>) -> Option<usize> {
    use crate::words::Class;
    let end = range.clone().find(|i| {
        *i > range.start
            && (matches!(words.class(*i), Class::Prep | Class::Rel | Class::Verb | Class::To | Class::Sub) || words.low(*i) == ",")
    });
    (range.start..end.unwrap_or(range.end)).rev().find(|i| matches!(words.class(*i), Class::Noun | Class::Num | Class::Pron))
}

/// The words of a role in a frame; `behind` as in [`Hit`].
pub(crate) fn argument(words: &Words<'_>, frame: &Frame, behind: Option<usize>, role: &Role) -> Option<Range<usize>> {
    use crate::words::Class;
    let some = |r: Range<usize>| (r.start < r.end).then_some(r);
    // `walked out of the pact`: to the tree the pact is no object.
    let named = |i: &usize| !frame.passive && matches!(words.class(*i), Class::Det | Class::Noun | Class::Num | Class::Adj | Class::Poss);
    // `handed over 12 engines`: the tree may give the particle to the number.
    let past = |o: Range<usize>| behind.filter(|b| o.start + 1 == *b && *b < o.end && frame.head < o.start).map_or(o.clone(), |b| b..o.end);
    // `denied having moved boats`: what is denied begins with its verb.
    let gerund = || {
        let at = frame.head + 1;
        let own = words.words.get(at).is_some_and(|w| w.inflection == Some(crate::lexicon::Inflection::Gerund));
        let own = own && matches!(words.class(at), Class::Verb | Class::Aux) && !frame.passive && behind.is_none();
        own.then(|| some(at..frame.right.end)).flatten()
    };
    let object = || frame.object.clone().map(past).or_else(gerund).or_else(|| some(behind.filter(named)?..frame.right.end));
    match role {
        Role::Agent => frame.agent.clone(),
        Role::Object => object(),
        Role::Whole => match object() {
            Some(o) if frame.right.contains(&o.start) => some(o.start..frame.right.end),
            other => other,
        },
        Role::Right => some(frame.right.clone()),
        Role::Infinitive => {
            (frame.head + 1..frame.right.end).find(|i| words.class(*i) == Class::To).and_then(|i| some(i + 1..frame.right.end))
        }
        Role::That => frame.that.clone(),
        Role::Indirect | Role::Subject | Role::Clause(_) => None,
        Role::Prep(list) => {
            let asked = |p: usize| list.iter().any(|l| l == words.low(p));
            match frame.preps.iter().find(|(p, _)| asked(*p)) {
                Some((_, range)) => some(range.start..frame.right.end.max(range.end)),
                // `is supportive of the reform`: to the tree the reform hangs on what is linked.
                // `agree on who is to pay`: the particle governs a clause.
                None => {
                    let after = behind.filter(|p| asked(*p)).map(|p| p + 1);
                    let clause = behind.filter(|p| {
                        *p > frame.head + 1 && asked(*p - 1) && matches!(words.class(*p), Class::Rel | Class::Sub | Class::Adv)
                    });
                    some(after.or(clause)?..frame.right.end)
                }
            }
        }
    }
}

/// The line of a rule file at which a problem shows, counted from 1.
fn line_of(text: &str, problem: &Problem) -> Option<usize> {
    let holding = |needle: &str| text.lines().position(|l| l.contains(needle)).map(|n| n + 1);
    match problem {
        Problem::Form(e) => e.span().map(|s| 1 + text[..s.start.min(text.len())].matches('\n').count()),
        Problem::Kind(kind) => holding(&format!("{kind:?}")),
        Problem::Slot { slot, .. } => {
            text.lines().position(|l| l.trim_start().starts_with("fill") && l.contains(slot.as_str())).map(|n| n + 1).or(holding(slot))
        }
        Problem::Role(word) | Problem::Doubled(word) => holding(word),
        Problem::Word { word, .. } => holding(word),
        Problem::Idle => holding("[[when]]"),
        Problem::Unshown => None,
    }
}

/// Reads and checks a rule file.
pub(crate) fn check(name: &str, text: &str) -> Result<Rule, Error> {
    let fail = |problem| Error { rule: name.to_owned(), line: line_of(text, &problem), problem };
    let mut rule: Rule = toml::from_str(text).map_err(|e| fail(Problem::Form(Box::new(e))))?;
    rule.name = name.to_owned();
    if !model::ClaimKind::NAMES.contains(&rule.kind.as_str()) {
        return Err(fail(Problem::Kind(rule.kind)));
    }
    for when in &rule.when {
        if when.verbs.is_empty() && when.nouns.is_empty() {
            return Err(fail(Problem::Idle));
        }
        for list in [&when.verbs, &when.objects, &when.nouns, &when.says, &when.is, &when.agents, &when.unless] {
            if let Some(word) = list.iter().enumerate().find_map(|(i, w)| list[..i].contains(w).then_some(w)) {
                return Err(fail(Problem::Doubled(word.clone())));
            }
        }
        for role in when.fill.values().flatten().chain(&when.needs) {
            if parse_role(role).is_none() {
                return Err(fail(Problem::Role(role.clone())));
            }
        }
        for slot in when.fill.keys() {
            if !crate::slots::of(&rule.kind).contains(&slot.as_str()) {
                return Err(fail(Problem::Slot { kind: rule.kind.clone(), slot: slot.clone() }));
            }
        }
        for (slot, word) in &when.set {
            if !crate::slots::knows(&rule.kind, slot, word) {
                return Err(fail(Problem::Word { slot: slot.clone(), word: word.clone() }));
            }
        }
    }
    if rule.yes.is_empty() {
        return Err(fail(Problem::Unshown));
    }
    Ok(rule)
}
