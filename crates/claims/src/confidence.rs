//! **How sure is a claim?** A table by rule, measured on the corpus; a rule that is not in it takes its kind's.

const TABLE: &str = include_str!("confidence.tsv");

/// What to say of a rule that was never measured.
const UNKNOWN: f32 = 0.6;

/// The share of a rule's claims that were right when it was measured on documents with gold.
#[must_use]
pub fn confidence(rule: &str) -> f32 {
    let find = |name: &str| {
        TABLE
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .find(|(n, _)| *n == name)
            .and_then(|(_, v)| v.trim().parse().ok())
    };
    find(rule).or_else(|| find(rule.split('/').next().unwrap_or(rule))).unwrap_or(UNKNOWN)
}
