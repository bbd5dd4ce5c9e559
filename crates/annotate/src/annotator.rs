use crate::annotated::{Annotated, Entity, EntityKind, Form, Mention, MentionKind, Sentence};
use crate::coref;
use crate::date::{self, FiscalYear, Setting};
use crate::gazetteer::{Entry, Gazetteer};
use crate::mention::{Draft, Gathering};
use crate::number::ordinal_at;
use crate::phrase::{Class, Heads, Phrase};
use crate::protect;
use crate::quantity;
use crate::scene::{Definition, Scene, fold, plain};
use crate::syntax::{self, Analysis, NameClass};
use crate::words::{Shape, Words};
use model::{Document, Notice, Party, Span};
use std::collections::BTreeMap;

/// Reads documents into annotated text. Made once; threads may share it.
#[derive(Debug)]
pub struct Annotator {
    gazetteer: &'static Gazetteer,
    heads: Heads,
}

/// What a document names.
#[derive(Debug, Clone)]
pub struct Names {
    /// In order of their spans.
    pub mentions: Vec<Mention>,
    /// What they stand for.
    pub entities: Vec<Entity>,
    /// What a reader should know.
    pub notices: Vec<Notice>,
}

impl Default for Annotator {
    fn default() -> Self {
        Annotator::new()
    }
}

impl Annotator {
    /// Loads the word lists.
    #[must_use]
    pub fn new() -> Annotator {
        Annotator { gazetteer: Gazetteer::shared(), heads: Heads::load() }
    }

