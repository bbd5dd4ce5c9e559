//! The register as a question sees it: the folded entities, and the texts when words are to be quoted.

use crate::answer::{Evidence, Item};
use crate::index::Index;
use crate::line;
use crate::saying::Saying;
use model::{DocumentId, Moment, PartialDate};
use register::entity::{Entity, EntityKind, Slot};
use register::{EntityFilter, KeptClaim, KeptDocument, Register, Snapshot};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;

/// Gives what an outline of the register leaves out, when it is asked for.
pub trait Source {
    /// The first claims that an entity rests on, at most so many.
    fn claims(&self, entity: &Entity, limit: usize) -> Vec<KeptClaim>;
    /// What the register knows of a document.
    fn document(&self, id: &DocumentId) -> Option<KeptDocument>;
    /// When a publisher published last of what was read, by the end of a day where one is given.
    fn read_until(&self, publisher: &str, until: Option<PartialDate>) -> Option<Moment>;
    /// When a publisher published what was read, up to the end of a day where one is given, and how many documents.
    fn published(&self, publisher: &str, until: Option<PartialDate>) -> Vec<(Moment, usize)>;
}

/// Where the folded register leaves nothing out.
struct Nothing;

impl Source for Nothing {
    fn claims(&self, _: &Entity, _: usize) -> Vec<KeptClaim> {
        Vec::new()
    }

    fn document(&self, _: &DocumentId) -> Option<KeptDocument> {
        None
    }

    fn read_until(&self, _: &str, _: Option<PartialDate>) -> Option<Moment> {
        None
    }

    fn published(&self, _: &str, _: Option<PartialDate>) -> Vec<(Moment, usize)> {
        Vec::new()
    }
}

impl Source for Register {
    fn claims(&self, entity: &Entity, limit: usize) -> Vec<KeptClaim> {
        self.told(entity, limit).unwrap_or_default()
    }

    fn document(&self, id: &DocumentId) -> Option<KeptDocument> {
        self.known_of(id).ok().flatten()
    }

    fn read_until(&self, publisher: &str, until: Option<PartialDate>) -> Option<Moment> {
        Register::read_until(self, publisher, until).ok().flatten()
    }

    fn published(&self, publisher: &str, until: Option<PartialDate>) -> Vec<(Moment, usize)> {
        Register::published(self, publisher, until).unwrap_or_default()
    }
}

/// A document that is held, or that was asked for.
pub enum Known<'b> {
    /// Held by the folded register.
    Held(&'b KeptDocument),
    /// Asked for.
    Fetched(Rc<KeptDocument>),
}

impl Deref for Known<'_> {
    type Target = KeptDocument;

    fn deref(&self) -> &KeptDocument {
        match self {
            Known::Held(document) => document,
            Known::Fetched(document) => document,
        }
    }
}

/// The words of an item are looked for in so many of its claims.
const MOST_LOOKED_AT: usize = 64;

/// A folded register with its texts within reach.
pub struct Book<'a> {
    /// The folded register.
    pub snapshot: &'a Snapshot,
    /// The day on which it is asked: what is late, open or to come is judged by it.
    pub as_of: PartialDate,
    /// How many items a section shows before it counts the rest.
    pub limit: usize,
    /// Whether parties stand by their names in lines, and not as the claims contract writes them.
    pub spelled: bool,
    /// Gives what the folded register leaves out.
    pub source: &'a dyn Source,
    text: &'a dyn Fn(&DocumentId) -> Option<String>,
    called: &'a dyn Fn(&str) -> Option<String>,
    party: &'a dyn Fn(&str) -> Option<String>,
    texts: RefCell<BTreeMap<DocumentId, Option<String>>>,
    documents: RefCell<BTreeMap<DocumentId, Option<Rc<KeptDocument>>>>,
    read_until: RefCell<BTreeMap<String, Option<Moment>>>,
    /// States and organisations that a person stands for, by name.
    persons: OnceCell<BTreeMap<&'a str, Vec<&'a str>>>,
    pub(crate) index: Index<'a>,
}

