//! **What does the register know, and which claims say so?** Parties, persons, mechanisms, meetings and the rest.
//!
//! In → Out: nothing; these are values, made by `resolve` and read by reports.
//!
//! Never: picks one of two contradicting values. A [`Slot`] keeps every value stated, each with its claims.
//!
//! Source: the register's model; Popolo for persons and posts.

use model::claim as said;
use model::{ClaimId, DocumentId, PartialDate, Party, Who};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// Name of an entity: kind, colon, and what it was resolved by: `mechanism:japan-china-economic-dialogue`.
///
/// It follows from the claims alone, so two registers of the same documents agree on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(String);

impl EntityId {
    /// The id as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes an id that was printed earlier; it is not checked.
    #[must_use]
    pub fn from_printed(id: impl Into<String>) -> EntityId {
        EntityId(id.into())
    }

    /// The word for the kind: what stands before the colon.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.0.split_once(':').map_or(self.0.as_str(), |(kind, _)| kind)
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Something the register knows of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its name in the register.
    pub id: EntityId,
    /// What to call it.
    pub name: String,
    /// What else sources call it: other wordings, and the acronym that stands for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its kind, with what is stated about it.
    #[serde(rename = "is")]
    pub kind: EntityKind,
    /// Every party that has to do with it, as stated, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// When it was or is to be, as most claims have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The entity it belongs to: of a meeting, its mechanism.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<EntityId>,
    /// Whether the claims deny it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    /// The claims that state it, sorted. Of a party they are filled in only in a snapshot, being too many to
    /// write down again with each document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// The document of each of these claims, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentId>,
    /// When the first of these documents was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_told: Option<PartialDate>,
    /// When the last of them was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_told: Option<PartialDate>,
}

impl Entity {
    /// Rests on these claims and no others, each with its document.
    pub(crate) fn take(&mut self, told: impl IntoIterator<Item = (ClaimId, DocumentId)>) {
        let mut told: Vec<(ClaimId, DocumentId)> = told.into_iter().collect();
        told.sort_unstable();
        told.dedup_by(|a, b| a.0 == b.0);
        (self.claims, self.documents) = told.into_iter().unzip();
    }

    /// The claims that give a value.
    #[must_use]
    pub fn giving<'e, T>(&'e self, stated: &'e Stated<T>) -> &'e [ClaimId] {
        if stated.claims.is_empty() { &self.claims } else { &stated.claims }
    }

    /// Whether `party`, or a body of it, has to do with the entity. A body matches itself only.
    #[must_use]
    pub fn concerns(&self, party: &str) -> bool {
        self.parties.iter().any(|p| p.as_str() == party || p.root() == party)
    }
}

/// One value that claims give to a slot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// The claims that give it, sorted; left out where every claim of the entity does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// When the last of their documents was published.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub said: Option<PartialDate>,
}

fn none() -> Option<PartialDate> {
    None
}

/// Every value that claims give to one slot, those with most claims first. More than one is a disagreement, or a
/// list where the slot is a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Slot<T>(Vec<Stated<T>>);

/// Most slots have one value, and a page may hold a million slots: a list that is read as any other takes room for four.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slot<T>, D::Error> {
        struct Values<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Values<T> {
            type Value = Slot<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the values of a slot")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Slot<T>, A::Error> {
                let mut slot = Vec::new();
                while let Some(value) = values.next_element()? {
                    if slot.is_empty() {
                        slot.reserve_exact(1);
                    }
                    slot.push(value);
                }
                Ok(Slot(slot))
            }
        }
        deserializer.deserialize_seq(Values(PhantomData))
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Slot<T> {
        Slot(Vec::new())
    }
}

impl<T> Slot<T> {
    /// Whether no claim fills it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value that most claims give.
    #[must_use]
    pub fn best(&self) -> Option<&T> {
        self.0.first().map(|s| &s.value)
    }

    /// The value that was said last, by date of publication: where a status stands now.
    #[must_use]
    pub fn latest(&self) -> Option<&T> {
        let when = |s: &Stated<T>| s.said.and_then(|d| d.lower());
        // Of several said last, the best is the first.
        self.0.iter().rev().max_by_key(|s| when(s)).map(|s| &s.value)
    }

    /// Every value with its claims.
    #[must_use]
    pub fn stated(&self) -> &[Stated<T>] {
        &self.0
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|s| &s.value)
    }

    /// Leaves out the claims of what all of them give.
    fn leave_out(&mut self, all: &[ClaimId]) {
        self.0.iter_mut().filter(|stated| stated.claims == all).for_each(|stated| stated.claims = Vec::new());
    }
}

