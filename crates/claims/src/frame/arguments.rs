//! From verb groups to frames: where each clause begins and ends, and what hangs on what.

use super::groups::{Form, Group};
use super::{Frame, Link, Modality};
use crate::words::{Class, Words};
use annotate::MentionKind;
use std::ops::Range;

/// No clause is followed farther than this many words from its verb.
const REACH: usize = 90;

/// Verbs that report words; after the words they stand with their subject alone.
const SPEECH: &[&str] = &[
    "say",
    "add",
    "tell",
    "explain",
    "note",
    "report",
    "state",
    "announce",
    "claim",
    "stress",
    "argue",
    "promise",
    "write",
    "declare",
    "warn",
    "insist",
    "believe",
    "recall",
    "emphasize",
    "emphasise",
    "underline",
    "confirm",
    "reply",
    "conclude",
    "continue",
    "comment",
    "quote",
    "vow",
    "pledge",
    "acknowledge",
    "admit",
    "suggest",
    "reveal",
    "disclose",
    "indicate",
    "remark",
    "point",
];

pub(crate) fn is_speech(lemma: &str) -> bool {
    SPEECH.contains(&lemma)
}

/// Why a clause begins where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Start,
    /// After `that`, or right after a verb that takes a clause.
    That,
    /// After the relative at the index.
    Relative(usize),
    Adverbial,
    Conditional,
    Conjunct,
}

struct Clause {
    /// First word of the subject; the verb group's own start where there is none.
    start: usize,
    /// Where the clause before it ends.
    boundary: usize,
    opening: Opening,
}

pub(super) fn frames(words: &Words<'_>, sentence: usize, range: &Range<usize>, groups: &[Group], out: &mut Vec<Frame>) {
    let base = out.len();
    let clauses: Vec<Clause> = (0..groups.len()).map(|i| open(words, range, groups, i)).collect();
    for (i, group) in groups.iter().enumerate() {
        let right = group.head + 1..end_of(words, range, groups, &clauses, i);
        out.push(Frame {
            sentence,
            group: group.words.clone(),
            head: group.head,
            lemma: words.words[group.head].lemma.clone(),
            form: group.form,
            passive: group.passive,
            negated: group.negated,
            modality: group.modality,
            past: group.past,
            agent: None,
            object: None,
            right,
            preps: Vec::new(),
            infinitive: None,
            that: None,
            parent: None,
            tail: None,
            clause: clauses[i].start.min(group.words.start)..group.head + 1,
        });
    }
    for i in 0..groups.len() {
        link(words, groups, &clauses, i, base, out);
    }
    for i in 0..groups.len() {
        fill(words, range, groups, &clauses, i, base, out);
    }
    tails(words, range, base, out);
}

/// Finds where the clause of a group begins.
fn open(words: &Words<'_>, range: &Range<usize>, groups: &[Group], i: usize) -> Clause {
    let group = &groups[i];
    let at = group.words.start;
    let clause = |start, boundary, opening| Clause { start, boundary, opening };
    if group.form != Form::Finite {
        return clause(at, at, Opening::Start);
    }
    let floor = range.start.max(at.saturating_sub(REACH));
    let mut k = at;
    while k > floor {
        let w = k - 1;
        let low = words.low(w);
        let class = words.class(w);
        if let Some(g) = groups[..i].iter().rposition(|g| g.words.contains(&w)) {
            let inner = &groups[g];
            if inner.form == Form::Finite || inner.form == Form::Infinitive && !opens_subject(words, floor, inner) {
                let opening = if (k..at).any(|n| words.class(n) == Class::Noun || words.class(n) == Class::Pron) {
                    Opening::That
                } else {
                    Opening::Conjunct
                };
                return clause(k, k, opening);
            }
            k = inner.words.start;
            continue;
        }
        match class {
            Class::Rel if low != "that" => return clause(k, w, Opening::Relative(w)),
            Class::Rel | Class::Sub | Class::Det | Class::Pron if low == "that" => {
                let demonstrative = class == Class::Det
                    && k < at
                    && words.class(k) == Class::Noun
                    && (w == range.start || words.class(w - 1) != Class::Noun);
                if !demonstrative || completes(words, groups, i, w, floor) {
                    return if completes(words, groups, i, w, floor) {
                        clause(k, w, Opening::That)
                    } else {
                        clause(k, w, Opening::Relative(w))
                    };
                }
            }
            Class::Sub => {
                let opening = if matches!(low, "if" | "unless") { Opening::Conditional } else { Opening::Adverbial };
                return clause(k, w, opening);
            }
            Class::Cc => {
                let subject = (k..at).any(|n| matches!(words.class(n), Class::Noun | Class::Pron));
                let verb_before = groups[..i].iter().any(|g| g.words.start >= floor && g.head < w && g.form != Form::Participle);
                if !subject || verb_before {
                    return clause(k, w, Opening::Conjunct);
                }
            }
            Class::Punct if matches!(low, ";" | ":" | "-" | "--" | "." | "•" | "?" | "!") => return clause(k, w, Opening::Start),
            Class::Punct if low == "\"" || low == "''" || low == "``" => {
                let opening = (floor..w).rev().take(40).find(|n| matches!(words.low(*n), "\"" | "``" | "''"));
                match opening {
                    Some(o) if !groups[..i].iter().any(|g| g.form == Form::Finite && g.head > o && g.head < w) => {
                        k = o;
                        continue;
                    }
                    _ => return clause(k, w, Opening::Start),
                }
            }
            Class::Punct if low == "," => match comma(words, floor, groups, i, w, k == at) {
                Comma::Boundary => return clause(k, w, Opening::Start),
                Comma::Jump(to) => {
                    k = to;
                    continue;
                }
                Comma::Inside => {}
            },
            _ => {}
        }
        k -= 1;
    }
    clause(k, k, Opening::Start)
}

