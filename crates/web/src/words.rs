//! What does the interface say, and in which language? One file a language, the same keys in each.
//!
//! What documents say stands in their own words; what the reports derive (reasons, lines) comes as codes with values, and
//! is put together here. In English its words are those of the reports.

use model::{Part, PartialDate, Point};
use reports::{English, Joint, Tongue};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The languages, by their tag, with what each is called in itself.
pub(crate) const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("ja", "日本語"), ("zh", "中文")];

/// The texts of one language.
pub(crate) struct Words {
    /// Its BCP 47 tag.
    pub(crate) tag: &'static str,
    texts: BTreeMap<&'static str, &'static str>,
}

fn all() -> &'static [Words; 3] {
    static ALL: OnceLock<[Words; 3]> = OnceLock::new();
    ALL.get_or_init(|| {
        [("en", include_str!("words/en.txt")), ("ja", include_str!("words/ja.txt")), ("zh", include_str!("words/zh.txt"))].map(
            |(tag, text)| {
                let mut texts = parse(text);
                if tag == "en" {
                    texts.extend(reports::english());
                }
                Words { tag, texts }
            },
        )
    })
}

/// The names of states in Japanese and Chinese, by code.
fn states() -> &'static BTreeMap<&'static str, [&'static str; 2]> {
    static STATES: OnceLock<BTreeMap<&'static str, [&'static str; 2]>> = OnceLock::new();
    STATES.get_or_init(|| {
        let rows = include_str!("words/states.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let mut fields = row.split('\t');
            Some((fields.next()?, [fields.next()?, fields.next()?]))
        })
        .collect()
    })
}

/// `key = text`, one a line; lines that begin with `#` are remarks.
fn parse(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, text)| (key.trim(), text.trim())).collect()
}

impl Words {
    /// The texts of a language; English for one that there is not.
    pub(crate) fn of(tag: &str) -> &'static Words {
        all().iter().find(|w| w.tag == tag).unwrap_or(&all()[0])
    }

    /// The language that a browser wants most among those that there are.
    pub(crate) fn wanted(accepted: &str) -> &'static str {
        let mut wanted: Vec<(f32, &str)> = accepted
            .split(',')
            .filter_map(|part| {
                let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                let language = tag.trim().split('-').next().unwrap_or_default();
                let known = LANGUAGES.iter().find(|(known, _)| *known == language)?;
                Some((quality.trim().parse().unwrap_or(0.0), known.0))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or("en", |(_, tag)| tag)
    }

    /// The text of a key; the key itself shows that there is none.
    pub(crate) fn t<'k>(&self, key: &'k str) -> &'k str {
        self.texts.get(key).copied().unwrap_or(key)
    }

    /// A text with what is filled in at `{}`, in order.
    pub(crate) fn fill(&self, key: &str, values: &[&str]) -> String {
        let mut parts = self.t(key).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        let mut values = values.iter();
        for part in parts {
            out.push_str(values.next().copied().unwrap_or_default());
            out.push_str(part);
        }
        out
    }

    /// A word that the reports or a vocabulary use, in this language; as it stands where it is none of those.
    pub(crate) fn said(&self, word: &str) -> String {
        // The reports write `Due passed` over a list and `due passed` beside an item, `in force` and `in-force`.
        let written = |word: &str| self.texts.get(format!("said.{word}").as_str()).map(|text| (*text).to_owned());
        let headed = |word: &str| {
            let heading = word.get(..1).and_then(|first| written(&(first.to_uppercase() + &word[1..])))?;
            Some(heading.chars().take(1).flat_map(char::to_lowercase).chain(heading.chars().skip(1)).collect::<String>())
        };
        let known = |word: &str| written(word).or_else(|| headed(word)).or_else(|| written(&word.replace(' ', "-")));
        let several = || {
            let parts: Option<Vec<String>> = word.split(", ").map(known).collect();
            parts.map(|parts| parts.join(if self.tag == "en" { ", " } else { "、" }))
        };
        known(word).or_else(several).unwrap_or_else(|| word.to_owned())
    }

    /// What a state is called in this language; `None` in English, in which the gazetteer names it.
    pub(crate) fn state(&self, code: &str) -> Option<&'static str> {
        let column = match self.tag {
            "ja" => 1,
            "zh" => 2,
            _ => return None,
        };
        states().get(code).map(|names| names[column - 1])
    }

    /// A kind of entity in the plural, or the heading of a section.
    pub(crate) fn heading(&self, heading: &str) -> String {
        match heading.split_once(": ") {
            Some((label, rest)) => format!("{}: {rest}", self.said(label)),
            None => self.said(heading),
        }
    }

    /// A date as it is read: `19 June 2024`, `summer 2023`, `8–9 October 2018`, `2024年6月19日`.
    pub(crate) fn date(&self, date: PartialDate) -> String {
        match date {
            PartialDate::At(point) => self.point(point),
            PartialDate::Between(Some(from), Some(to)) if from == to => self.point(from),
            PartialDate::Between(Some(from), Some(to)) => self.span(from, to),
            PartialDate::Between(Some(from), None) => self.fill("date.from", &[&self.point(from)]),
            PartialDate::Between(None, Some(to)) => self.fill("date.until", &[&self.point(to)]),
            PartialDate::Between(None, None) => String::new(),
        }
    }

    fn span(&self, from: Point, to: Point) -> String {
        let day = |p: Point| match p.part {
            Part::Day(m, d) | Part::Minute(m, d, ..) => Some((m, d)),
            Part::Year | Part::Season(_) | Part::Month(_) => None,
        };
        match (day(from), day(to)) {
            (Some(a), Some(b)) if from.year == to.year && a == b => self.point(from),
            (Some((m, d)), Some((same, end))) if from.year == to.year && m == same => {
                let (year, month) = (from.year.to_string(), self.month(m));
                let days = self.t("date.days").replace("{y}", &year).replace("{m}", month);
                days.replace("{d}", &d.to_string()).replace("{e}", &end.to_string())
            }
            _ => format!("{} – {}", self.point(from), self.point(to)),
        }
    }

    fn month(&self, month: u8) -> &str {
        self.t("date.months").split(' ').nth(usize::from(month).saturating_sub(1)).unwrap_or_default()
    }

    fn point(&self, point: Point) -> String {
        use model::Qualifier;
        let year = point.year.to_string();
        let filled = |key: &str, month: &str, day: &str| self.t(key).replace("{y}", &year).replace("{m}", month).replace("{d}", day);
        let plain = match point.part {
            Part::Year => filled("date.year", "", ""),
            Part::Season(s) => filled("date.season", self.t("date.seasons").split(' ').nth(usize::from(s) - 21).unwrap_or_default(), ""),
            Part::Month(m) => filled("date.month", self.month(m), ""),
            Part::Day(m, d) | Part::Minute(m, d, ..) => filled("date.day", self.month(m), &d.to_string()),
        };
        match point.qualifier {
            Qualifier::Stated => plain,
            Qualifier::Approximate => self.fill("date.about", &[&plain]),
            Qualifier::Uncertain | Qualifier::Both => self.fill("date.perhaps", &[&plain]),
        }
    }
}

