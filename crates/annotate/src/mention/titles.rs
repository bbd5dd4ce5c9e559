//! Titles in quotation marks, and the parties that the name of a series or a text lists.

use super::Gathering;
use crate::annotated::{EntityKind, Form, MentionKind};
use crate::gazetteer::{Entry, first_half};
use crate::phrase::Class;
use crate::scene::{fold, plain};
use crate::words::Shape;
use model::Party;
use std::ops::Range;

impl Gathering<'_, '_> {
    /// Titles in quotation marks: "“Mekong Industrial Development Vision 2.0”".
    pub(super) fn quotations(&mut self) {
        let scene = self.scene;
        let w = scene.words;
        for block in 0..w.blocks() {
            let range = w.block(block);
            let mut i = range.start;
            while i < range.end {
                let open = matches!(w.written(i), "“" | "\"" | "„" | "«" | "‘");
                let close = if open {
                    (i + 1..range.end.min(i + 26))
                        .find(|&c| matches!(w.written(c), "”" | "\"" | "“" | "»" | "’") && (w.written(i) != "‘" || w.written(c) == "’"))
                } else {
                    None
                };
                let Some(close) = close.filter(|c| *c > i + 1) else {
                    i += 1;
                    continue;
                };
                self.quotation(i, close, range.end);
                i = close + 1;
            }
        }
    }

    fn quotation(&mut self, open: usize, close: usize, end: usize) {
        let scene = self.scene;
        let w = scene.words;
        let inner = open + 1..if w.is_any(close - 1, &[",", "."]) { close - 1 } else { close };
        let letters = inner.clone().filter(|&i| matches!(w.shape(i), Shape::Lower | Shape::Capital | Shape::Upper));
        let (mut heavy, mut capital, mut count) = (0, 0, 0);
        for i in letters {
            count += 1;
            if w.written(i).len() > 3 {
                heavy += 1;
                capital += usize::from(w.is_name_like(i));
            }
        }
        // "Central Asia plus Japan" Dialogue: the head stands outside.
        let outside = scene.heads.find(w, close + 1, end).filter(|(h, _)| w.is_name_like(h.start));
        if let Some((head, class @ (Class::Mechanism | Class::Instrument))) = outside {
            let name = plain(w.text_of(open..head.end));
            self.add_named(open..head.end, class, name, Form::Name);
            return;
        }
        if heavy == 0 || capital * 10 < heavy * 8 || inner.len() > 22 || !w.is_name_like(inner.start) {
            if count <= 4 && count > 0 && w.shape(inner.start) == Shape::Lower && capital == 0 {
                self.add(inner, MentionKind::Quoted, Form::Name, None);
            }
            return;
        }
        let class = inner.clone().rev().find_map(|i| scene.heads.find(w, i, inner.end)).map(|(_, c)| c);
        let name = plain(w.text_of(inner.clone()));
        match class {
            Some(c @ (Class::Instrument | Class::Mechanism)) => self.add_named(inner, c, name, Form::Name),
            _ => {
                let noun = (close + 1..end.min(close + 4)).chain(open.saturating_sub(3)..open);
                let class = noun
                    .filter_map(|i| scene.heads.find(w, i, end))
                    .map(|(_, c)| c)
                    .find(|c| matches!(c, Class::Instrument | Class::Mechanism));
                match class {
                    Some(c) => self.add_named(inner, c, name, Form::Name),
                    None => self.add(inner, MentionKind::Quoted, Form::Name, None),
                }
            }
        }
    }

    /// A series or a text with the parties that its name lists.
    pub(super) fn add_named(&mut self, words: Range<usize>, class: Class, name: String, form: Form) {
        let parties = self.parties_in(&words);
        let (kind, mention) = if class == Class::Mechanism {
            (EntityKind::Mechanism, MentionKind::Mechanism)
        } else {
            (EntityKind::Instrument, MentionKind::Instrument)
        };
        let id = self.entity(kind, fold(&name), &name, &parties);
        self.add(words, mention, form, Some(id));
    }

    /// The parties that the words of a name list: "Mekong-Japan", "ASEAN-EU".
    fn parties_in(&self, words: &Range<usize>) -> Vec<Party> {
        let scene = self.scene;
        let mut parties = Vec::new();
        let mut i = words.start;
        while i < words.end {
            let mut next = i + 1;
            let mut found = Vec::new();
            if let Some((end, entries)) = scene.hit(i).filter(|(end, _)| *end <= words.end) {
                for e in entries {
                    found = match e {
                        Entry::State(s) | Entry::Adjective(s) => vec![Party::new(scene.gazetteer.states[usize::from(*s)].code)],
                        Entry::Organisation(o) => scene.organisation(*o),
                        _ => continue,
                    };
                    break;
                }
                next = if found.is_empty() { next } else { end };
            }
            // "Ethio-Djibouti Joint Commission"; but the Indo-Pacific is a part of the world.
            if found.is_empty() && scene.words.is(i + 1, "-") && i + 2 < words.end && scene.state_at(i + 2).is_some() {
                let code = first_half(scene.words.folded(i));
                found.extend(code.map(Party::new));
            }
            // The states along a water are not those that share its name.
            let water = scene.words.is_any(i + 1, &["sea", "ocean", "strait", "gulf"]);
            if found.is_empty() && !water && scene.words.is_name_like(i) {
                // "Mekong", "Central Asia" in the name of a series stand for their countries.
                for n in [2, 1] {
                    let set = format!("{} countries", scene.words.phrase(i..(i + n).min(words.end)));
                    let set2 = format!("{}n countries", scene.words.phrase(i..(i + n).min(words.end)));
                    found = scene
                        .gazetteer
                        .meanings(&set)
                        .chain(scene.gazetteer.meanings(&set2))
                        .find_map(|e| match e {
                            Entry::Organisation(o) => Some(scene.organisation(o)),
                            _ => None,
                        })
                        .unwrap_or_default();
                    if !found.is_empty() {
                        next = i + n;
                        break;
                    }
                }
            }
            for party in found {
                if !parties.contains(&party) {
                    parties.push(party);
                }
            }
            i = next;
        }
        parties
    }
}
