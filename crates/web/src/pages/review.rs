//! Is this what the text says? Claims that nobody has judged, the least sure first, by keys or by mouse, with undo.

use super::claim::{Card, said, slots};
use super::list::form;
use crate::asking::{Asking, short};
use crate::book::locked;
use crate::page::{Block, Html, Page};
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;
use model::ClaimId;
use register::{ClaimFilter, Decision, KeptClaim, Mode, Standing, Verdict, Wanted};
use serde_json::json;

/// Claims on a page.
const ON_A_PAGE: usize = 5;

#[derive(Template)]
#[template(path = "undo.html")]
struct Undo<'p> {
    w: &'p Words,
    claim: String,
    back: String,
}

pub(crate) fn review(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let queue = queue(asking)?;
    let mut page = Page::new("claim", asking.t("q.review"));
    page.judged = false;
    let skipped: usize = asking.ask.queried("skip").and_then(|n| n.parse().ok()).unwrap_or(0);
    let back = asking.with("done", "");
    if let Some(claim) = asking.ask.queried("undo") {
        page.blocks.push(Block::Own(Html::of(&Undo { w: asking.words, claim: claim.to_owned(), back: back.clone() })));
    }
    page.lead = if queue.is_empty() {
        asking.t("review.none").to_owned()
    } else {
        asking.words.fill("review.waiting", &[&queue.len().to_string()])
    };
    page.blocks.push(Block::Note(asking.t("review.keys").to_owned()));
    let shown = queue.iter().skip(skipped).take(ON_A_PAGE);
    page.value = json!({
        "title": page.title, "waiting": queue.len(),
        "claims": shown.clone().map(|k| json!({ "id": k.id, "confidence": k.claim.confidence, "claim": k.claim.kind })).collect::<Vec<_>>(),
    });
    for (n, kept) in shown.enumerate() {
        page.blocks.push(Block::Own(Html::of(&Card {
            w: asking.words,
            digits: short(kept.id.as_str()).to_owned(),
            kind: kept.claim.kind.name(),
            facts: slots(asking, kept),
            said: said(asking, kept),
            open: true,
            judged: false,
            current: n == 0,
            back: back.clone(),
            skip: if n == 0 { asking.with("skip", &(skipped + 1).to_string()) } else { String::new() },
        })));
    }
    page.blocks.push(Block::Own(form(asking, &["kind", "party"])));
    Ok(page)
}

/// Claims that count and were never decided on, the least sure first.
fn queue(asking: &Asking<'_>) -> Result<Vec<KeptClaim>, Wrong> {
    let party = asking.ask.queried("party").map(|name| (asking.site.world.party)(name).unwrap_or_else(|| name.to_owned()));
    let kind = asking.ask.queried("kind").map(str::to_owned);
    let filter = ClaimFilter { kind, party: party.clone(), standing: Some(Standing::Read), counting: true, ..ClaimFilter::default() };
    let shelf = &asking.site.shelf;
    let held = match &party {
        Some(party) => shelf.claims_about(&asking.site.world, None, &Wanted::Party(party.clone()))?,
        None => shelf.whole(&asking.site.world, None)?,
    };
    let mut queue: Vec<KeptClaim> = held.snapshot.claims.values().filter(|k| filter.admits(k) && k.as_read.is_none()).cloned().collect();
    queue.sort_by(|a, b| a.claim.confidence.total_cmp(&b.claim.confidence).then_with(|| a.id.cmp(&b.id)));
    Ok(queue)
}

/// Records what was decided about a claim, and goes back.
pub(crate) fn judge(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let claim = judged(asking)?;
    let word = asking.ask.filled("verdict").unwrap_or_default();
    let undo = if word == "reopen" { String::new() } else { format!("&undo={}", short(claim.as_str())) };
    Ok(Reply::to(&told(asking.ask.filled("back").unwrap_or("/review"), &format!("done={word}{undo}"))))
}

/// Records what the form decides about a claim.
pub(crate) fn judged(asking: &Asking<'_>) -> Result<ClaimId, Wrong> {
    let claim = asking.ask.filled("claim").ok_or_else(|| Wrong::new(400, "the form names no claim", ""))?;
    let claim = ClaimId::from_printed(format!("claim:{}", short(claim)));
    let of = claim.clone();
    let verdict = match asking.ask.filled("verdict") {
        Some("accept") => Verdict::Accept { claim: of },
        Some("reject") => Verdict::Reject { claim: of },
        Some("reopen") => Verdict::Reopen { claim: of },
        _ => return Err(Wrong::new(400, "a verdict is accept, reject or reopen", "")),
    };
    asking.decide(verdict)?;
    Ok(claim)
}

/// A path with what was done, in place of what was done before.
pub(crate) fn told(back: &str, done: &str) -> String {
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let kept = query.split('&').filter(|field| !field.is_empty() && !field.starts_with("done=") && !field.starts_with("undo="));
    format!("{path}?{}", kept.chain([done]).collect::<Vec<_>>().join("&"))
}

impl Asking<'_> {
    /// Records a decision in the name of the person who asks.
    pub(crate) fn decide(&self, verdict: Verdict) -> Result<(), Wrong> {
        let reason = self.ask.filled("reason").unwrap_or_default().chars().take(2000).collect();
        let decision = Decision { verdict, author: self.person.name.clone(), reason };
        let world = &self.site.world;
        // One form at a time: the register takes one writer, and the others wait here for a moment instead of failing.
        let _turn = locked(&self.site.shelf.writing);
        let mut register = (world.open)(Mode::Write)?;
        // What cannot be noted is not done.
        self.site.noted(&self.person, "decide", &serde_json::to_string(&decision.verdict).unwrap_or_default())?;
        register.decide(decision, (world.now)())?;
        Ok(())
    }
}