/// Whether an infinitive belongs to a noun of the subject: `Efforts to resolve it`.
fn opens_subject(words: &Words<'_>, floor: usize, group: &Group) -> bool {
    group.words.start > floor && words.class(group.words.start - 1) == Class::Noun
}

fn governs_clause(lemma: &str) -> bool {
    is_speech(lemma)
        || matches!(
            lemma,
            "agree"
                | "affirm"
                | "reaffirm"
                | "reconfirm"
                | "decide"
                | "express"
                | "hope"
                | "expect"
                | "request"
                | "demand"
                | "propose"
                | "assure"
                | "ask"
                | "note"
                | "urge"
                | "reiterate"
                | "agreed"
                | "think"
                | "inform"
                | "ensure"
                | "deny"
                | "reject"
                | "recommend"
                | "convey"
                | "complain"
                | "accuse"
                | "show"
        )
}

/// Nouns that a clause completes: `concern that …`.
const CONTENT: &[&str] = &[
    "concern",
    "concerns",
    "fear",
    "fears",
    "worry",
    "worries",
    "hope",
    "view",
    "confidence",
    "belief",
    "commitment",
    "opinion",
    "report",
    "reports",
    "claim",
    "claims",
    "charge",
    "allegation",
    "condition",
    "understanding",
    "agreement",
    "wish",
    "expectation",
    "regret",
    "conviction",
    "notion",
    "idea",
    "suggestion",
    "fact",
    "accusation",
    "decision",
    "announcement",
    "promise",
    "assurance",
    "assurances",
    "determination",
    "intention",
    "position",
    "warning",
    "rumour",
    "desire",
    "satisfaction",
];

/// Whether `that` at `w` opens the content of a verb or noun, rather than a relative clause.
fn completes(words: &Words<'_>, groups: &[Group], i: usize, w: usize, floor: usize) -> bool {
    let Some(g) = groups[..i].iter().rev().find(|g| g.head < w && g.head >= floor) else { return false };
    let lemma = words.words[g.head].lemma.as_ref();
    let nouns = (g.head + 1..w).any(|n| {
        let dated = words.ann.tokens[n].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_)));
        matches!(words.class(n), Class::Noun | Class::Pron) && !dated
    });
    if !nouns {
        return true;
    }
    let last = words.low(w - 1);
    CONTENT.contains(&last)
        || matches!(
            lemma,
            "tell" | "inform" | "assure" | "remind" | "notify" | "warn" | "show" | "convince" | "persuade" | "advise" | "promise"
        )
        || matches!(words.low(w - 1), "and" | "but" | "or")
            && groups[..i].iter().any(|g| g.head >= floor && governs_clause(&words.words[g.head].lemma))
        || words.low(w - 1) == "," && governs_clause(lemma)
        || matches!(lemma, "say" | "add" | "state" | "agree" | "announce" | "affirm" | "note" | "stress")
            && words.class(w - 1) != Class::Noun
}