    /// Annotates a document, with what its reader should know about how that went.
    #[must_use]
    pub fn annotate<'d>(&self, document: &'d Document) -> (Annotated<'d>, Vec<Notice>) {
        let mut names = self.names(document);
        let protected = protect::protect(&document.text, &names.mentions);
        let (parts, blocks): (Vec<Span>, Vec<usize>) = self.parts(document).unzip();
        let Analysis { mut sentences, mut tokens, names: candidates } = syntax::analyse(&document.text, &parts, &protected);
        sentences.iter_mut().for_each(|s| s.block = blocks[s.block]);
        fill(document, &mut names, &sentences, &candidates, &self.heads);
        let Names { mentions, entities, notices } = names;
        let mut next = 0;
        for token in &mut tokens {
            while next < mentions.len() && mentions[next].span.end <= token.span.start {
                next += 1;
            }
            token.mention = (next < mentions.len() && mentions[next].span.overlaps(token.span)).then_some(next);
        }
        (Annotated { document, sentences, tokens, mentions, entities }, notices)
    }

    /// The blocks with their numbers, a dateline parted from the sentence that follows it.
    fn parts(&self, document: &Document) -> impl Iterator<Item = (Span, usize)> {
        let is_town = |place: &str| {
            let words = Words::of_text(place);
            let meanings = || self.gazetteer.meanings(words.phrase(0..words.len()));
            meanings().any(|e| matches!(e, Entry::Capital(..) | Entry::City(_))) && !meanings().any(|e| matches!(e, Entry::State(_)))
        };
        document.blocks.iter().enumerate().flat_map(move |(n, block)| {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            let cut = protect::end_of_dateline(&document.text, block.span, is_town).filter(|cut| *cut < end);
            let first = Span::new(start, cut.unwrap_or(end));
            [Some(first), cut.map(|cut| Span::new(cut, end))].into_iter().flatten().map(move |s| (s, n))
        })
    }

    /// The names, dates and quantities alone, for those who need no syntax.
    #[must_use]
    pub fn names(&self, document: &Document) -> Names {
        let words = Words::of_document(document);
        let mut notices = Vec::new();
        // The state whose books count is known only once names are, so the document is set up twice: without dates first.
        let bare = Scene::new(document, &words, self.gazetteer, &self.heads, vec![false; words.len()]);
        let fiscal = |i: usize| self.fiscal_year(&bare, i);
        let dates = date::dates_in(&words, &Setting { published: document.published, fiscal: &fiscal });
        let mut taken = vec![false; words.len()];
        dates.iter().for_each(|d| taken[d.words.clone()].fill(true));
        let owned = |i: usize| self.owned_money(&bare, i);
        let purse = quantity::Purse { dollar: self.dollar(bare.home), near: self.money_near(&bare), owned: &owned };
        let mut quantities = Vec::new();
        let mut i = 0;
        while i < words.len() {
            match (!taken[i]).then(|| quantity::quantity_at(&words, i, &purse)).flatten() {
                Some(c) if c.words.clone().all(|w| !taken[w]) && c.words.end > i => {
                    i = c.words.end;
                    quantities.push(c);
                }
                _ => i += 1,
            }
        }
        // A counted noun may be part of a name; the number alone is not.
        for c in &quantities {
            c.words.clone().filter(|&w| words.shape(w) == Shape::Digits || words.shape(w) == Shape::Mark).for_each(|w| taken[w] = true);
        }
        let mut scene = Scene::new(document, &words, self.gazetteer, &self.heads, taken);
        let phrases = find_phrases(&scene);
        define(&mut scene, &phrases);
        let mut gathering = Gathering::new(&scene);
        gathering.gather(&phrases);
        let value = |words, kind| Draft { words, kind, form: Form::Name, entity: None };
        let mut values: Vec<Draft> = quantities.into_iter().map(|c| value(c.words, MentionKind::Quantity(c.quantity))).collect();
        for d in dates {
            if let Some((stated, actual)) = d.mismatch {
                let message = format!("{:?} is a {actual}, not a {stated}", words.text_of(d.words.clone()));
                notices.push(Notice::at("annotate/weekday-mismatch", words.span(d.words.clone()), message));
            }
            values.push(value(d.words, MentionKind::Date(d.mention)));
        }
        // Of a value and a name that share words the longer is kept.
        // "five Nordic countries" are the states first and a number second.
        let is_set = |d: &Draft| matches!(&d.kind, MentionKind::Party(parties) if parties.len() > 1);
        gathering.add_over(values, |new, old| old.words.len() < new.words.len() && !is_set(old));
        coref::point_back(&mut gathering);
        let (mentions, entities) = gathering.finish();
        Names { mentions, entities, notices }
    }

    /// The fiscal year of the state named in the sentence of word `i`, or of the document's.
    fn fiscal_year(&self, scene: &Scene<'_>, i: usize) -> FiscalYear {
        let start = scene.words.sentence_start(i, 60);
        let own = (start..scene.words.sentence_end(i, 60)).find_map(|w| scene.state_at(w)).map(|s| s.0);
        // A press release counts by its own state's books even where it names another state.
        let code = if scene.document.publisher.is_some() { scene.home.or(own) } else { own.or(scene.home) };
        let state = code.and_then(|c| self.gazetteer.state(c));
        FiscalYear { starts: state.map_or(1, |s| s.fiscal), named_by_end: state.is_some_and(|s| s.fiscal_by_end) }
    }

    /// The currencies of the document's own state and of those that it names, the most named first.
    fn money_near(&self, scene: &Scene<'_>) -> Vec<&'static str> {
        let named = scene.states_by_count();
        scene.home.into_iter().chain(named).filter_map(|code| self.gazetteer.state(code)).map(|s| s.currency).collect()
    }

    /// The currency of the state whose adjective stands at word `i`, and where that ends.
    fn owned_money(&self, scene: &Scene<'_>, i: usize) -> Option<(&'static str, usize)> {
        let (code, end) = scene.state_at(i)?;
        self.gazetteer.state(code).map(|s| (s.currency, end))
    }

    /// What a bare "$" means at home.
    fn dollar(&self, home: Option<&str>) -> &'static str {
        const DOLLARS: &[&str] = &["AUD", "NZD", "CAD", "SGD", "HKD", "FJD"];
        home.and_then(|h| self.gazetteer.state(h)).map(|s| s.currency).filter(|c| DOLLARS.contains(c)).unwrap_or("USD")
    }
}

