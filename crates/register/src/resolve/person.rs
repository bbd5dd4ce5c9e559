use super::name::{self, Speaker};
use super::{Place, divide, entity, within};
use crate::entity::{Entity, EntityKind, Office, Person};
use crate::snapshot::KeptClaim;
use model::{Claim, ClaimKind, PartialDate, Party, Who};

/// A person as one claim mentions them.
pub(super) struct Mention {
    name: String,
    post: Option<String>,
    party: Option<Party>,
    date: Option<PartialDate>,
    former: bool,
}

/// The persons that a claim mentions.
pub(super) fn mentions(claim: &Claim) -> Vec<Mention> {
    let bare = |name: String| Mention { name, post: None, party: None, date: None, former: false };
    let speaking = |whos: &[Who]| -> Vec<Mention> {
        let speakers = whos.iter().map(name::speaker);
        speakers.filter_map(|s| if let Speaker::Person(name) = s { Some(bare(name)) } else { None }).collect()
    };
    let mut all = match &claim.kind {
        ClaimKind::Meeting(m) => m
            .participants
            .iter()
            .filter_map(|p| {
                let name = p.person.clone()?;
                Some(Mention { name, post: p.post.clone(), party: p.party.clone(), date: None, former: false })
            })
            .collect(),
        ClaimKind::Post(p) => {
            let named = p.person.clone().into_iter();
            named.map(|name| Mention { name, post: p.post.clone(), party: p.party.clone(), date: p.date, former: p.former }).collect()
        }
        ClaimKind::Stance(s) => speaking(&s.by).into_iter().chain(speaking(&s.to)).collect(),
        ClaimKind::Visit(v) => {
            let mut visitors = speaking(&v.visitors);
            visitors.iter_mut().for_each(|m| m.party.clone_from(&v.from));
            visitors.extend(speaking(&v.to));
            visitors
        }
        ClaimKind::Mechanism(_)
        | ClaimKind::Instrument(_)
        | ClaimKind::Commitment(_)
        | ClaimKind::Measure(_)
        | ClaimKind::Project(_)
        | ClaimKind::Figure(_)
        | ClaimKind::Event(_) => Vec::new(),
    };
    all.extend(claim.attributed_to.iter().flat_map(|who| speaking(std::slice::from_ref(who))));
    all.retain(|m| !name::person_key(&m.name).is_empty());
    all
}

/// The block of a person: everybody of one name.
pub(super) fn place(mention: &Mention) -> Place {
    Place { block: format!("person/{}", name::person_key(&mention.name)), spelling: String::new() }
}

/// Namesakes of different states are different persons.
pub(super) fn resolve(key: &str, joined: &[&str], claims: &[&KeptClaim]) -> Vec<Entity> {
    let meant = |m: &Mention| {
        let named = name::person_key(&m.name);
        named == key || joined.contains(&named.as_str())
    };
    let mentions: Vec<(&KeptClaim, Mention)> =
        claims.iter().flat_map(|kept| mentions(&kept.claim).into_iter().filter(meant).map(move |m| (*kept, m))).collect();
    let said: Vec<_> = mentions.iter().map(|(kept, mention)| (*kept, mention)).collect();
    let groups = divide(&said, |(_, m)| m.party.as_ref().map(|p| name::roots([p])));
    let build = |(state, group): (Option<String>, Vec<super::Said<'_, Mention>>)| {
        let names = super::slot(&group, |m| Some(m.name.clone()));
        let offices = super::slot(&group, |m| {
            let Mention { post, party, date, former, .. } = m;
            (post.is_some() || party.is_some()).then(|| Office { post: post.clone(), party: party.clone(), date: *date, former: *former })
        });
        let mut person = entity(&within(key, state), names.best().cloned(), &group, None, EntityKind::Person(Person { posts: offices }));
        // Whom else the claims are about is not whom the person stands for.
        person.parties = group.iter().filter_map(|(_, m)| m.party.clone()).collect();
        person.parties.sort_unstable();
        person.parties.dedup();
        person
    };
    groups.into_iter().map(build).collect()
}