enum Comma {
    Boundary,
    /// A parenthesis ends here; it began at the index.
    Jump(usize),
    Inside,
}

fn comma(words: &Words<'_>, floor: usize, groups: &[Group], i: usize, w: usize, closes: bool) -> Comma {
    let previous = (floor..w).rev().take(40).find(|n| words.low(*n) == ",");
    if closes {
        // `Minister X, who spoke first, said`: the verb's subject stands before the parenthesis.
        return previous.map_or(Comma::Boundary, |p| if p > floor { Comma::Jump(p) } else { Comma::Boundary });
    }
    let chunk = previous.map_or(floor, |p| p + 1);
    let opens_adverbially = matches!(words.class(chunk), Class::Prep | Class::Sub | Class::Adv | Class::To | Class::Rel)
        || words.ann.tokens[chunk].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_)))
        || groups[..i].iter().any(|g| g.words.start == chunk && g.form != Form::Finite);
    let has_verb = groups[..i].iter().any(|g| g.form == Form::Finite && (chunk..w).contains(&g.head));
    if has_verb || opens_adverbially && previous.is_none() || opens_adverbially && words.class(chunk) != Class::Rel {
        return Comma::Boundary;
    }
    if words.class(chunk) == Class::Rel {
        return previous.map_or(Comma::Boundary, Comma::Jump);
    }
    Comma::Inside
}

/// Finds where what follows a group's verb ends.
fn end_of(words: &Words<'_>, range: &Range<usize>, groups: &[Group], clauses: &[Clause], i: usize) -> usize {
    let group = &groups[i];
    let limit = range.end.min(group.head + 1 + REACH);
    let mut depth = 0_u32;
    let mut k = group.head + 1;
    while k < limit {
        let low = words.low(k);
        match low {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            if let Some(j) = (i + 1..groups.len()).find(|j| clauses[*j].boundary == k && groups[*j].form == Form::Finite) {
                let restrictive = matches!(clauses[j].opening, Opening::Relative(_)) && words.low(k.saturating_sub(1)) != ",";
                if !restrictive {
                    return k;
                }
                k = groups[j].words.end;
                continue;
            }
            if ends_clause(words, groups, i, k, range.end) {
                return k;
            }
        }
        k += 1;
    }
    k
}

fn ends_clause(words: &Words<'_>, groups: &[Group], i: usize, k: usize, end: usize) -> bool {
    let low = words.low(k);
    if matches!(low, ";" | "--" | "?" | "!") || matches!(low, "." | ":") && words.class(k) == Class::Punct {
        return true;
    }
    if k + 1 >= end {
        return false;
    }
    let next = k + 1;
    let group_at = |n: usize| groups[i + 1..].iter().find(|g| g.words.start == n);
    if low == "," {
        let low_next = words.low(next);
        let clause_follows = matches!(words.class(next), Class::Rel | Class::Sub)
            || matches!(
                low_next,
                "but"
                    | "while"
                    | "which"
                    | "who"
                    | "where"
                    | "according"
                    | "after"
                    | "before"
                    | "as"
                    | "following"
                    | "with"
                    | "because"
                    | "despite"
                    | "amid"
                    | "when"
                    | "since"
                    | "\""
            );
        let participle = group_at(next).is_some_and(|g| matches!(g.form, Form::Gerund | Form::Participle));
        let verb = low_next == "and" && group_at(next + 1).is_some_and(|g| g.form != Form::Participle);
        return clause_follows || participle || verb;
    }
    if matches!(low, "and" | "or" | "but") {
        // A second verb of the same rank ends the first one's phrase.
        let skip = if words.class(next) == Class::Adv { next + 1 } else { next };
        return group_at(skip).is_some_and(|g| {
            g.form == groups[i].form || g.form == Form::Finite || groups[i].form == Form::Finite && g.form == Form::Gerund
        });
    }
    if words.class(k) == Class::Sub && low != "that" && low != "as" {
        return true;
    }
    false
}

