//! Learns the weights of the syntax layer: `train --treebanks DIR --glove FILE --names FILE --out FILE`.
//!
//! With `--floats FILE` the learnt floats are kept there, and a later run takes them instead of learning again.
//! With `--cross N` it tells instead how well names are learnt, from EWT's development part cut in five, `N` parts of which are tried.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for developers")]

use annotate::syntax::train::{Texts, cross_validate, train};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut treebanks, mut glove, mut listed, mut out, mut kept) =
        (PathBuf::new(), PathBuf::new(), PathBuf::new(), PathBuf::new(), None::<PathBuf>);
    let mut cross = None;
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        match name.as_str() {
            "--treebanks" => treebanks = value.into(),
            "--glove" => glove = value.into(),
            "--names" => listed = value.into(),
            "--cross" => cross = Some(value.parse()?),
            "--out" => out = value.into(),
            "--floats" => kept = Some(value.into()),
            other => {
                return Err(format!(
                    "unknown option {other}; use --treebanks DIR --glove FILE --names FILE --out FILE [--floats FILE] [--cross N]"
                )
                .into());
            }
        }
    }
    let read = |name: &str| std::fs::read_to_string(treebanks.join(name)).map_err(|e| format!("read {name}: {e}"));
    let texts = Texts {
        ewt_train: read("ewt-train.conllu")?,
        ewt_dev: read("ewt-dev.conllu")?,
        gum_train: read("gum-train.conllu")?,
        gum_dev: read("gum-dev.conllu")?,
        ewt_dev_names: read("uner-ewt-dev.iob2")?,
        listed: std::fs::read_to_string(&listed)?,
        vectors: std::fs::read_to_string(&glove)?,
    };
    let before = kept.as_ref().filter(|k| k.exists()).map(std::fs::read).transpose()?.unwrap_or_default();
    let mut floats: Vec<f32> = before.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
    if let Some(most) = cross {
        return Ok(cross_validate(&texts, &mut floats, 5, most, &mut |ewt, gum| println!("names EWT dev {ewt:.1?}  GUM dev {gum:.1?}"))?);
    }
    let weights = train(&texts, &mut floats, &mut |r| {
        println!(
            "pass {:2}  sure {:.3}  EWT dev upos {:.2} uas {:.2} las {:.2}  GUM dev upos {:.2} uas {:.2} las {:.2}",
            r.epoch, r.sure, r.dev[0][0], r.dev[0][1], r.dev[0][2], r.dev[1][0], r.dev[1][1], r.dev[1][2]
        );
    })?;
    if let Some(kept) = kept {
        std::fs::write(kept, floats.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>())?;
    }
    std::fs::write(&out, weights)?;
    Ok(())
}
