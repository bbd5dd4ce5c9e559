//! Who holds what office: what the annotation layer ties to a person, said once.

use crate::reading::Reading;
use crate::tree::Tree;
use crate::words::Class;
use annotate::{Deprel, EntityKind, MentionKind};
use model::ClaimKind;
use model::claim::Post;
use std::collections::BTreeSet;

pub(crate) fn read(reading: &mut Reading<'_, '_>) {
    let ann = reading.words.ann;
    for entity in ann.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        // The fullest of the offices that do not contradict each other; a former one is a claim of its own.
        for former in [false, true] {
            let offices = entity.offices.iter().filter(|o| o.former == former && !o.title.is_empty());
            let Some(best) = offices.clone().max_by_key(|o| (o.party.is_some(), o.title.len(), std::cmp::Reverse(o.mention))) else {
                continue;
            };
            let party =
                best.party.clone().or_else(|| offices.clone().find_map(|o| o.party.clone())).or_else(|| entity.parties.first().cloned());
            let Some(mention) = ann.mentions.get(best.mention) else { continue };
            let at = reading.words.words_of(mention.span);
            let post = Post { person: Some(entity.name.clone()), post: Some(best.title.clone()), party, date: None, former };
            let more: Vec<_> = offices.filter_map(|o| ann.mentions.get(o.mention)).map(|m| reading.words.words_of(m.span).start).collect();
            let mut evidence: Vec<_> = more.into_iter().map(|w| reading.evidence(w)).collect();
            let draft = reading.push(ClaimKind::Post(post), at, "post/office");
            draft.evidence.append(&mut evidence);
        }
    }
    told(reading);
}

/// Offices that only the syntax gives to a person: `the sanctions envoy, X`, `X became director of`, `appointed X as envoy`.
fn told(reading: &mut Reading<'_, '_>) {
    let ann = reading.words.ann;
    let mut known: BTreeSet<usize> =
        (0..ann.entities.len()).filter(|e| ann.entities[*e].offices.iter().any(|o| !o.title.is_empty())).collect();
    for sentence in 0..ann.sentences.len() {
        let range = ann.sentences[sentence].tokens.clone();
        let range = range.start..range.end.min(range.start + crate::frame::SENTENCE_WORDS);
        let persons: Vec<(usize, usize)> = reading
            .words
            .mentions_in(&range)
            .filter(|(_, m)| m.kind == MentionKind::Person)
            .filter_map(|(_, m)| Some((m.entity.filter(|e| !known.contains(e))?, reading.words.words_of(m.span).start)))
            .collect();
        if persons.is_empty() {
            continue;
        }
        let tree = Tree::new(reading.words, range.clone());
        for (entity, at) in persons {
            let Some((post, office)) = office_of(reading, &tree, sentence, at) else { continue };
            if ann.entities[entity].kind == EntityKind::Person && known.insert(entity) {
                let post = Post { person: Some(ann.entities[entity].name.clone()), ..post };
                reading.push(ClaimKind::Post(post), office..office + 1, "post/told");
            }
        }
    }
}

/// The office that the tree gives to the person at a word, and the noun that names it.
fn office_of(reading: &Reading<'_, '_>, tree: &Tree<'_, '_>, sentence: usize, at: usize) -> Option<(Post, usize)> {
    let is_office = |i: &usize| tree.words.lex.noun_class("post", last_word(tree.low(*i))).is_some();
    let governor = tree.governor(at)?;
    let kid = |i: usize, rels: &[Deprel]| tree.kids(i).iter().copied().filter(|k| rels.contains(&tree.rel(*k))).find(is_office);
    let named = |verb: usize| tree.words.lex.has("appointing", tree.lemma(verb));
    let completes = [Deprel::Xcomp, Deprel::Obj, Deprel::Obl, Deprel::Ccomp];
    let beside = Some(governor).filter(|g| tree.rel(at) == Deprel::Appos && is_office(g)).or_else(|| kid(at, &[Deprel::Appos]));
    // `who will be the Dutch ambassador`
    let relative = || kid(at, &[Deprel::AclRelcl]);
    let subject = || {
        matches!(tree.rel(at), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj)
            .then(|| if is_office(&governor) { Some(governor) } else { named(governor).then(|| kid(governor, &completes)).flatten() })
            .flatten()
    };
    let office = beside.or_else(relative).or_else(subject)?;
    let phrase = tree.phrase(office);
    let former = phrase.clone().any(|i| tree.words.lex.says("tenure", tree.low(i), "past"));
    // Whose it is stands before it or after `of` and `at`; what else stands there belongs to its name.
    let mut party = reading.who.parties_in(&phrase).into_iter().next();
    let mut end = office + 1;
    for k in tree.kids(office).iter().copied().filter(|k| *k > office) {
        let Some(case) = tree.case(k).filter(|c| matches!(*c, "of" | "for" | "to" | "in" | "at")) else { continue };
        let owner = reading.who.parties_in(&tree.span(k)).into_iter().next();
        match owner {
            Some(owner) if matches!(case, "of" | "at" | "for") => {
                party = party.or(Some(owner));
            }
            _ if case != "at" && tree.span(k).start == end && !tree.dated(k) => end = tree.phrase(k).end.max(end),
            _ => {}
        }
    }
    let verb = Some(governor).filter(|g| named(*g) && tree.rel(at) == Deprel::Obj);
    let appointed = || verb.and_then(|v| tree.agent(v)).and_then(|a| reading.who.parties_in(&(a..a + 1)).into_iter().next());
    let own = || {
        let first = reading.frames.of_sentence[sentence].clone().next()?;
        phrase.clone().any(|i| tree.low(i).starts_with("its")).then(|| reading.actor_before(first)).flatten()?.parties.into_iter().next()
    };
    let party = party.or_else(appointed).or_else(own)?;
    let start = phrase.clone().find(|i| is_title_word(reading, *i, office)).unwrap_or(office);
    let title = tree.words.text(&(start..end));
    let title =
        ["Its ", "its ", "His ", "his ", "Her ", "her ", "Their ", "their "].iter().find_map(|p| title.strip_prefix(p)).unwrap_or(&title);
    let title = crate::resolve::strip_determiner(title).to_owned();
    Some((Post { post: Some(title), party: Some(party), former, ..Post::default() }, office))
}

/// Whether the name of an office may begin at a word: not with an article, an owner or `former`.
fn is_title_word(reading: &Reading<'_, '_>, i: usize, office: usize) -> bool {
    let words = reading.words;
    let owner =
        words.mentions_in(&(i..i + 1)).any(|(_, m)| matches!(m.kind, MentionKind::Party(_) | MentionKind::Place | MentionKind::Person));
    i == office
        || !owner
            && !matches!(words.class(i), Class::Det | Class::Poss | Class::Punct | Class::Num | Class::Adv)
            && !words.lex.has("tenure", words.low(i))
}

fn last_word(low: &str) -> &str {
    low.rsplit(' ').next().unwrap_or(low)
}
