use super::*;
use proptest::prelude::*;

fn whole(text: &str) -> Analysis {
    analyse(text, &[Span::new(0, text.len())], &[])
}

/// Every sentence is a tree with one root, words are in order on character boundaries and inside their sentence.
fn sound(text: &str, a: &Analysis) -> bool {
    let mut at = 0;
    a.sentences.iter().all(|s| {
        let roots = s.tokens.clone().filter(|&t| a.tokens[t].head == t).count();
        let mut lead = s.tokens.clone().all(|t| {
            let mut steps = 0;
            let mut v = t;
            while a.tokens[v].head != v && steps <= s.tokens.len() {
                v = a.tokens[v].head;
                steps += 1;
            }
            s.tokens.contains(&v) && steps <= s.tokens.len()
        });
        for t in s.tokens.clone() {
            let span = a.tokens[t].span;
            lead &= span.start >= at && text.get(span.range()).is_some_and(|w| !w.is_empty()) && s.span.contains(span);
            lead &= (a.tokens[t].head == t) == (a.tokens[t].deprel == Deprel::Root);
            at = span.end;
        }
        roots == 1 && lead
    }) && a.sentences.iter().map(|s| s.tokens.len()).sum::<usize>() == a.tokens.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_sound_trees(text in "\\PC{0,200}|[a-zA-Z .,'’\n()0-9@:/-]{0,300}") {
        let a = whole(&text);
        prop_assert!(sound(&text, &a));
    }

    #[test]
    fn protected_spans_stand_as_one_word(text in "[A-Za-z]{1,9}( [A-Za-z]{1,9}){3,20}", from in 0usize..30, len in 1usize..30) {
        let end = (from + len).min(text.len());
        prop_assume!(from < end && !text[from..end].starts_with(' ') && !text[from..end].ends_with(' '));
        let span = Span::new(from, end);
        let a = analyse(&text, &[Span::new(0, text.len())], &[Protected { span, class: Class::Party }]);
        prop_assert!(sound(&text, &a));
        prop_assert_eq!(a.tokens.iter().filter(|t| t.span == span && t.upos == crate::Upos::Propn).count(), 1);
    }
}

#[test]
fn a_sentence_without_end_is_bounded() {
    let text = "and the ministers of all the parties met, ".repeat(300);
    let a = whole(&text);
    assert!(sound(&text, &a));
    let text = "(".repeat(3000);
    assert!(sound(&text, &whole(&text)));
}

#[test]
fn the_answer_does_not_depend_on_what_was_read_before() {
    let text = "The two ministers signed the memorandum in Nairobi. They will meet again next year.";
    let first = whole(text);
    whole("Grain exports to the port rose sharply, the memorandum said.");
    let again = whole(text);
    assert_eq!(first.tokens, again.tokens);
    let alone: Vec<_> = whole("They will meet again next year.").tokens.iter().map(|t| (t.upos, t.deprel)).collect();
    let second: Vec<_> = again.tokens[again.sentences[1].tokens.clone()].iter().map(|t| (t.upos, t.deprel)).collect();
    assert_eq!(alone, second);
}