impl<'a> Book<'a> {
    /// A register asked on a day, whose documents' texts `text` gives; `called` gives what a state with a code is
    /// called, and `party` the party that a name or an adjective stands for: `Japan`, `JPN` and `Japanese` stand for `JPN`.
    #[must_use]
    pub fn new(
        snapshot: &'a Snapshot,
        as_of: PartialDate,
        limit: usize,
        text: &'a dyn Fn(&DocumentId) -> Option<String>,
        called: &'a dyn Fn(&str) -> Option<String>,
        party: &'a dyn Fn(&str) -> Option<String>,
    ) -> Book<'a> {
        Book {
            snapshot,
            as_of,
            limit,
            spelled: false,
            source: &Nothing,
            text,
            called,
            party,
            texts: RefCell::default(),
            documents: RefCell::default(),
            read_until: RefCell::default(),
            persons: OnceCell::new(),
            index: Index::default(),
        }
    }

    /// What a party is called: a state by its name, any other party as it stands.
    pub(crate) fn called(&self, party: &str) -> String {
        (self.called)(party).unwrap_or_else(|| party.to_owned())
    }

    /// What a party or a person is called in a line: a body with its state or organisation behind it.
    #[must_use]
    pub fn name(&self, party: &str) -> String {
        let whole = model::Party::new(party);
        match whole.body_name() {
            _ if !self.spelled => party.to_owned(),
            Some(body) => format!("{body} ({})", self.called(whole.root())),
            None => self.called(party),
        }
    }

    /// The parties of a slot that is a list.
    pub(crate) fn names(&self, parties: &Slot<model::Party>) -> String {
        parties.values().map(|p| self.name(p.as_str())).collect::<Vec<_>>().join(", ")
    }

    /// A party as a part of what is said.
    pub(crate) fn party_said(&self, party: &str) -> Saying {
        Saying::Party(party.to_owned(), self.name(party))
    }

    /// An entity in a line.
    #[must_use]
    pub fn line(&self, entity: &Entity) -> String {
        self.saying(entity).to_string()
    }

    /// An entity in a line, as it is said in any language.
    #[must_use]
    pub fn saying(&self, entity: &Entity) -> Saying {
        line::saying(entity, &|party| self.name(party))
    }

    /// The line of an entity as a part of what is said of another.
    pub(crate) fn told(&self, entity: &Entity) -> Saying {
        Saying::Line(entity.id.clone(), Box::new(self.saying(entity)))
    }

    /// The party that a name or an adjective stands for.
    pub(crate) fn party(&self, name: &str) -> Option<String> {
        (self.party)(name)
    }

    /// States and organisations that have to do with an entity: those its claims name, and those for which the persons
    /// stand who speak in it or are addressed, as other claims say.
    pub(crate) fn roots<'e>(&self, entity: &'e Entity) -> BTreeSet<&'e str>
    where
        'a: 'e,
    {
        let mut roots: BTreeSet<&str> = entity.parties.iter().map(model::Party::root).collect();
        if let EntityKind::Stance(stance) = &entity.kind {
            for who in stance.by.values().chain(stance.to.values()) {
                roots.extend(self.persons().get(who.as_str()).into_iter().flatten());
            }
        }
        roots
    }

    /// The states and organisations that a speaker is or stands for, as far as is known.
    pub(crate) fn stands_for(&self, who: &model::Who) -> Vec<String> {
        let party = model::Party::new(who.as_str());
        if party.state().is_some() || party.body_name().is_some() {
            return vec![party.root().to_owned()];
        }
        self.persons().get(who.as_str()).into_iter().flatten().map(|p| (*p).to_owned()).collect()
    }

    pub(crate) fn persons(&self) -> &BTreeMap<&'a str, Vec<&'a str>> {
        self.persons.get_or_init(|| {
            let persons = self.snapshot.entities.values().filter(|e| matches!(e.kind, EntityKind::Person(_)));
            persons.map(|e| (e.name.as_str(), e.parties.iter().map(model::Party::root).collect())).collect()
        })
    }

    /// The claims that state an entity.
    pub fn claims_of<'b>(&'b self, entity: &Entity) -> Vec<Cow<'b, KeptClaim>> {
        self.first_claims(entity, usize::MAX)
    }

    fn first_claims<'b>(&'b self, entity: &Entity, limit: usize) -> Vec<Cow<'b, KeptClaim>> {
        let held: Vec<Cow<'_, KeptClaim>> = self.snapshot.evidence(entity).take(limit).map(Cow::Borrowed).collect();
        if held.len() == entity.claims.len().min(limit) {
            return held;
        }
        self.source.claims(entity, limit).into_iter().map(Cow::Owned).collect()
    }

    /// What the register knows of a document.
    #[must_use]
    pub fn document<'b>(&'b self, id: &DocumentId) -> Option<Known<'b>> {
        if let Some(held) = self.snapshot.documents.get(id) {
            return Some(Known::Held(held));
        }
        let mut fetched = self.documents.borrow_mut();
        let known = fetched.entry(id.clone()).or_insert_with(|| self.source.document(id).map(Rc::new));
        known.clone().map(Known::Fetched)
    }

    /// The documents whose claims state an entity, one for each claim.
    pub(crate) fn documents_of<'b>(&'b self, entity: &'b Entity) -> impl Iterator<Item = Known<'b>> {
        entity.documents.iter().filter_map(|id| self.document(id))
    }

    /// When a publisher published last of what was read.
    pub(crate) fn read_until(&self, publisher: &str) -> Option<Moment> {
        if let Some(moment) = self.snapshot.read_until.get(publisher) {
            return Some(*moment);
        }
        let mut fetched = self.read_until.borrow_mut();
        *fetched.entry(publisher.to_owned()).or_insert_with(|| self.source.read_until(publisher, self.snapshot.until))
    }

    /// When publishers published what was read, and how many documents.
    pub(crate) fn published(&self, publishers: &BTreeSet<&str>) -> Vec<(Moment, usize)> {
        if self.snapshot.outline {
            return publishers.iter().flat_map(|publisher| self.source.published(publisher, self.snapshot.until)).collect();
        }
        let documents = self.snapshot.documents.values();
        let of_these = documents.filter(|d| d.publisher.as_deref().is_some_and(|p| publishers.contains(p)));
        of_these.filter_map(|d| Some((d.published?.lower()?, 1))).collect()
    }

    /// Where a claim is read, with the documents that persons attached to it.
    fn sources(&self, kept: &KeptClaim, document: &register::KeptDocument) -> String {
        let own = document.sources.first().cloned().unwrap_or_default();
        let attached = self.snapshot.attached.get(&kept.id).into_iter().flatten();
        attached.fold(own, |text, a| format!("{text}, with {}", a.source))
    }

    /// The words that a claim rests on.
    pub(crate) fn evidence(&self, kept: &KeptClaim) -> Option<Evidence> {
        let document = self.document(&kept.claim.doc)?;
        let mut texts = self.texts.borrow_mut();
        let text = texts.entry(document.id.clone()).or_insert_with(|| (self.text)(&document.id)).as_deref()?;
        let quote = kept.claim.evidence.first().map(|span| span.of(text).to_owned())?;
        Some(Evidence {
            claim: kept.id.clone(),
            document: document.id.clone(),
            source: self.sources(kept, &document),
            publisher: document.publisher.clone(),
            quote,
        })
    }

    /// A claim as one account of what it speaks of: who tells it, and in which words.
    #[must_use]
    pub fn said_by(&self, kept: &KeptClaim) -> Option<Item> {
        let evidence = self.evidence(kept)?;
        let text = evidence.publisher.clone().unwrap_or_else(|| evidence.source.clone());
        Some(Item { date: kept.said, claims: 1, documents: 1, evidence: Some(evidence), ..Item::plain(text) })
    }

    /// An entity as an item, for those who compose an answer of their own.
    #[must_use]
    pub fn item_of(&self, entity: &Entity) -> Item {
        self.quoted(self.item(entity))
    }

    /// An entity as an item, without the words that say it: those of items that are not shown are never fetched.
    pub(crate) fn item(&self, entity: &Entity) -> Item {
        let mut documents: Vec<&DocumentId> = entity.documents.iter().collect();
        documents.sort_unstable();
        documents.dedup();
        Item {
            entity: Some(entity.id.clone()),
            date: entity.date,
            text: self.line(entity),
            status: line::status(entity),
            reason: None,
            claims: entity.claims.len(),
            documents: documents.len(),
            evidence: None,
        }
    }

    /// An item with the words that say it.
    pub(crate) fn quoted(&self, mut item: Item) -> Item {
        let entity = item.entity.as_ref().filter(|_| item.evidence.is_none()).and_then(|id| self.snapshot.entities.get(id));
        let claims = entity.map(|entity| self.first_claims(entity, MOST_LOOKED_AT)).unwrap_or_default();
        // The surest claim says it best; of equally sure ones the first, so that the same words are shown each time.
        let surest = claims.iter().max_by(|a, b| a.claim.confidence.total_cmp(&b.claim.confidence).then_with(|| b.id.cmp(&a.id)));
        if let Some(kept) = surest {
            item.evidence = self.evidence(kept);
        }
        item
    }

    /// The sections that an answer about some parties has: one per kind, the standing things first.
    pub(crate) fn sections(&self, answer: &mut crate::Answer, filter: &EntityFilter) {
        self.sections_of(answer, |kind| self.snapshot.entities(&EntityFilter { kind: Some(kind.to_owned()), ..filter.clone() }));
    }

    /// The same of the entities that `of` gives for a kind.
    pub(crate) fn sections_of(&self, answer: &mut crate::Answer, of: impl Fn(&str) -> Vec<&'a Entity>) {
        for (heading, kind) in SECTIONS {
            answer.section_of(heading, &of(kind), self, |e| self.item(e));
        }
    }
}

/// What sections there are, in the order in which a reader wants them, with the kind of entity of each.
const SECTIONS: &[(&str, &str)] = &[
    ("Mechanisms", "mechanism"),
    ("Meetings", "meeting"),
    ("Visits", "visit"),
    ("Instruments", "instrument"),
    ("Commitments", "commitment"),
    ("Stances", "stance"),
    ("Measures and irritants", "measure"),
    ("Projects", "project"),
    ("Other events", "event"),
    ("Figures", "figure"),
];

/// The heading of a section of entities of a kind.
pub(crate) fn heading(kind: &str) -> &'static str {
    let named = SECTIONS.iter().find(|(_, k)| *k == kind).map(|(heading, _)| *heading);
    named.unwrap_or(match kind {
        "party" => "Parties",
        "person" => "Persons",
        _ => "Items",
    })
}

/// Whether an entity is of a kind that is worth a page of its own.
pub(crate) fn has_page(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Party(_) | EntityKind::Person(_) | EntityKind::Mechanism(_) | EntityKind::Meeting(_))
}