/// Decides what a clause hangs on.
fn link(words: &Words<'_>, groups: &[Group], clauses: &[Clause], i: usize, base: usize, out: &mut [Frame]) {
    let group = &groups[i];
    let before = |at: usize| groups[..i].iter().rposition(|g| g.head < at);
    let parent = match (group.form, clauses[i].opening) {
        (Form::Infinitive, _) => infinitive_parent(words, groups, i).map(|(p, shared)| {
            if shared { out[base + p].parent.map_or((base + p, Link::Conjunct), |(g, l)| (g, l)) } else { (base + p, Link::Infinitive) }
        }),
        (Form::Participle, _) => before(group.words.start).map(|p| (base + p, Link::Relative)),
        (Form::Gerund, _) => before(group.words.start).map(|p| (base + p, Link::Adverbial)),
        (_, Opening::That) => {
            let at = clauses[i].boundary;
            let repeated = at > 0 && matches!(words.low(at - 1), "and" | "or" | "but");
            let sibling = (0..i).rev().find(|j| clauses[*j].opening == Opening::That && groups[*j].form == Form::Finite);
            match sibling.filter(|_| repeated).and_then(|j| out[base + j].parent) {
                Some(parent) => Some(parent),
                None => before(at).map(|p| (base + p, Link::That)),
            }
        }
        (_, Opening::Relative(at)) => before(at).map(|p| (base + p, Link::Relative)),
        (_, Opening::Conjunct) => {
            let sibling = conjunct_of(words, groups, clauses, i, base, out);
            sibling.map(|j| out[base + j].parent.filter(|(_, l)| *l == Link::That).unwrap_or((base + j, Link::Conjunct)))
        }
        (_, Opening::Adverbial | Opening::Conditional) => before(clauses[i].boundary).map(|p| (base + p, Link::Adverbial)),
        (_, Opening::Start) => None,
    };
    out[base + i].parent = parent;
    if clauses[i].opening == Opening::Conditional {
        out[base + i].modality = Modality::Conditional;
    }
}

/// The verb beside which a second one stands after `and`.
fn conjunct_of(words: &Words<'_>, groups: &[Group], clauses: &[Clause], i: usize, base: usize, out: &[Frame]) -> Option<usize> {
    let finite = |j: &usize| groups[*j].form == Form::Finite && groups[*j].head < clauses[i].boundary.max(1);
    let token = &words.ann.tokens[groups[i].head];
    let by_tree = (0..i).filter(finite).find(|j| token.deprel == annotate::Deprel::Conj && groups[*j].head == token.head);
    let nearest = (0..i).rev().find(finite)?;
    // After a comma the second verb stands beside the one that reports, not inside what is reported.
    let comma = clauses[i].boundary > 0 && words.low(clauses[i].boundary - 1) == ",";
    let outer = out[base + nearest].parent.filter(|(_, l)| *l == Link::That).map(|(p, _)| p - base).filter(|_| comma);
    let stands = governs_clause(&words.words[groups[i].head].lemma) || words.words[groups[i].head].lemma.as_ref() == "call";
    if stands { outer.or(by_tree) } else { by_tree.or(outer) }.or(Some(nearest))
}

/// The verb that governs an infinitive, and whether it is shared with the infinitive before.
fn infinitive_parent(words: &Words<'_>, groups: &[Group], i: usize) -> Option<(usize, bool)> {
    let start = groups[i].words.start;
    let p = groups[..i].iter().rposition(|g| g.head < start)?;
    let joined = start > 0
        && (matches!(words.low(start - 1), "and" | "or" | ";")
            || start > 1 && words.class(start - 1) == Class::Adv && words.low(start - 2) == "and");
    if joined && let Some(sibling) = (0..i).rev().find(|j| groups[*j].form == Form::Infinitive) {
        return Some((sibling, true));
    }
    Some((p, false))
}

fn trim(words: &Words<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    while range.start < range.end
        && (matches!(words.class(range.start), Class::Cc | Class::Adv | Class::Punct) && words.low(range.start) != "\"")
    {
        range.start += 1;
    }
    while range.start < range.end
        && (matches!(words.class(range.end - 1), Class::Adv | Class::Cc) || matches!(words.low(range.end - 1), "," | ";" | "." | ":" | "-"))
    {
        range.end -= 1;
    }
    (range.start < range.end).then_some(range)
}

