//! **Why did a rule fire, or where did it stop?** For people who write rules.

use crate::frame::Frame;
use crate::reading::Reading;
use crate::rules::{argument, matches, parse_role};
use std::fmt::Write as _;
use std::ops::Range;

/// Draws every frame of a reading: its verb with mood and voice, and its arguments with whom they stand for.
pub(crate) fn frames(reading: &Reading<'_, '_>) -> String {
    let words = reading.words;
    let mut out = String::new();
    for (number, sentence) in words.ann.sentences.iter().enumerate() {
        let _ = writeln!(out, "{number}: {}", words.text(&sentence.tokens));
        for f in reading.frames.of_sentence[number].clone() {
            let frame = &reading.frames.all[f];
            let _ = writeln!(out, "  {}", one(reading, f, frame));
        }
    }
    out
}

fn one(reading: &Reading<'_, '_>, f: usize, frame: &Frame) -> String {
    let words = reading.words;
    let text = |r: &Option<Range<usize>>| r.as_ref().map(|r| words.text(r)).unwrap_or_default();
    let who = |r: &Option<Range<usize>>| r.as_ref().map(|r| reading.who.who(r).speakers()).unwrap_or_default();
    let names: Vec<String> = who(&frame.agent).iter().map(ToString::to_string).collect();
    let parent = frame.parent.map(|(p, l)| format!(" <- {} {l:?}", reading.frames.all[p].lemma)).unwrap_or_default();
    let preps: Vec<String> = frame.preps.iter().map(|(p, r)| format!("{} [{}]", words.low(*p), words.text(r))).collect();
    format!(
        "{} {:?} {:?}{}{}{parent} | agent [{}] = {} | object [{}] | {} | right [{}]",
        frame.lemma,
        frame.form,
        reading.moods[f],
        if frame.passive { " passive" } else { "" },
        if frame.negated { " negated" } else { "" },
        text(&frame.agent),
        names.join("; "),
        text(&frame.object),
        preps.join(" "),
        words.text(&frame.right),
    )
}

/// Says for each verb and each pattern of a rule whether it matched, what it read, or what kept it from matching.
pub(crate) fn rule(reading: &Reading<'_, '_>, name: &str) -> Option<String> {
    let rule = reading.rules.rules.iter().find(|r| r.name == name)?;
    let mut out = format!("{name}: {}\n", rule.reason);
    let before = out.len();
    for (f, frame) in reading.frames.all.iter().enumerate() {
        for (w, when) in rule.when.iter().enumerate() {
            let trigger = when.verbs.iter().find_map(|v| {
                let (lemma, particle) = v.split_once(' ').map_or((v.as_str(), None), |(l, p)| (l, Some(p)));
                (lemma == frame.lemma.as_ref() || lemma == "*").then_some(particle)
            });
            let Some(particle) = trigger else { continue };
            match matches(reading.words, frame, reading.moods[f], when, particle) {
                Err(why) => {
                    let _ = writeln!(out, "  pattern {w}, {:?}: {why} (mood {:?})", frame.lemma, reading.moods[f]);
                }
                Ok(behind) => {
                    let _ = writeln!(out, "  pattern {w}, {:?}: fires", frame.lemma);
                    for (slot, roles) in &when.fill {
                        let found = roles.iter().filter_map(|r| parse_role(r)).find_map(|r| argument(reading.words, frame, behind, &r));
                        let _ = writeln!(out, "    {slot} = {}", found.map_or_else(|| "nothing".to_owned(), |r| reading.words.text(&r)));
                    }
                }
            }
        }
    }
    nouns(reading, rule, &mut out);
    if out.len() == before {
        let verbs: Vec<&str> = reading.frames.all.iter().map(|f| f.lemma.as_ref()).collect();
        let said = if verbs.is_empty() { "has no verb".to_owned() } else { format!("has the verbs {}", verbs.join(", ")) };
        let _ = writeln!(out, "  none of its words is there: the sentence {said}");
    }
    Some(out)
}

/// The nouns of a rule that the sentence holds; what they mean is decided by the code of their kind.
fn nouns(reading: &Reading<'_, '_>, rule: &crate::rules::Rule, out: &mut String) {
    for (w, when) in rule.when.iter().enumerate() {
        for i in 0..reading.words.words.len() {
            let low = reading.words.low(i);
            if when.nouns.iter().any(|n| n == low) {
                let _ = writeln!(out, "  pattern {w}, noun {low:?}: is there");
            }
        }
    }
}