impl<T: PartialEq + Serialize> Slot<T> {
    /// The values given by claims, each with the claim and its document's date.
    pub(crate) fn gather<'c>(given: impl IntoIterator<Item = (T, &'c ClaimId, Option<PartialDate>)>) -> Slot<T> {
        let mut slots: Vec<Stated<T>> = Vec::new();
        for (value, claim, said) in given {
            match slots.iter_mut().find(|s| s.value == value) {
                Some(stated) => {
                    stated.claims.push(claim.clone());
                    let lower = |d: Option<PartialDate>| d.map(|d| d.lower());
                    let written = |d: Option<PartialDate>| d.map(|d| d.to_string());
                    let later = lower(said).cmp(&lower(stated.said));
                    if later.then_with(|| written(said).cmp(&written(stated.said))).is_gt() {
                        stated.said = said;
                    }
                }
                None => slots.push(Stated { value, claims: vec![claim.clone()], said }),
            }
        }
        for stated in &mut slots {
            stated.claims.sort_unstable();
            stated.claims.dedup();
        }
        if slots.len() > 1 {
            let key = |s: &Stated<T>| (std::cmp::Reverse(s.claims.len()), serde_json::to_string(&s.value).unwrap_or_default());
            slots.sort_by_cached_key(key);
        }
        Slot(slots)
    }
}

/// What kind of thing an entity is, with what is stated about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "stated", rename_all = "kebab-case")]
pub enum EntityKind {
    /// A state, a body of one, an organisation, a company.
    Party(PartyView),
    /// A person.
    Person(Person),
    /// A standing dialogue, framework or series.
    Mechanism(Mechanism),
    /// One occasion.
    Meeting(Meeting),
    /// A text, with what was done to it.
    Instrument(Instrument),
    /// One trip.
    Visit(Visit),
    /// A barrier or an irritant.
    Measure(Measure),
    /// A project, or a number of them.
    Project(Project),
    /// Something that parties say they will do.
    Commitment(Commitment),
    /// One side's stand.
    Stance(Stance),
    /// A number.
    Figure(Figure),
    /// Any other political event.
    Event(Event),
}

impl EntityKind {
    /// The word for every kind.
    pub const NAMES: [&'static str; 12] =
        ["party", "person", "mechanism", "meeting", "instrument", "visit", "measure", "project", "commitment", "stance", "figure", "event"];

    /// The word for the kind.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            EntityKind::Party(_) => "party",
            EntityKind::Person(_) => "person",
            EntityKind::Mechanism(_) => "mechanism",
            EntityKind::Meeting(_) => "meeting",
            EntityKind::Instrument(_) => "instrument",
            EntityKind::Visit(_) => "visit",
            EntityKind::Measure(_) => "measure",
            EntityKind::Project(_) => "project",
            EntityKind::Commitment(_) => "commitment",
            EntityKind::Stance(_) => "stance",
            EntityKind::Figure(_) => "figure",
            EntityKind::Event(_) => "event",
        }
    }

    /// Leaves out the claims of values that all claims of the entity give: very many claims would be written down with each.
    pub(crate) fn leave_out(&mut self, all: &[ClaimId]) {
        match self {
            EntityKind::Party(_) => {}
            EntityKind::Person(slots) => slots.leave_out(all),
            EntityKind::Mechanism(slots) => slots.leave_out(all),
            EntityKind::Meeting(slots) => slots.leave_out(all),
            EntityKind::Instrument(slots) => slots.leave_out(all),
            EntityKind::Visit(slots) => slots.leave_out(all),
            EntityKind::Measure(slots) => slots.leave_out(all),
            EntityKind::Project(slots) => slots.leave_out(all),
            EntityKind::Commitment(slots) => slots.leave_out(all),
            EntityKind::Stance(slots) => slots.leave_out(all),
            EntityKind::Figure(slots) => slots.leave_out(all),
            EntityKind::Event(slots) => slots.leave_out(all),
        }
    }
}

/// A party needs no slots: what it is follows from its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyView {
    /// The party as the contract writes it.
    pub party: Party,
}

/// An office as a claim states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Whose office it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// When it was so, where the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether it is an office of the past.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
}

/// What was done to a text, as a claim states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<said::InstrumentAction>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// At which meeting or place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// A number of things, as a claim states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// How many; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Whether it is approximate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// On which side of it the truth lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<said::Bound>,
}

/// Structs that consist of slots; those that no claim fills are left out of the JSON.
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $of:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "Slot::is_empty")] pub $field: Slot<$of>),+
        }

        impl $name {
            fn leave_out(&mut self, all: &[ClaimId]) {
                $(self.$field.leave_out(all);)+
            }
        }
    };
}

