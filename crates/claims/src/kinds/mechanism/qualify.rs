//! **Does a naming name a series?** One with capitals and more than one word, a numbered one, or one that meets regularly.

use super::cadence::cadence;
use crate::reading::Reading;
use crate::series::{self, Naming};
use crate::words::Class;
use annotate::MentionKind;
use std::ops::Range;

/// Whether a naming is of a series: a name with capitals and more than one word, or a numbered described one.
pub(super) fn qualifies(reading: &Reading<'_, '_>, naming: &Naming) -> bool {
    let words = reading.words;
    let content = naming
        .name
        .clone()
        .filter(|i| matches!(words.class(*i), Class::Noun | Class::Adj | Class::Num))
        .map(|i| words.low(i).split([' ', '-']).count())
        .sum::<usize>();
    // A spokesperson's briefings are no dialogue, nor are negotiations on one text.
    let low = crate::words::fold(&words.text(&naming.name));
    if low.contains("press conference")
        || low.contains("press briefing")
        || low.contains("news conference")
        || low.starts_with("negotiations")
    {
        return false;
    }
    let mechanism = words.mentions_in(&naming.name).any(|(_, m)| m.kind == MentionKind::Mechanism);
    if mechanism && naming.named {
        return content >= 2;
    }
    let capitals =
        naming.name.clone().filter(|i| series::is_capital(words, *i)).map(|i| words.words[i].text.split(' ').count()).sum::<usize>();
    let head = series::head_of(words, last_head(reading, &naming.name));
    if naming.named && capitals >= 2 {
        return !words.lex.says("gathering", &head, "loose") || naming.ordinal.is_some() || mechanism;
    }
    if meets_regularly(reading, naming) {
        return true;
    }
    // `the first Norway-Chile fisheries dialogue`
    let regular = words.low(naming.whole.start + 1) == "regular" || naming.whole.clone().any(|i| words.low(i) == "regular");
    (naming.ordinal.is_some() || regular)
        && content >= 2
        && words.lex.noun_class("series", &head).is_some()
        && !matches!(head.as_str(), "cooperation" | "partnership" | "process" | "platform")
        && (regular || !series::parties_of(words, &naming.name).is_empty() || naming.name.len() >= 3)
}

/// `The working group of senior officials meets every year`: a body whose rhythm the text gives.
fn meets_regularly(reading: &Reading<'_, '_>, naming: &Naming) -> bool {
    let words = reading.words;
    let number = words.sentence_of(naming.whole.start);
    let head = series::head_of(words, last_head(reading, &naming.name));
    let standing = matches!(words.low(naming.whole.start), "the" | "a" | "its" | "their")
        && words.lex.noun_class("series", &head).is_some()
        || words.lex.noun_class("series", &words.text(&naming.name).to_lowercase()).is_some();
    let whole = words.low(naming.name.end) == "of" || naming.name.len() >= 2;
    standing
        && whole
        && !matches!(head.as_str(), "cooperation" | "partnership" | "exchange" | "process" | "platform")
        && reading.frames.of_sentence[number].clone().map(|f| &reading.frames.all[f]).any(|f| {
            let subject = if f.passive { &f.object } else { &f.agent };
            matches!(f.lemma.as_ref(), "meet" | "convene" | "sit" | "gather")
                && !f.past
                && subject.as_ref().is_some_and(|s| s.contains(&naming.name.start))
        })
        && cadence(words, &words.ann.sentences[number].tokens).is_some()
}

pub(super) fn last_head(reading: &Reading<'_, '_>, name: &Range<usize>) -> usize {
    let words = reading.words;
    let end = name.clone().find(|i| words.class(*i) == Class::Prep && *i > name.start).unwrap_or(name.end);
    end.max(name.start + 1) - 1
}

/// A described body with those of whom it is made up: `working group of senior officials`.
pub(super) fn with_members(words: &crate::words::Words<'_>, name: &Range<usize>) -> Range<usize> {
    let plain = !name.clone().any(|i| series::is_capital(words, i));
    if !plain || words.low(name.end) != "of" {
        return name.clone();
    }
    let end =
        (name.end + 1..words.words.len().min(name.end + 5)).take_while(|i| matches!(words.class(*i), Class::Noun | Class::Adj)).last();
    end.map_or(name.clone(), |e| name.start..e + 1)
}

pub(super) fn clean_name(reading: &Reading<'_, '_>, range: &Range<usize>) -> Option<String> {
    let text = reading.words.text(range);
    let text = crate::resolve::strip_determiner(&text).split(" (").next()?.trim().to_owned();
    (text.split_whitespace().count() >= 2 || text.contains('-')).then_some(text)
}