/// What is derived, in the language of the page.
impl Tongue for Words {
    fn phrase(&self, code: &str) -> Option<&str> {
        self.texts.get(code).copied()
    }

    fn date(&self, date: PartialDate) -> String {
        Words::date(self, date)
    }

    fn days(&self, days: i64) -> String {
        let (years, months, days) = reports::lasting(days);
        let counted = [("year", years), ("month", months), ("day", days)].into_iter().filter(|(_, n)| *n > 0);
        let told = counted.map(|(unit, n)| {
            let several = if n == 1 { "" } else { "s" };
            self.fill(&format!("span.{unit}{several}"), &[&n.to_string()])
        });
        told.collect::<Vec<_>>().join(if self.tag == "en" { " " } else { "" })
    }

    fn ordinals(&self, ranges: &[(u32, u32)]) -> String {
        if self.tag == "en" {
            return English.ordinals(ranges);
        }
        let told = |(from, to): &(u32, u32)| match to - from {
            0 => self.fill("ordinal", &[&from.to_string()]),
            _ => self.fill("ordinals", &[&from.to_string(), &to.to_string()]),
        };
        ranges.iter().map(told).collect::<Vec<_>>().join(self.joint(Joint::Names))
    }

    fn party(&self, code: &str, called: &str) -> String {
        let whole = model::Party::new(code);
        match (self.state(whole.root()), whole.body_name()) {
            (Some(state), Some(body)) => format!("{body}（{state}）"),
            (Some(state), None) => state.to_owned(),
            (None, _) => called.to_owned(),
        }
    }

    fn word(&self, word: &str) -> String {
        self.said(word)
    }

    fn joint(&self, joint: Joint) -> &str {
        match (self.tag, joint) {
            ("ja" | "zh", Joint::Names) => "、",
            ("ja" | "zh", Joint::Clauses) => "；",
            ("ja", Joint::And) => "と",
            ("zh", Joint::And) => "和",
            (_, joint) => English.joint(joint),
        }
    }
}

#[cfg(test)]
mod tests;
