//! **How wide is each part of the net?** The trainer and the reader must agree.

/// Width of a word form's own vector.
pub(super) const FORM: usize = 128;
/// Width of a word's vector in its sentence.
pub(super) const WIDTH: usize = 192;
/// Recurrent layers, each in both directions.
pub(super) const LAYERS: usize = 3;
/// Width of the arc scorer.
pub(super) const ARC: usize = 128;
/// Width of the relation scorer.
pub(super) const LABEL: usize = 128;
/// Name tags: outside, and begin and inside of person, organisation, place.
pub(super) const NAME_TAGS: usize = 7;
/// Width of a pretrained vector.
pub(super) const VECTOR: usize = 100;
/// Distances between a word and its head that have a bias of their own, to either side.
pub(super) const REACH: usize = 24;

/// Where each part of the heads' joint output begins.
pub(super) mod part {
    use super::{ARC, LABEL};
    pub(in super::super) const ARC_DEPENDENT: usize = 0;
    pub(in super::super) const ARC_HEAD: usize = ARC;
    pub(in super::super) const LABEL_DEPENDENT: usize = 2 * ARC;
    pub(in super::super) const LABEL_HEAD: usize = 2 * ARC + LABEL;
    pub(in super::super) const UPOS: usize = 2 * ARC + 2 * LABEL;
    pub(in super::super) const FEATS: usize = UPOS + crate::Upos::ALL.len();
}

/// Which distance bias holds between a dependent and a head at these places in the sentence.
#[inline(always)]
pub(super) fn reach(dependent: usize, head: usize) -> usize {
    if head >= dependent { REACH + (head - dependent).min(REACH) } else { REACH - (dependent - head).min(REACH) }
}
