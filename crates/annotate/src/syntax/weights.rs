//! **How do the learnt numbers lie in their file?**
//!
//! In → Out: the bytes of a weights file → its sections; and back, for the trainer.
//!
//! Never: copies a large section; accepts a file whose lengths do not add up.

/// The first bytes of a weights file; the last one is the version of the layout.
const MAGIC: &[u8; 8] = b"syntax\x00\x01";

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub(super) enum Section {
    /// Hashes of learnt features in ascending order, and a row each.
    FeatureKeys = 1,
    FeatureSteps,
    FeatureRows,
    /// Hashes of words with pretrained vectors in ascending order, and a row each.
    VectorKeys,
    VectorSteps,
    VectorRows,
    /// Dense parts of the net; a matrix is its scales, its bias and its bytes.
    Vector,
    FormNorm,
    Mix,
    MixNorm,
    Layers,
    Heads,
    Arc,
    Roots,
    Distance,
    Label,
    /// What word forms give to the net that tags names.
    NameForm,
    /// Feature sets, one a line, and the tags each may stand with.
    Feats,
    FeatsMasks,
    /// Lemma edits and where they apply.
    Edits,
    EditKeys,
    EditValues,
    /// Where words and sentences end.
    Joins,
    Ends,
    /// Hashes of listed words in ascending order, and the lists of each.
    ListKeys,
    ListMasks,
    /// The other parts of the names' net.
    NameLists,
    NameVector,
    NameLow,
    NameTop,
    NameNorm,
    NameLayer,
    NameLayerNorm,
    NameOut,
    NameMoves,
}

/// A weights file, cut into sections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    bytes: &'a [u8],
}

impl<'a> Weights<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Option<Weights<'a>> {
        bytes.starts_with(MAGIC).then_some(Weights { bytes })
    }

    /// The bytes of a section; `None` where the file has no whole section of that kind.
    pub(super) fn section(self, section: Section) -> Option<&'a [u8]> {
        let mut at = MAGIC.len();
        while let Some(header) = self.bytes.get(at..at + 8) {
            let kind = u32::from_le_bytes(*header.first_chunk()?);
            let len = u32::from_le_bytes(*header.last_chunk()?) as usize;
            if kind == section as u32 {
                return self.bytes.get(at + 8..at + 8 + len);
            }
            at += 8 + len;
        }
        None
    }

    /// A section of floats.
    pub(super) fn floats(self, section: Section) -> Option<Vec<f32>> {
        Some(floats(self.section(section)?))
    }

    /// A section of hashes.
    pub(super) fn hashes(self, section: Section) -> Option<Vec<u32>> {
        Some(self.section(section)?.chunks_exact(4).filter_map(|b| Some(u32::from_le_bytes(*b.first_chunk()?))).collect())
    }
}

/// Little-endian floats.
pub(super) fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).filter_map(|b| Some(f32::from_le_bytes(*b.first_chunk()?))).collect()
}

/// Builds a weights file.
#[cfg(feature = "train")]
#[derive(Debug)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

#[cfg(feature = "train")]
impl Writer {
    pub(super) fn new() -> Writer {
        Writer { bytes: MAGIC.to_vec() }
    }

    pub(super) fn bytes(&mut self, section: Section, bytes: &[u8]) {
        self.bytes.extend((section as u32).to_le_bytes());
        self.bytes.extend((bytes.len() as u32).to_le_bytes());
        self.bytes.extend(bytes);
    }

    pub(super) fn floats(&mut self, section: Section, values: &[f32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.bytes(section, &bytes);
    }

    pub(super) fn hashes(&mut self, section: Section, values: &[u32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.bytes(section, &bytes);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
