use super::{PARTY, Place, name};
use crate::entity::{Entity, EntityId, EntityKind, PartyView};
use model::Party;

/// The block of a party: spellings that differ in case, articles and punctuation share one.
pub(super) fn place(party: &Party) -> Place {
    Place { block: format!("{PARTY}{}", name::party_key(party)), spelling: party.as_str().replace(['\t', '\n'], " ") }
}

/// The party of a block. `spelling` is the first of its spellings in the order of bytes, in which capitals come
/// before small letters, so that one document suffices to change it and none need be counted.
pub(crate) fn entity(block: &str, spelling: &str) -> Entity {
    let party = Party::new(spelling);
    Entity {
        id: EntityId::from_printed(format!("party:{}", block.strip_prefix(PARTY).unwrap_or(block))),
        name: spelling.to_owned(),
        aliases: Vec::new(),
        parties: vec![party.clone()],
        kind: EntityKind::Party(PartyView { party }),
        date: None,
        part_of: None,
        denied: false,
        claims: Vec::new(),
        documents: Vec::new(),
        first_told: None,
        last_told: None,
    }
}
