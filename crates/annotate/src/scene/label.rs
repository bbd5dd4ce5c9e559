//! Lists that stand under a state: a heading, an item or a paragraph that is nothing but a state.

use super::Scene;
use crate::words::Shape;
use std::ops::Range;

impl<'a> Scene<'a> {
    /// The state in whose list word `i` stands.
    pub(crate) fn label(&self, i: usize) -> Option<&'static str> {
        self.labels[self.words.block_of(i)]
    }

    /// For each block the state that heads its list: a heading, an item or a paragraph that is nothing but a state.
    pub(super) fn read_labels(&self) -> Vec<Option<&'static str>> {
        let mut labels = Vec::with_capacity(self.words.blocks());
        let mut current = None;
        for (block, meta) in self.document.blocks.iter().enumerate() {
            let range = self.words.block(block);
            // "VIET NAM. President …": a state alone in front of its own paragraph.
            let lead = self.state_at(range.start).filter(|(_, end)| self.words.is_any(*end, &[".", ":"]) && end + 3 < range.end);
            if let Some((code, _)) = lead {
                labels.push(Some(code));
                continue;
            }
            if let Some(code) = self.label_of(range.clone()) {
                current = Some(code);
            } else if matches!(meta.role, model::Role::Heading { .. }) || (matches!(meta.role, model::Role::Paragraph) && range.len() > 25)
            {
                current = None;
            }
            labels.push(current);
        }
        labels
    }

    fn label_of(&self, range: Range<usize>) -> Option<&'static str> {
        let w = self.words;
        let mut at = range.start;
        while at < range.end && (w.shape(at) == Shape::Mark || w.is_any(at, &["the", "for", "from"])) {
            at += 1;
        }
        let (code, mut end) = self.state_at(at)?;
        while end < range.end && (w.shape(end) == Shape::Mark || w.is_any(end, &["side", "delegation", "participants", "party", "s"])) {
            end += 1;
        }
        (end == range.end).then_some(code)
    }
}
