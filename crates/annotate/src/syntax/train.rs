//! **How are the weights learnt?**
//!
//! In → Out: treebanks and pretrained vectors as text → the bytes of a weights file, the same for the same input.
//!
//! Never: reads a file or the clock; learns from a test set.

mod borders;
mod chain;
mod collapse;
mod conllu;
mod course;
mod evaluate;
mod export;
mod gemm;
mod layer;
mod lemma;
mod listed;
mod name_course;
mod name_net;
mod names;
mod names_of_layer;
mod net;
mod own_names;
mod random;
mod step;
#[cfg(test)]
mod tests;
mod vectors;

pub use course::{Report, Texts, cross_validate, train};
pub use evaluate::{Judged, Scores};
pub use names_of_layer::names_of_layer;
