//! **How sure is a claim, after what people decided about others of its rule?** Each rule's measured confidence is moved by the
//! claims of it that were accepted and rejected.
//!
//! In → Out: decisions on claims → counts by rule; a claim's confidence as it was measured → as it is here.
//!
//! Never: touches what the reader recorded. A decision counts for the rule that gave the claim when it was decided on, so a
//! reader that comes later and reads the claim by another rule changes nothing of the count.

use crate::Error;
use crate::decision::Verdict;
use crate::fold::held;
use crate::record;
use crate::snapshot::KeptClaim;
use crate::store::{Store, Table, rows};
use model::{Claim, ClaimId};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was measured of a rule weighs as much as so many decisions: about as many claims as the measurement saw of one.
const MEASURED: f32 = 20.0;

const RULE: &str = "rule\t";
const BY: &str = "by rule\t";
const RIGHT: &str = "+";
const WRONG: &str = "-";

/// How many claims of a rule people accepted and rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Reviewed {
    /// Accepted.
    pub accepted: u32,
    /// Rejected.
    pub rejected: u32,
}

impl Reviewed {
    /// The confidence of a claim of the rule, whose measured one is given.
    #[must_use]
    pub fn confidence(self, measured: f32) -> f32 {
        let (right, wrong) = (self.accepted as f32, self.rejected as f32);
        (measured * MEASURED + right) / (MEASURED + right + wrong)
    }

    fn read(row: &str) -> Reviewed {
        let mut counts = row.split(' ').map(|n| n.parse().unwrap_or(0));
        Reviewed { accepted: counts.next().unwrap_or(0), rejected: counts.next().unwrap_or(0) }
    }
}

/// What was reviewed, by rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Calibration(BTreeMap<String, Reviewed>);

impl Calibration {
    pub(crate) fn load(store: &dyn Store) -> Result<Calibration, Error> {
        let found = rows(store, Table::Decision, RULE)?;
        Ok(Calibration(found.into_iter().map(|(key, row)| (key[RULE.len()..].to_owned(), Reviewed::read(&row))).collect()))
    }

    /// Gives a claim the confidence that its rule has here.
    pub(crate) fn apply(&self, claim: &mut Claim) {
        if let Some(judged) = self.0.get(&claim.rule) {
            claim.confidence = judged.confidence(claim.confidence);
        }
    }

    pub(crate) fn into_rules(self) -> BTreeMap<String, Reviewed> {
        self.0
    }
}

/// Counts a decision on a claim for its rule, in place of what was decided about the claim before.
pub(crate) fn count(store: &mut dyn Store, claim: &ClaimId, verdict: &Verdict) -> Result<(), Error> {
    let by = format!("{BY}{claim}");
    if let Some(before) = store.get(Table::Decision, &by)? {
        if let Some((mark, rule)) = before.split_once(' ') {
            add(store, rule, mark, false)?;
        }
        store.remove(Table::Decision, &by)?;
    }
    let mark = match verdict {
        Verdict::Accept { .. } => RIGHT,
        Verdict::Reject { .. } => WRONG,
        _ => return Ok(()),
    };
    let held = held(store, claim)?;
    let given = held.iter().find(|kept| kept.counts).or(held.first()).map(|kept: &KeptClaim| kept.claim.rule.clone());
    let Some(rule) = given.filter(|rule| rule != record::RULE) else { return Ok(()) };
    add(store, &rule, mark, true)?;
    store.put(Table::Decision, &by, &format!("{mark} {rule}"))
}

fn add(store: &mut dyn Store, rule: &str, mark: &str, more: bool) -> Result<(), Error> {
    let key = format!("{RULE}{rule}");
    let mut judged = store.get(Table::Decision, &key)?.map_or_else(Reviewed::default, |row| Reviewed::read(&row));
    let count = if mark == RIGHT { &mut judged.accepted } else { &mut judged.rejected };
    *count = if more { *count + 1 } else { count.saturating_sub(1) };
    if judged == Reviewed::default() {
        return store.remove(Table::Decision, &key);
    }
    store.put(Table::Decision, &key, &format!("{} {}", judged.accepted, judged.rejected))
}