fn fill(words: &Words<'_>, range: &Range<usize>, groups: &[Group], clauses: &[Clause], i: usize, base: usize, out: &mut [Frame]) {
    let group = &groups[i];
    let right = out[base + i].right.clone();
    let parts_of =
        matches!(out[base + i].lemma.as_ref(), "accuse" | "convict" | "suspect" | "inform" | "remind" | "warn" | "complain" | "consist");
    let (object, preps) = split_right(words, groups, &right, parts_of);
    let by = preps.iter().find(|(p, _)| words.low(*p) == "by").map(|(_, r)| r.clone()).filter(|r| !is_date(words, r));
    let subject = match group.form {
        Form::Finite => trim(words, clauses[i].start..group.words.start).map(|r| without_opening(words, r, group.head)),
        Form::Infinitive | Form::Participle | Form::Gerund => None,
    };
    let (mut agent, mut patient) = (subject.clone(), object);
    match (group.form, clauses[i].opening) {
        (Form::Finite, Opening::Relative(at)) => {
            let antecedent = antecedent(words, range, groups, i, at);
            let place = matches!(words.low(at), "where" | "when" | "whose");
            if subject.is_none() {
                agent = antecedent;
            } else if patient.is_none() && !place {
                patient = antecedent;
            }
        }
        (Form::Finite, _) if subject.is_none() => agent = inherited(groups, i, base, out),
        (Form::Participle, _) => {
            agent = None;
            patient = antecedent(words, range, groups, i, group.words.start).or(patient);
        }
        (Form::Infinitive, _) => agent = controller(words, i, base, out),
        (Form::Gerund, _) => agent = inherited(groups, i, base, out),
        _ => {}
    }
    if group.passive {
        if group.form != Form::Participle {
            patient = agent.take().or(patient);
        }
        agent = by;
    }
    let that = (i + 1..groups.len())
        .find(|j| groups[*j].form == Form::Finite && out[base + *j].parent == Some((base + i, Link::That)))
        .map(|j| clauses[j].start..out[base + j].right.end);
    let infinitive =
        (i + 1..groups.len()).find(|j| out[base + *j].parent == Some((base + i, Link::Infinitive)) && groups[*j].form == Form::Infinitive);
    let frame = &mut out[base + i];
    frame.agent = agent;
    frame.object = patient;
    frame.preps = preps;
    frame.that = that;
    frame.infinitive = infinitive.map(|j| base + j);
}

fn is_date(words: &Words<'_>, range: &Range<usize>) -> bool {
    words
        .mentions_in(range)
        .next()
        .is_some_and(|(_, m)| matches!(m.kind, MentionKind::Date(_)) && words.words_of(m.span).start <= range.start + 1)
}

/// The subject that a verb shares with the one before it.
fn inherited(groups: &[Group], i: usize, base: usize, out: &[Frame]) -> Option<Range<usize>> {
    if let Some((parent, Link::Conjunct)) = out[base + i].parent
        && groups[i].form == Form::Finite
        && parent < base + i
    {
        let frame = &out[parent];
        return if frame.passive { frame.object.clone() } else { frame.agent.clone() };
    }
    let finite = (0..i).rev().filter(|j| groups[*j].form == Form::Finite);
    let mut candidates = finite.clone().filter(|j| !matches!(out[base + *j].parent, Some((_, Link::Relative))));
    let j = candidates.next().or_else(|| finite.clone().next())?;
    let frame = &out[base + j];
    if frame.passive { frame.object.clone() } else { frame.agent.clone() }
}

/// Who is to do what an infinitive says: the object of the verb above it, else that verb's subject.
fn controller(words: &Words<'_>, i: usize, base: usize, out: &[Frame]) -> Option<Range<usize>> {
    let (parent, _) = out[base + i].parent?;
    if parent >= base + i {
        return None;
    }
    let above = &out[parent];
    let promises = matches!(above.lemma.as_ref(), "promise" | "pledge" | "agree" | "plan" | "vow" | "offer" | "threaten");
    let told = above
        .object
        .clone()
        .filter(|_| !above.passive && !promises)
        .or_else(|| above.prep(words, &["on", "for", "upon"]).filter(|_| above.lemma.as_ref() == "call"));
    let start = out[base + i].group.start;
    told.filter(|r| r.end <= start).or_else(|| if above.passive { above.object.clone() } else { above.agent.clone() })
}

/// A subject without the phrase of time or place that opens its clause: `At the session the two cities`.
fn without_opening(words: &Words<'_>, range: Range<usize>, verb: usize) -> Range<usize> {
    let Some(head) = words.subject(verb).filter(|s| range.contains(s)) else { return range };
    let left = words.leftmost(head, range.start);
    let opened = matches!(words.class(range.start), Class::Prep | Class::Sub | Class::To);
    // `The same day they revised it`: what stands before the subject is another phrase.
    let apart = words.class(head) == Class::Pron && left > range.start && !matches!(words.low(left - 1), "and" | "," | "of");
    if opened || apart { left..range.end } else { range }
}

