//! What the annotation layer knows of a document: one owner, everything else by index or byte span.

use model::{Document, PartialDate, Party, Span};
use std::ops::Range;

/// A document with its words, syntax, names and dates.
#[derive(Debug, Clone)]
pub struct Annotated<'d> {
    /// What was annotated.
    pub document: &'d Document,
    /// Sentences in the order of the text, none overlapping.
    pub sentences: Vec<Sentence>,
    /// Words of all sentences, in order.
    pub tokens: Vec<Token>,
    /// Names, dates and quantities, in order of their spans; of two that overlap the longer is kept.
    pub mentions: Vec<Mention>,
    /// Which mentions stand for the same thing.
    pub entities: Vec<Entity>,
}

impl Annotated<'_> {
    /// The words that a token stands for: those inside a protected span, or the token alone.
    #[must_use]
    pub fn words_of(&self, token: usize) -> Vec<Span> {
        let span = self.tokens[token].span;
        if self.tokens[token].mention.is_some() { crate::syntax::words(&self.document.text, span) } else { vec![span] }
    }
}

/// A sentence, a heading, a list item or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The block that holds it, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its words, as indices into [`Annotated::tokens`].
    pub tokens: Range<usize>,
}

/// A word, or a protected span that stands as one word in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form, lower case except for names.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features as `Key=Value|Key=Value`; empty where there are none.
    pub feats: Box<str>,
    /// The word it depends on, as an index into [`Annotated::tokens`]; its own index for a root.
    pub head: usize,
    /// Universal dependency relation.
    pub deprel: Deprel,
    /// The mention it belongs to, as an index into [`Annotated::mentions`].
    pub mention: Option<usize>,
}

macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $tag:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the tags are those of Universal Dependencies")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every tag; its place here is its number in the trained model.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The tag as treebanks write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $tag),+ }
            }

            /// The tag that treebanks write so; a subtype that is not kept falls back on its relation.
            #[must_use]
            pub fn parse(tag: &str) -> Option<$name> {
                let find = |t: &str| $name::ALL.iter().copied().find(|v| v.as_str() == t);
                find(tag).or_else(|| find(tag.split(':').next()?))
            }
        }
    };
}

tags! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN", Num = "NUM",
        Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

tags! {
    /// Universal dependency relation, with the subtypes that decide who does what to whom.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
        Cop = "cop", Csubj = "csubj", Dep = "dep", Det = "det", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodPoss = "nmod:poss", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblTmod = "obl:tmod", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

/// A name, a date or a quantity in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands, without honorifics, articles and possessive endings.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// How it names it.
    pub form: Form,
    /// What it stands for within the document, as an index into [`Annotated::entities`].
    pub entity: Option<usize>,
}

/// How a mention names what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The name itself, or a value such as a date.
    Name,
    /// An acronym, a surname or another short form.
    Short,
    /// An adjective or a possessive compound: "Japanese", "Sino-" in "Sino-Japanese".
    Adjective,
    /// A word or phrase that points back: "he", "the minister", "both sides", "the Japanese side".
    Description,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq)]
pub enum MentionKind {
    /// A temporal expression.
    Date(DateMention),
    /// A number with what it counts.
    Quantity(Quantity),
    /// A state, body, organisation or company; several for a named set ("the five Mekong countries").
    Party(Vec<Party>),
    /// A person; the entity has the fullest name.
    Person,
    /// An office ("Director, Service Affairs Division"), with its party where the words fix it.
    Post(Option<Party>),
    /// A place: a town, region, sea, island, venue; the entity has the government it would stand for, if any.
    Place,
    /// A named series, body or dialogue.
    Mechanism,
    /// A named text.
    Instrument,
    /// What the document puts in quotation marks.
    Quoted,
}

/// When something was, is or will be, as one expression of the text says it.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// What it means; `None` where the document does not fix it.
    pub value: Option<PartialDate>,
    /// The word that ties it to its sentence, which stands before the span or inside it.
    pub connective: Option<Connective>,
    /// Whether its meaning depends on when the document was published or on another date of the text.
    pub relative: bool,
}

/// The word that ties a date to its sentence, where it changes what the date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Connective {
    /// "since", "as of", "from" without "to": an open end follows.
    Since,
    /// "until", "till", "through": an open beginning comes before.
    Until,
    /// "by", "no later than", "before the end of": a deadline.
    By,
    /// "before", "prior to", "ahead of".
    Before,
    /// "after", "following".
    After,
    /// "within 30 days": the deadline counts from an occasion.
    Within,
    /// "during", "throughout", "over": the whole of a period.
    During,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// In full; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// "about", "some", "roughly".
    pub approximate: bool,
    /// "more than", "at least", "up to".
    pub bound: Option<model::claim::Bound>,
    /// ISO 4217 code, `percent`, `share` for a fraction, a unit, or the counted noun.
    pub unit: Option<String>,
}

/// What several mentions of a document stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What its mentions name.
    pub kind: EntityKind,
    /// The fullest name the document gives, without titles.
    pub name: String,
    /// The parties it is or belongs to: a person's state or ministry, a body itself, the government of a
    /// place, the states that the name of a series lists.
    pub parties: Vec<Party>,
    /// The offices of a person, in the order of the text.
    pub offices: Vec<Office>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A state, body, organisation, company or a named set of them.
    Party,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A named series, body or dialogue.
    Mechanism,
    /// A named text.
    Instrument,
}

/// An office that a person holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// "Foreign Minister", "Director, Device Industry Office": without the party, abbreviations written out.
    pub title: String,
    /// The state, body or subnational government.
    pub party: Option<Party>,
    /// The mention that says so, as an index into [`Annotated::mentions`].
    pub mention: usize,
    /// "former", "ex-", "then".
    pub former: bool,
}
