//! Verb groups: `will be held`, `did not agree`, `to lift`, `announced`.

use super::Modality;
use crate::lexicon::Inflection;
use crate::words::{Class, Words};
use annotate::Deprel;
use std::ops::Range;

/// In which form a verb group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Finite,
    Infinitive,
    /// `announced by …` after its noun
    Participle,
    Gerund,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) words: Range<usize>,
    pub(crate) head: usize,
    pub(crate) form: Form,
    pub(crate) passive: bool,
    pub(crate) negated: bool,
    pub(crate) modality: Modality,
    pub(crate) past: bool,
}

const BE: &[&str] = &["be", "am", "is", "are", "was", "were", "been", "being", "'re", "'m", "'s"];

/// The verb groups of a sentence, in order.
pub(super) fn groups(words: &Words<'_>, sentence: &Range<usize>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        match words.class(i) {
            Class::Verb | Class::Aux | Class::Modal | Class::To => {
                let group = read_group(words, i, sentence.end, out.last(), sentence.start);
                i = group.as_ref().map_or(i + 1, |g| g.words.end);
                out.extend(group);
            }
            _ => i += 1,
        }
    }
    out
}

fn read_group(words: &Words<'_>, start: usize, end: usize, before: Option<&Group>, first: usize) -> Option<Group> {
    let mut at = start;
    let mut last_verb = None;
    let mut last_aux = None;
    let (mut be, mut will, mut would, mut must, mut perfect, mut negated, mut be_to, mut past) =
        (false, false, false, false, false, false, false, false);
    while at < end && at < start + 9 {
        let low = words.low(at);
        match words.class(at) {
            Class::Modal => {
                if last_aux.is_some() {
                    break;
                }
                will |= matches!(low, "will" | "shall" | "'ll");
                would |= matches!(low, "would" | "could" | "may" | "might" | "can" | "'d");
                must |= matches!(low, "must" | "should" | "ought");
                last_aux = Some(at);
            }
            Class::Aux => {
                be = BE.contains(&low);
                perfect |= matches!(low, "have" | "has" | "had" | "having" | "'ve");
                past |= matches!(low, "was" | "were" | "had" | "did" | "been");
                last_aux = Some(at);
            }
            Class::To => {
                if at > start && !be {
                    break;
                }
                be_to |= at > start;
            }
            Class::Not => negated = true,
            Class::Adv if at + 1 < end && at > start => {}
            Class::Verb => {
                last_verb = Some(at);
                break;
            }
            _ => break,
        }
        at += 1;
    }
    let head = last_verb.or(last_aux)?;
    if words.class(head) == Class::Modal {
        return None;
    }
    let range = start..head + 1;
    let inflection = words.words[head].inflection;
    let has_aux = (start..head).any(|k| matches!(words.class(k), Class::Aux | Class::Modal));
    let leading = words.low(start);
    // `no agreement`, `fails to`: the noun or the governing verb denies; here only words of the group count.
    let form = if words.class(start) == Class::To {
        Form::Infinitive
    } else if matches!(leading, "being" | "having" | "been") {
        Form::Gerund
    } else if has_aux || words.class(head) == Class::Aux {
        Form::Finite
    } else {
        bare_form(words, head, inflection, before, first)
    };
    let passive = last_verb.is_some()
        && (be && matches!(inflection, Some(Inflection::Past | Inflection::Participle))
            || form == Form::Participle && inflection != Some(Inflection::Gerund));
    let modality = if be_to || will {
        Modality::Planned
    } else if must {
        Modality::Required
    } else if would && !(negated && (start..head).any(|k| words.low(k) == "could")) {
        // `could not agree`: they did not.
        Modality::Possible
    } else {
        Modality::Held
    };
    past |= perfect || !has_aux && matches!(inflection, Some(Inflection::Past | Inflection::Preterite));
    Some(Group { words: range, head, form, passive, negated, modality, past })
}

fn bare_form(words: &Words<'_>, head: usize, inflection: Option<Inflection>, before: Option<&Group>, first: usize) -> Form {
    match inflection {
        Some(Inflection::Gerund) => Form::Gerund,
        Some(Inflection::Participle) => Form::Participle,
        Some(Inflection::Past) => {
            let token = &words.ann.tokens[head];
            if words.subject(head).is_some_and(|s| s < head) || token.feats.contains("VerbForm=Fin") {
                return Form::Finite;
            }
            // `Both sides voiced concern about the tariffs announced by X`: an actor right before the verb is its subject.
            let no_verb_before = before.is_none_or(|b| b.form != Form::Finite);
            if words.after_actor(head)
                && words.low(head + 1) != "by"
                && (no_verb_before || matches!(words.words[head].lemma.as_ref(), "express" | "voice" | "request" | "propose"))
            {
                return Form::Finite;
            }
            if before.is_none() && opens_alone(words, head, first) {
                return Form::Finite;
            }
            if matches!(token.deprel, Deprel::Acl | Deprel::Amod) && head > first {
                return Form::Participle;
            }
            past_form(words, head, before, first)
        }
        Some(Inflection::Base) => match before {
            Some(b)
                if b.words.end <= head
                    && matches!(words.low(head - 1), "and" | "or" | ",")
                    && (b.form == Form::Infinitive || b.modality != Modality::Held) =>
            {
                Form::Infinitive
            }
            // `let the families join them`
            Some(b)
                if b.words.end < head
                    && head - b.words.end < 8
                    && matches!(words.words[b.head].lemma.as_ref(), "let" | "make" | "help" | "see" | "have") =>
            {
                Form::Infinitive
            }
            _ => Form::Finite,
        },
        _ => Form::Finite,
    }
}

/// Whether a bare past form is the verb of a clause, or a participle after its noun.
fn past_form(words: &Words<'_>, head: usize, before: Option<&Group>, first: usize) -> Form {
    if head == first {
        return Form::Participle;
    }
    let previous = words.class(head - 1);
    if matches!(previous, Class::Rel | Class::Pron | Class::Cc) {
        return Form::Finite;
    }
    let by = words.low(head + 1) == "by";
    let Some(before) = before.filter(|b| b.form == Form::Finite) else {
        return if by && previous == Class::Noun { Form::Participle } else { Form::Finite };
    };
    // Between the verb before and this one a new clause must begin, or this one hangs on its noun.
    let opens = (before.words.end..head).any(|k| {
        matches!(words.class(k), Class::Rel | Class::Sub) || matches!(words.low(k), "," | ";" | ":" | "and" | "but" | "\"" | "that")
    });
    if opens && !by { Form::Finite } else { Form::Participle }
}

/// `The Council called upon A to …`: the first verb of a sentence whose root is the noun before it.
fn opens_alone(words: &Words<'_>, head: usize, first: usize) -> bool {
    let token = &words.ann.tokens[head];
    let noun = token.head;
    let root = noun < head && words.ann.tokens[noun].head == noun && token.deprel == Deprel::Acl;
    let definite = words.class(first) == Class::Det && words.words[noun].text.starts_with(char::is_uppercase);
    let next = words.low(head + 1);
    let goes_on = matches!(next, "on" | "upon") && words.words[head].lemma.as_ref() == "call"
        || matches!(words.class(head + 1), Class::Det | Class::Poss);
    root && definite && goes_on
}