/// The noun phrase that a relative or a participle at `at` hangs on.
fn antecedent(words: &Words<'_>, range: &Range<usize>, groups: &[Group], i: usize, at: usize) -> Option<Range<usize>> {
    let end = if at > range.start && words.low(at - 1) == "," { at - 1 } else { at };
    let mut k = end;
    let floor = range.start.max(end.saturating_sub(25));
    while k > floor {
        let w = k - 1;
        if groups[..i].iter().any(|g| g.words.contains(&w))
            || matches!(words.low(w), "," | ";" | ":" | "(" | "that")
            || matches!(words.class(w), Class::Rel | Class::Sub)
        {
            break;
        }
        let up_to = words.low(w) == "to" && w > floor && words.low(w - 1) == "up" || words.low(w) == "up" && words.low(w + 1) == "to";
        if words.class(w) == Class::Prep && words.low(w) != "of" && !up_to {
            break;
        }
        k = w;
    }
    trim(words, k..end)
}

/// The bare object and the prepositional phrases after a verb.
type Parts = (Option<Range<usize>>, Vec<(usize, Range<usize>)>);

fn split_right(words: &Words<'_>, groups: &[Group], right: &Range<usize>, parts_of: bool) -> Parts {
    let mut preps: Vec<(usize, Range<usize>)> = Vec::new();
    let mut object_end = None;
    let mut open: Option<usize> = None;
    let mut k = right.start;
    let close =
        |open: &mut Option<usize>, object_end: &mut Option<usize>, preps: &mut Vec<(usize, Range<usize>)>, at: usize| match open.take() {
            Some(p) => preps.push((p, p + 1..at)),
            None => {
                object_end.get_or_insert(at);
            }
        };
    while k < right.end {
        let class = words.class(k);
        let group = groups.iter().find(|g| g.words.start == k);
        let dated = words.ann.tokens[k].mention.is_some_and(|m| matches!(words.ann.mentions[m].kind, MentionKind::Date(_)));
        if class == Class::Prep && (words.low(k) != "of" || k == right.start || parts_of) {
            close(&mut open, &mut object_end, &mut preps, k);
            open = Some(k);
        } else if let Some(group) = group {
            close(&mut open, &mut object_end, &mut preps, k);
            k = group.words.end;
            // What follows an inner verb belongs to it, but its phrases are looked at from here as well.
            while k < right.end && words.class(k) != Class::Prep {
                k += 1;
            }
            continue;
        } else if matches!(class, Class::Rel | Class::Sub) || words.low(k) == "that" && k == right.start {
            close(&mut open, &mut object_end, &mut preps, k);
            break;
        } else if dated && open.is_none() && object_end.is_none() {
            object_end = Some(k);
        }
        k += 1;
    }
    close(&mut open, &mut object_end, &mut preps, k.min(right.end));
    let object = object_end.and_then(|e| trim(words, right.start..e.max(right.start)));
    (object, preps.into_iter().filter_map(|(p, r)| trim(words, r).map(|r| (p, r))).collect())
}

/// Ties the clauses of a sentence to the speaker that it names beside them.
fn tails(words: &Words<'_>, range: &Range<usize>, base: usize, out: &mut [Frame]) {
    for t in base..out.len() {
        let frame = &out[t];
        if frame.form != Form::Finite || !is_speech(&frame.lemma) || frame.that.is_some() {
            continue;
        }
        let before = frame.clause.start.checked_sub(1).filter(|b| *b >= range.start).map(|b| words.low(b).to_owned());
        let parted = before.as_deref().is_some_and(|b| matches!(b, "," | "\"" | "''" | "-" | "--"));
        let inverted = frame.agent.is_none() && parted;
        if !parted || frame.right.len() > 12 && !inverted {
            continue;
        }
        let (start, head) = (frame.clause.start, frame.head);
        if inverted && out[t].agent.is_none() {
            out[t].agent = out[t].object.take();
        }
        for (f, other) in out.iter_mut().enumerate().skip(base) {
            if f != t && (other.head < start || other.head > head) && !matches!(other.parent, Some((_, Link::That))) {
                other.tail = Some(t);
            }
        }
    }
}
