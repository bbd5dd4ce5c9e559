//! **Where is the parser wrong about who does what?** Its usual mistakes, put right before the tree is read.
//!
//! In → Out: the tree as the parser gave it → the same tree, some words hung elsewhere; the order of the steps matters.

mod objects;
mod participles;
mod roots;
mod speech;
mod subjects;
mod verbs;

use objects::{late_object, named_place, reduced_object};
use participles::{after_noun, before_noun, free_of_case};
use roots::{bare_root, join_roots, verb_of_headline};
use speech::{speech_tail, under_speech};
use subjects::{abstract_subject, invited_subject, join_list, listed_subject, lost_subject, own_it, stolen_subject};
use verbs::{close_relative, find_verbs, neighbouring, perfect, raise_infinitive, raise_marker, wished_apart};

use super::Tree;
use crate::lexicon::Inflection;
use annotate::{Deprel, Upos};

pub(super) fn repair(tree: &mut Tree<'_, '_>) {
    join_roots(tree);
    verb_of_headline(tree);
    find_verbs(tree);
    for i in tree.range.clone() {
        raise_marker(tree, i);
        raise_infinitive(tree, i);
        own_it(tree, i);
        close_relative(tree, i);
    }
    for i in tree.range.clone() {
        abstract_subject(tree, i);
        named_place(tree, i);
    }
    for v in tree.range.clone() {
        if tree.upos(v) == Upos::Verb {
            perfect(tree, v);
            wished_apart(tree, v);
            neighbouring(tree, v);
            stolen_subject(tree, v);
            late_object(tree, v);
            lost_subject(tree, v);
            invited_subject(tree, v);
            listed_subject(tree, v);
            reduced_object(tree, v);
        }
    }
    for i in tree.range.clone() {
        join_list(tree, i);
    }
    bare_root(tree);
    for v in tree.range.clone() {
        if tree.upos(v) != Upos::Verb || v == tree.range.start {
            continue;
        }
        let form =
            tree.words.lex.verb(tree.low(v)).map_or_else(|| tree.low(v).ends_with("ed").then_some(Inflection::Past), |(_, f)| Some(f));
        if !matches!(form, Some(Inflection::Past | Inflection::Preterite | Inflection::Third)) {
            continue;
        }
        match tree.rel(v) {
            Deprel::Amod | Deprel::Compound => before_noun(tree, v),
            Deprel::Acl => after_noun(tree, v),
            Deprel::Nmod => {
                free_of_case(tree, v);
                after_noun(tree, v);
            }
            _ => {}
        }
    }
    for v in tree.range.clone() {
        let says = tree.words.lex.class("operator", tree.lemma(v)) == Some("say")
            || matches!(tree.lemma(v), "warn" | "charge" | "allege" | "complain" | "contend");
        if tree.upos(v) == Upos::Verb && says {
            speech_tail(tree, v);
            under_speech(tree, v);
        }
    }
}

/// The words that hang on one, before they are counted.
fn kids_of(tree: &Tree<'_, '_>, i: usize) -> Vec<usize> {
    tree.range.clone().filter(|k| tree.governor(*k) == Some(i)).collect()
}

fn is_subject(rel: Deprel) -> bool {
    matches!(rel, Deprel::Nsubj | Deprel::NsubjPass)
}

fn is_past(tree: &Tree<'_, '_>, v: usize) -> bool {
    let form = tree.words.lex.verb(tree.low(v));
    form.map_or_else(
        || tree.low(v).ends_with("ed"),
        |(_, f)| matches!(f, Inflection::Past | Inflection::Participle | Inflection::Preterite),
    )
}

fn nominal(tree: &Tree<'_, '_>, i: usize) -> bool {
    matches!(tree.upos(i), Upos::Noun | Upos::Propn | Upos::Pron)
}
