//! **What has the syntax layer learnt?** One file of weights, apart from the code because its licence is another.
//!
//! In → Out: nothing; these are bytes that the `train` program of `annotate` writes.
//!
//! Never: holds code that reads them.
//!
//! Source: see the model card (`README.md`) and `NOTICE` beside this crate's manifest.

/// The weights file; `annotate` knows its layout.
pub const WEIGHTS: &[u8] = include_bytes!("../syntax.weights");