/// Adds the names that only the syntax layer saw: of each its most frequent class in the document, and no single word whose
/// capital may be that of its sentence.
fn fill(document: &Document, names: &mut Names, sentences: &[Sentence], candidates: &[(Span, NameClass)], heads: &Heads) {
    let mut votes: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (span, class) in candidates {
        votes.entry(span.of(&document.text)).or_default()[*class as usize] += 1;
    }
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (id, entity) in names.entities.iter().enumerate() {
        ids.entry(entity.name.clone()).or_insert(id);
    }
    let mut added = Vec::new();
    for (span, _) in candidates {
        let text = span.of(&document.text);
        let vote = votes[text];
        let class = (0..3).max_by_key(|&c| (vote[c], 2 - c)).unwrap_or(0);
        let words = text.split_whitespace().count();
        let next = names.mentions.partition_point(|m| m.span.end <= span.start);
        let covered = names.mentions.get(next).is_some_and(|m| m.span.overlaps(*span));
        let capital =
            text.split_whitespace().all(|w| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) || w.len() < 4);
        let opens = sentences.binary_search_by_key(&span.start, |s| s.span.start).is_ok();
        // "Hon." and the like, and half of what a hyphen joins, are no names.
        let cut = is_common(text, heads)
            || words < 2 && text.ends_with('.') && !text[..text.len() - 1].contains('.')
            || half_of_compound(&document.text, *span);
        if covered || !capital || cut || words < 2 && vote[class] < 2 && opens || words > 8 {
            continue;
        }
        let name = plain(text);
        let (kind, mention) = match class {
            c if c == NameClass::Organisation as usize && meets(&name, heads) => (EntityKind::Mechanism, MentionKind::Mechanism),
            c if c == NameClass::Person as usize => (EntityKind::Person, MentionKind::Person),
            c if c == NameClass::Organisation as usize => (EntityKind::Party, MentionKind::Party(vec![Party::new(name.clone())])),
            _ => (EntityKind::Place, MentionKind::Place),
        };
        let entity = *ids.entry(name.clone()).or_insert_with(|| {
            let parties = if kind == EntityKind::Party { vec![Party::new(name.clone())] } else { Vec::new() };
            names.entities.push(Entity { kind, name: name.clone(), parties, offices: Vec::new() });
            names.entities.len() - 1
        });
        if names.entities[entity].kind == kind {
            added.push(Mention { span: *span, kind: mention, form: Form::Name, entity: Some(entity) });
        }
    }
    let places: Vec<Span> = names.mentions.iter().map(|m| m.span).collect();
    names.mentions.extend(added);
    names.mentions.sort_by_key(|m| m.span);
    for office in names.entities.iter_mut().flat_map(|e| &mut e.offices) {
        let span = places[office.mention];
        office.mention = names.mentions.partition_point(|m| m.span < span);
    }
}

/// Whether a name ends as those of bodies do that sit: "Steering Committee".
fn meets(name: &str, heads: &Heads) -> bool {
    let words = Words::of_text(name);
    (1..words.len()).any(|i| matches!(heads.find(&words, i, words.len()), Some((range, Class::Mechanism)) if range.end == words.len()))
        || matches!(heads.find(&words, 0, words.len()), Some((range, Class::Mechanism))
            if range.len() >= 2 && range.end == words.len() || words.is_any(range.end, &["of", "on", "for"]))
}

