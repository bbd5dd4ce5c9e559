//! The event coders' own format: one PLOVER record a line, for each claim that is a political event.
//!
//! In → Out: documents and claims → JSON Lines with the fields of the PLOVER manual.
//!
//! Never: writes an event that no claim carries; fills a field that nothing says.
//!
//! Source: the PLOVER 2.0 manual (OEDA, CC BY-SA 4.0), for names of fields, quads and scores. It counts SANCTION now
//! among verbal, now among material conflict; here it is material, as the manual's own section on it has it.

use crate::contract::claim_records;
use model::claim::{Actor, EventType, PoliticalEvent};
use model::{Claim, ClaimKind, Document, PartialDate, Party};
use serde::Serialize;

/// What the codes are named by.
const CODEBOOK: &str = "PLOVER 2.0";

/// One event as the manual lays it out.
#[derive(Debug, Serialize)]
struct Record<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    actor: Vec<ActorRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<ActorRecord<'a>>,
    event: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mode: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    context: &'a [String],
    quad_code: u8,
    event_scale: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<&'a str>,
    text: &'a str,
    text_info: Place,
    cite_info: Citation<'a>,
}

#[derive(Debug, Serialize)]
struct ActorRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity_text: Option<&'a str>,
}

/// Where the words stand: which event of the document, and Unicode scalar values of its text, half-open.
#[derive(Debug, Serialize)]
struct Place {
    sequence: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Citation<'a> {
    citation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a str>,
    coder: &'a str,
    codebook: &'static str,
}

/// Writes the political events of a document, a line each.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_lines(out: &mut dyn std::io::Write, document: &Document, claims: &[Claim]) -> std::io::Result<()> {
    let coded = claims.iter().zip(claim_records(document, claims)).filter_map(|(c, r)| Some((c, c.event.as_ref()?, r)));
    for (sequence, (claim, event, record)) in coded.enumerate() {
        let Some(evidence) = record.evidence.first() else { continue };
        let (quad_code, event_scale) = scale(event.kind, event.mode.as_deref());
        let line = Record {
            id: record.id.to_string(),
            date: date(claim).or(document.published),
            actor: sides(&event.actors),
            recipient: sides(&event.recipients),
            event: [event.kind.as_str()],
            mode: modes(event),
            context: &event.contexts,
            quad_code,
            event_scale,
            event_loc: place(claim),
            text: evidence.quote,
            text_info: Place { sequence, start: evidence.start, end: evidence.end },
            cite_info: Citation {
                citation: &document.source,
                title: document.title.as_deref(),
                language: document.language.as_deref(),
                publication: document.publisher.as_deref(),
                coder: &claim.rule,
                codebook: CODEBOOK,
            },
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn modes(event: &PoliticalEvent) -> Vec<&str> {
    event.mode.as_deref().into_iter().collect()
}

fn sides(list: &[Actor]) -> Vec<ActorRecord<'_>> {
    list.iter().map(of_actor).collect()
}

fn of_actor(actor: &Actor) -> ActorRecord<'_> {
    let sector = actor.sector.as_deref();
    ActorRecord { code: actor.party.as_ref().map(|p| code(p, sector)), sector, entity_text: actor.text.as_deref() }
}

/// A state's own code, or what stands for those that are no state.
fn code<'a>(party: &'a Party, sector: Option<&str>) -> &'a str {
    if let Some(state) = party.state() {
        return state;
    }
    match (party.root(), sector) {
        (root, _) if root.starts_with("United Nations") => "UNO",
        (root, _) if root.starts_with("European Union") => "EUR",
        (_, Some("SOC")) => "NGO",
        (_, Some("UAF" | "REB")) => "IMG",
        (_, Some("BUS")) => "MNC",
        _ => "IGO",
    }
}

/// When it was, as far as the claim says.
fn date(claim: &Claim) -> Option<PartialDate> {
    match &claim.kind {
        ClaimKind::Meeting(m) => m.date,
        ClaimKind::Visit(v) => v.date,
        ClaimKind::Instrument(i) => i.date,
        ClaimKind::Commitment(c) => c.date,
        ClaimKind::Stance(s) => s.date,
        ClaimKind::Measure(m) => m.since,
        ClaimKind::Project(p) => p.date,
        ClaimKind::Event(e) => e.date,
        ClaimKind::Mechanism(_) | ClaimKind::Figure(_) | ClaimKind::Post(_) => None,
    }
}

fn place(claim: &Claim) -> Option<&str> {
    match &claim.kind {
        ClaimKind::Meeting(m) => m.place.as_deref(),
        ClaimKind::Event(e) => e.place.as_deref(),
        _ => None,
    }
}

/// The quad of a type (1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict) and how
/// cooperative or hostile the event is, by its mode where that has a score of its own.
fn scale(kind: EventType, mode: Option<&str>) -> (u8, f32) {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request, Retreat, Sanction, Support,
        Threaten,
    };
    let (quad, own) = match kind {
        Agree => (1, 2.5),
        Consult => (1, 2.5),
        Support => (1, 5.0),
        Concede => (1, 4.5),
        Cooperate => (2, 9.5),
        Aid => (2, 10.0),
        Retreat => (2, 6.5),
        Request => (3, 0.0),
        Accuse => (3, -3.0),
        Reject => (3, -2.0),
        Threaten => (3, -3.5),
        Protest => (4, -5.0),
        Sanction => (4, -6.0),
        Mobilize => (4, -5.5),
        Coerce => (4, -7.0),
        Assault => (4, -9.0),
    };
    let by_mode = match (kind, mode.unwrap_or_default()) {
        (Consult, "visit" | "multilateral") => 4.0,
        (Consult, "third-party") => 1.0,
        (Consult, "phone") => 1.5,
        (Retreat, "withdraw") => 8.0,
        (Retreat, "disarm") => 10.0,
        (Retreat, "ceasefire") => 7.5,
        (Retreat, "resign") => 4.5,
        (Request, "assist") => 0.5,
        (Request, "change" | "yield") => -1.0,
        (Accuse, "disapprove") => -2.0,
        (Accuse, "investigate" | "allege") => -3.5,
        (Reject, "assist") => -1.5,
        (Threaten, "restrict") => -3.0,
        (Threaten, "territory") => -4.0,
        (Protest, "riot") => -7.0,
        (Protest, "hunger" | "boycott" | "obstruct") => -4.5,
        (Sanction, "expel") => -5.5,
        (Mobilize, "troops" | "weapons") => -6.5,
        (Mobilize, "militia") => -6.0,
        (Coerce, "censor" | "curfew" | "misinformation") => -6.5,
        (Coerce, "martial-law") => -7.5,
        (Assault, "abduct" | "torture" | "sexual" | "destroy") => -8.5,
        (Assault, "beat" | "crowd-control") => -7.5,
        (Assault, "targeted" | "suicide-attack" | "aerial" | "drone" | "heavy-weapons") => -9.5,
        (Assault, "primitive") => -8.0,
        (Assault, "unconventional") => -10.0,
        _ => own,
    };
    (quad, by_mode)
}

#[cfg(test)]
mod tests;
