//! **What do search engines read of this page?** Articles described in JSON-LD.
//!
//! In → Out: the scripts of type `application/ld+json` → the headline, names and dates of the first article there.
//!
//! Never: fails on what is no JSON, which many pages carry; mixes the fields of two articles.
//!
//! Source: schema.org `Article` and its kin; JSON-LD 1.1 `@graph`.

use super::dom::{Dom, collapse};
use super::head::{day as day_of, join_names};
use super::tokens::decode;
use model::PartialDate;
use serde_json::Value;

/// An article as described.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<PartialDate>,
    pub(super) updated: Option<PartialDate>,
}

/// Objects looked at on one page.
const MOST_OBJECTS: usize = 2000;

/// Reads the descriptions on a page.
pub(super) fn read(dom: &Dom<'_>) -> Described {
    let is_description = |n: &usize| {
        dom.name(*n) == "script"
            && dom.attribute(*n, "type").is_some_and(|t| t.trim().to_ascii_lowercase().starts_with("application/ld+json"))
    };
    let scripts = dom.elements(0).filter(is_description).filter_map(|n| dom.raw(n));
    let values: Vec<Value> = scripts.take(50).filter_map(parse).collect();
    let objects = objects(&values);
    let article = objects.iter().find(|o| {
        is_type(
            o,
            &[
                "Article",
                "NewsArticle",
                "ReportageNewsArticle",
                "BlogPosting",
                "Report",
                "GovernmentPublication",
                "PressRelease",
                "AnalysisNewsArticle",
                "OpinionNewsArticle",
                "BackgroundNewsArticle",
                "LiveBlogPosting",
                "ScholarlyArticle",
                "TechArticle",
                "SpecialAnnouncement",
            ],
        )
    });
    let page = || objects.iter().find(|o| is_type(o, &["WebPage", "ItemPage", "GovernmentService"]));
    let Some(article) = article.or_else(page) else { return Described::default() };
    let text = |name: &str| article.get(name).and_then(Value::as_str).map(|t| collapse(&decode(t))).filter(|t| !t.is_empty());
    let day = |name: &str| text(name).and_then(|t| day_of(&t));
    let is_article = !is_type(article, &["WebPage", "ItemPage"]);
    Described {
        headline: text("headline").or_else(|| is_article.then(|| text("name")).flatten()),
        publisher: article.get("publisher").and_then(|p| names(p, &objects).into_iter().next()),
        author: article.get("author").and_then(|a| join_names(names(a, &objects).into_iter())),
        published: day("datePublished"),
        updated: day("dateModified"),
    }
}

/// JSON as pages write it: sometimes inside a comment, sometimes with line breaks inside strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").and_then(|s| s.strip_suffix("-->")).unwrap_or(script);
    let script = script.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let clean: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&clean).ok()
    })
}

/// All objects, outer before inner, in the order of the page.
fn objects(values: &[Value]) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) if found.len() < MOST_OBJECTS => {
                found.push(value);
                open.extend(["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"].iter().rev().filter_map(|f| fields.get(*f)));
            }
            _ => {}
        }
    }
    found
}

/// Whether an object is of one of these types.
fn is_type(object: &Value, types: &[&str]) -> bool {
    let is_one = |name: &str| types.contains(&name.rsplit(['/', ':', '#']).next().unwrap_or(name));
    match object.get("@type") {
        Some(Value::String(name)) => is_one(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

/// Names of the persons or bodies that a field holds: a text, an object, a reference to one, or several of these.
fn names(value: &Value, objects: &[&Value]) -> Vec<String> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let name_of = |item: &Value| match item {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => match (fields.get("name"), fields.get("@id").and_then(Value::as_str)) {
            (Some(Value::String(name)), _) => Some(name.clone()),
            (Some(Value::Array(names)), _) => names.iter().find_map(Value::as_str).map(str::to_owned),
            (_, Some(id)) => objects
                .iter()
                .find(|o| o.get("@id").and_then(Value::as_str) == Some(id))
                .and_then(|o| o.get("name")?.as_str())
                .map(str::to_owned),
            _ => None,
        },
        _ => None,
    };
    items.iter().take(20).filter_map(name_of).map(|n| collapse(&decode(&n))).filter(|n| !n.is_empty()).collect()
}
