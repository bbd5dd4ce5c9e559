//! Who holds what office: what the annotation layer ties to a person, said once.

use crate::reading::Reading;
use annotate::EntityKind;
use model::ClaimKind;
use model::claim::Post;

pub(crate) fn read(reading: &mut Reading<'_, '_>) {
    let ann = reading.words.ann;
    for entity in ann.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        // The fullest of the offices that do not contradict each other; a former one is a claim of its own.
        for former in [false, true] {
            let offices = entity.offices.iter().filter(|o| o.former == former && !o.title.is_empty());
            let Some(best) = offices.clone().max_by_key(|o| (o.party.is_some(), o.title.len(), std::cmp::Reverse(o.mention))) else {
                continue;
            };
            let party =
                best.party.clone().or_else(|| offices.clone().find_map(|o| o.party.clone())).or_else(|| entity.parties.first().cloned());
            let Some(mention) = ann.mentions.get(best.mention) else { continue };
            let at = reading.words.words_of(mention.span);
            let post = Post { person: Some(entity.name.clone()), post: Some(best.title.clone()), party, date: None, former };
            let more: Vec<_> = offices.filter_map(|o| ann.mentions.get(o.mention)).map(|m| reading.words.words_of(m.span).start).collect();
            let mut evidence: Vec<_> = more.into_iter().map(|w| reading.evidence(w)).collect();
            let draft = reading.push(ClaimKind::Post(post), at, "post/office");
            draft.evidence.append(&mut evidence);
        }
    }
}