slots! {
    /// What is stated about a person.
    Person {
        /// Offices held.
        posts: Office,
    }
}
slots! {
    /// What is stated about a mechanism.
    Mechanism {
        /// Rank at which it meets.
        level: said::Level,
        /// Who belongs to it: a list.
        members: Party,
        /// When it was set up.
        established: PartialDate,
        /// Which party or meeting set it up.
        established_by: String,
        /// How often it meets.
        cadence: said::Cadence,
        /// What it is about.
        field: String,
        /// To what it reports.
        reports_to: String,
    }
}
slots! {
    /// What is stated about a meeting.
    Meeting {
        /// Its number in the series.
        ordinal: u32,
        /// Its name, where it has one of its own.
        title: String,
        /// Rank at which it was held.
        level: said::Level,
        /// When.
        date: PartialDate,
        /// Where.
        place: String,
        /// In person or by video.
        mode: said::Mode,
        /// Who met: a list.
        attending: Party,
        /// Whether it took place.
        status: said::MeetingStatus,
        /// Who took part: a list.
        participants: said::Participant,
    }
}
slots! {
    /// What is stated about an instrument.
    Instrument {
        /// What kind of text it is.
        form: said::InstrumentType,
        /// What was done to it: a list.
        acts: Act,
        /// For how long it runs.
        period: PartialDate,
        /// Whose text it is: a list.
        signatories: Party,
        /// What it rests on: a list.
        pillars: String,
    }
}
slots! {
    /// What is stated about a visit.
    Visit {
        /// Persons, or a description: a list.
        visitors: Who,
        /// How many.
        count: Count,
        /// Whom the visitors come from.
        from: Party,
        /// Place or party visited: a list.
        to: Who,
        /// When.
        date: PartialDate,
        /// What for.
        purpose: String,
        /// Whether it took place.
        status: said::MeetingStatus,
    }
}
slots! {
    /// What is stated about a measure.
    Measure {
        /// What kind.
        form: said::MeasureType,
        /// Who imposes it: a list.
        by: Party,
        /// On what: a list.
        on: String,
        /// Whom it hits: a list.
        against: Party,
        /// Since when.
        since: PartialDate,
        /// Until when.
        until: PartialDate,
        /// Where it stands.
        status: said::MeasureStatus,
    }
}
slots! {
    /// What is stated about a project.
    Project {
        /// What it is.
        description: String,
        /// The instrument it carries out.
        under: String,
        /// Whose it is: a list.
        partners: Party,
        /// How many.
        count: Count,
        /// How far it is.
        status: said::ProjectStatus,
        /// In which field.
        field: String,
        /// When it came to its status.
        date: PartialDate,
        /// When it is to be done.
        due: PartialDate,
        /// What it costs.
        amount: String,
    }
}
slots! {
    /// What is stated about a commitment.
    Commitment {
        /// Who commits: a list.
        by: Party,
        /// To whom: a list.
        to: Party,
        /// What they will do.
        action: String,
        /// In which field.
        field: String,
        /// When it was made.
        date: PartialDate,
        /// Until when it is to be done.
        due: PartialDate,
        /// How far it is.
        status: said::CommitmentStatus,
    }
}
slots! {
    /// What is stated about a stance.
    Stance {
        /// Who takes it: a list.
        by: Who,
        /// Whom it addresses: a list.
        to: Who,
        /// Which stand.
        stance: said::StanceType,
        /// On what.
        about: String,
        /// When.
        date: PartialDate,
    }
}
slots! {
    /// What is stated about a figure.
    Figure {
        /// The number.
        value: Count,
        /// ISO 4217 code, `percent`, or the counted noun.
        unit: String,
        /// What is counted.
        of: String,
        /// When it was so, or is to be.
        date: PartialDate,
        /// Whether it is a fact, an aim, or a part.
        form: said::FigureType,
    }
}
slots! {
    /// What is stated about an event.
    Event {
        /// How it is coded.
        coding: said::PoliticalEvent,
        /// When.
        date: PartialDate,
        /// Where.
        place: String,
    }
}

/// The capitals by which a name of several words goes for short: `METI` of the Ministry of Economy, Trade and Industry. Empty
/// where there are fewer than three.
#[must_use]
pub fn initials(name: &str) -> String {
    let own = name.rsplit_once(':').map_or(name, |(_, own)| own);
    let words = own.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next());
    let initials: String = words.filter(|c| c.is_uppercase()).collect();
    if initials.chars().count() >= 3 { initials } else { String::new() }
}