/// "the Department", "the Eighth Conference", "Economic Ministers", "the FTA": a capital that names nothing by itself.
fn is_common(text: &str, heads: &Heads) -> bool {
    let words = Words::of_text(text);
    let bare = words.len() == 1 && (heads.find(&words, 0, 1).is_some() || matches!(text, "FTA" | "MOU" | "MoU" | "EPA" | "CEPA"));
    let last = words.folded(words.len().saturating_sub(1));
    let officers = Words::of_text(last.strip_suffix('s').unwrap_or_default());
    let officers = officers.len() == 1 && matches!(heads.find(&officers, 0, 1), Some((_, Class::Post)));
    let counted = ordinal_at(&words, 0).and_then(|(_, end)| heads.find(&words, end, words.len()));
    bare || officers || counted.is_some_and(|(head, class)| class == Class::Mechanism && head.end == words.len())
}

/// "Trans" in "Trans-Caspian": a hyphen joins it to a letter outside.
fn half_of_compound(text: &str, span: Span) -> bool {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let joined = |mut beyond: std::str::Chars<'_>, back: bool| {
        let mut next = || if back { beyond.next_back() } else { beyond.next() };
        next().is_some_and(is_hyphen) && next().is_some_and(char::is_alphabetic)
    };
    joined(text[span.end as usize..].chars(), false) || joined(text[..span.start as usize].chars(), true)
}

/// The names with a head, left to right, none overlapping.
fn find_phrases(scene: &Scene<'_>) -> Vec<Phrase> {
    let grammar = scene.grammar();
    let mut phrases = Vec::new();
    let mut i = 0;
    while i < scene.words.len() {
        match grammar.phrase_at(i) {
            Some(phrase) if phrase.words.end > i => {
                i = phrase.words.end;
                phrases.push(phrase);
            }
            // Nothing starts inside a name that the gazetteer knows.
            _ => i = scene.hit(i).map_or(i + 1, |(end, _)| end.max(i + 1)),
        }
    }
    phrases
}

/// Reads what the document says once for all: whose each body is, and what its acronyms stand for.
fn define(scene: &mut Scene<'_>, phrases: &[Phrase]) {
    for phrase in phrases.iter().filter(|p| p.class == Class::Body) {
        let (lead, start) = scene.lead(phrase.words.start, phrase.head.start);
        let (after, _) = scene.owner_after(phrase.words.end, true);
        if let Some(owner) = lead.or(after) {
            let name = fold(scene.words.text_of(start..phrase.words.end));
            scene.owners.entry(name).or_insert_with(|| owner.root().to_owned());
        }
    }
    for phrase in phrases {
        let Some(acronym) = acronym_after(scene, phrase.words.end) else { continue };
        let written = scene.words.written(acronym).to_owned();
        let (party, name) = match phrase.class {
            Class::Body => {
                let (party, range, _) = scene.body(phrase);
                (Some(party), plain(scene.words.text_of(range)))
            }
            Class::Post | Class::Unit | Class::Place => continue,
            Class::Institution | Class::Company => {
                let (party, range, _) = scene.named_party(phrase);
                (Some(party), plain(scene.words.text_of(range)))
            }
            _ => (None, plain(scene.words.text_of(phrase.words.clone()))),
        };
        scene.acronyms.entry(written).or_insert(Definition { class: phrase.class, name, party });
    }
}

/// The acronym in brackets at word `i`: "(METI)", "(MeitY)", "(TEMM25)"; its word.
fn acronym_after(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let w = scene.words;
    let at = i + 1;
    let capitals = w.written(at).chars().filter(|c| c.is_uppercase()).count();
    let closes = w.is(at + 1, ")") || w.shape(at + 1) == Shape::Digits && w.is(at + 2, ")");
    // A state's or an organisation's own short form is no acronym of the name before it.
    let known = scene.hit(at).is_some_and(|(_, e)| e.iter().any(|e| matches!(e, crate::gazetteer::Entry::State(_))));
    (w.is(i, "(") && capitals >= 2 && closes && !known && w.written(at).len() <= 12).then_some(at)
}

#[cfg(test)]
mod tests;
