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

/// Reads `<class|words>` as a protected span.
fn marked(line: &str) -> (String, Vec<Protected>) {
    let (mut text, mut protected) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        let (mark, tail) = after.split_once('>').unwrap();
        let (class, words) = mark.split_once('|').unwrap();
        text.push_str(before);
        let class = Class::ALL.iter().copied().find(|c| c.as_str() == class).unwrap();
        protected.push(Protected { span: Span::new(text.len(), text.len() + words.len()), class });
        text.push_str(words);
        rest = tail;
    }
    text.push_str(rest);
    (text, protected)
}

/// Each word above its tag, its relation and head, and its lemma where that is another word.
fn drawn(line: &str) -> String {
    let (text, protected) = marked(line);
    let a = analyse(&text, &[Span::new(0, text.len())], &protected);
    let mut rows = [const { String::new() }; 4];
    for (i, t) in a.tokens.iter().enumerate() {
        let word = t.span.of(&text);
        let relation = if t.head == i { "root".to_owned() } else { format!("{}>{}", t.deprel.as_str(), t.head + 1) };
        let lemma = if *t.lemma == *word { "" } else { &*t.lemma };
        let cells = [format!("{} {word}", i + 1), t.upos.as_str().to_owned(), relation, lemma.to_owned()];
        let width = cells.iter().map(|c| c.chars().count()).max().unwrap_or(0) + 2;
        for (row, cell) in rows.iter_mut().zip(&cells) {
            row.push_str(cell);
            row.extend(std::iter::repeat_n(' ', width - cell.chars().count()));
        }
    }
    rows.iter().map(|r| format!("{}\n", r.trim_end())).collect()
}

fn drawn_all() -> String {
    include_str!("sentences.txt").lines().map(|l| format!("{}\n", drawn(l))).collect()
}

/// A new set of weights changes the picture: read it, then write it with `cargo test -p annotate bless_the_drawn -- --ignored`.
#[test]
fn sentences_of_the_genre_are_drawn_as_before() {
    let now = drawn_all();
    for (now, before) in now.split("\n\n").zip(include_str!("drawn.txt").split("\n\n")) {
        assert_eq!(now, before, "\n{now}\n\nbefore:\n{before}");
    }
    assert_eq!(now, include_str!("drawn.txt"));
}

#[test]
#[ignore = "writes the file that the test before compares with"]
fn bless_the_drawn() {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/syntax/analyse/drawn.txt"), drawn_all()).unwrap();
}

#[test]
fn every_path_gives_the_same_answer() {
    use crate::syntax::kernel::Path;
    let forms: Vec<(&str, Option<Class>)> = include_str!("sentences.txt").split_whitespace().map(|w| (w, None)).collect();
    let sentences: Vec<Range<usize>> = (0..forms.len()).step_by(23).map(|i| i..(i + 23).min(forms.len())).collect();
    let mut wanted = None;
    for path in Path::available() {
        let model = Model::open(analysis_weights::WEIGHTS, path).unwrap();
        let (mut scratch, mut answer) = (Scratch::default(), Answer::default());
        model.run(&forms, &sentences, &mut scratch, &mut answer);
        let all = (answer.upos, answer.feats, answer.heads, answer.labels, answer.names);
        assert_eq!(*wanted.get_or_insert(all.clone()), all, "{path:?}");
    }
}

#[test]
fn broken_weights_are_refused() {
    use crate::syntax::kernel::Path;
    let whole = analysis_weights::WEIGHTS;
    for cut in [0, 8, 100, whole.len() / 2, whole.len() - 1] {
        assert!(Model::open(&whole[..cut], Path::Plain).is_none(), "cut at {cut}");
    }
}
