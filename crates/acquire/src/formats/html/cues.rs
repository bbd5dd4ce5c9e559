//! **What does the page itself say this part is?** Elements, roles and the words of class names and ids.
//!
//! In → Out: an element → whether its makers say it is navigation, advertising, readers' comments, or unseen.
//!
//! Never: decides; a class name is a hint that [`super::article`] weighs against the text.
//!
//! Source: HTML and WAI-ARIA landmark roles; class names as common themes and house styles write them.

use super::dom::Dom;

/// What an element's name, role, class and id say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Nothing.
    Silent,
    /// Meant for readers' comments.
    Comments,
    /// Navigation, advertising, tools and the like.
    Out,
    /// A line about the article: date, byline, tags.
    Stamp,
    /// Meant for screen readers or nobody.
    Unseen,
}

/// Words of class names and ids that mark what is no article. Sorted, like the lists below.
const OUT: &[&str] = &[
    "ad",
    "adblock",
    "adbox",
    "addthis",
    "addtoany",
    "ads",
    "adsbygoogle",
    "adslot",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "alert",
    "also",
    "alsoread",
    "announcement",
    "ban",
    "banner",
    "banners",
    "bottomnav",
    "bread",
    "breadcrumb",
    "breadcrumbs",
    "btns",
    "buttons",
    "carousel",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "crumb",
    "crumbs",
    "disclaimer",
    "donate",
    "donation",
    "dropdown",
    "feedback",
    "feeds",
    "flyout",
    "foot",
    "footer",
    "footnav",
    "gdpr",
    "globalnav",
    "gnav",
    "gnb",
    "hdr",
    "jobs",
    "langswitch",
    "lnav",
    "lnb",
    "login",
    "logo",
    "mailto",
    "masthead",
    "mega",
    "megamenu",
    "menu",
    "menubar",
    "menus",
    "modal",
    "moreon",
    "mostpopular",
    "mostread",
    "mostviewed",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "newsletters",
    "nextprev",
    "offcanvas",
    "onetrust",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paging",
    "paywall",
    "popular",
    "popup",
    "prevnext",
    "print",
    "promo",
    "promos",
    "promotion",
    "quicklinks",
    "rank",
    "ranking",
    "rate",
    "rating",
    "readmore",
    "recirc",
    "recommend",
    "recommendations",
    "recommended",
    "regwall",
    "rel",
    "related",
    "relatedposts",
    "revenue",
    "rss",
    "satis",
    "satisfaction",
    "search",
    "searchbox",
    "seealso",
    "share",
    "sharebar",
    "sharedaddy",
    "sharethis",
    "sharing",
    "side",
    "sidebar",
    "sidenav",
    "signup",
    "sitemap",
    "skip",
    "skiplink",
    "snb",
    "sns",
    "soc",
    "social",
    "socials",
    "socialshare",
    "sponsor",
    "sponsored",
    "subnav",
    "subscribe",
    "subscription",
    "survey",
    "taboola",
    "teasers",
    "ticker",
    "toc",
    "tool",
    "toolbar",
    "toolbox",
    "tools",
    "topbar",
    "topnav",
    "trending",
    "tweet",
    "util",
    "utility",
    "vacancies",
    "visuallyhidden",
    "webform",
    "widget",
    "widgets",
];

/// Two words that together mark what is no article.
const OUT_PAIRS: &[(&str, &str)] = &[
    ("most", "viewed"),
    ("most", "read"),
    ("most", "popular"),
    ("see", "also"),
    ("read", "more"),
    ("read", "next"),
    ("read", "also"),
    ("more", "from"),
    ("more", "news"),
    ("more", "stories"),
    ("page", "tools"),
    ("page", "useful"),
    ("site", "header"),
    ("page", "footer"),
    ("site", "info"),
    ("col", "nav"),
    ("left", "nav"),
    ("in", "brief"),
    ("latest", "news"),
    ("top", "stories"),
    ("author", "bio"),
    ("about", "author"),
    ("call", "action"),
    ("app", "download"),
    ("post", "navigation"),
    ("entry", "tags"),
    ("post", "tags"),
];

/// Words that mark readers' comments.
const COMMENTS: &[&str] = &[
    "cmt",
    "cmts",
    "comentarios",
    "comment",
    "commentaires",
    "commentarea",
    "commenti",
    "commentlist",
    "comments",
    "conversation",
    "discussion",
    "disqus",
    "fbcomments",
    "kommentare",
    "livefyre",
    "reactions",
    "replies",
    "respond",
    "responses",
    "userreviews",
];

/// Words that mark a line about the article.
const STAMP: &[&str] = &[
    "author",
    "authors",
    "by",
    "byline",
    "bylines",
    "categories",
    "category",
    "credit",
    "date",
    "dateline",
    "datetime",
    "hashtag",
    "hashtags",
    "info",
    "journalist",
    "keywords",
    "kicker",
    "meta",
    "metadata",
    "mgr",
    "more",
    "posted",
    "pubdate",
    "publish",
    "published",
    "readingtime",
    "release",
    "reporter",
    "section",
    "source",
    "stamp",
    "submitted",
    "tag",
    "tagged",
    "taglist",
    "tags",
    "time",
    "timestamp",
    "topic",
    "topics",
    "updated",
    "views",
    "writer",
];

/// The lists that are searched by halves.
#[cfg(test)]
pub(super) const LISTS: [&[&str]; 3] = [OUT, COMMENTS, STAMP];

/// What `node` says of itself.
pub(super) fn of(dom: &Dom<'_>, node: usize) -> Cue {
    match dom.name(node) {
        "nav" | "aside" | "dialog" | "search" | "menu" => return Cue::Out,
        "footer" => return Cue::Out,
        _ => {}
    }
    if let Some(role) = dom.attribute(node, "role") {
        match &*role.to_ascii_lowercase() {
            "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog" | "menu" | "menubar"
            | "toolbar" | "tablist" | "alert" => return Cue::Out,
            _ => {}
        }
    }
    let class = dom.attribute(node, "class").unwrap_or_default();
    let id = dom.attribute(node, "id").unwrap_or_default();
    if class.is_empty() && id.is_empty() {
        return Cue::Silent;
    }
    if class.split_ascii_whitespace().any(is_unseen) {
        return Cue::Unseen;
    }
    // An id of several words is a heading's, for links to point to.
    let id = words(&id);
    judge(&words(&class)).max_with(if id.len() > 3 { Cue::Silent } else { judge(&id) })
}

/// Whether the words of a class name mark the name of the site.
pub(super) fn is_site_title(words: &[String]) -> bool {
    words.windows(2).any(|pair| matches!(pair[0].as_str(), "site" | "blog") && matches!(pair[1].as_str(), "title" | "name"))
}

/// Class names by which themes hide text from sight.
fn is_unseen(class: &str) -> bool {
    matches!(
        &*class.to_ascii_lowercase(),
        "visually-hidden"
            | "visuallyhidden"
            | "sr-only"
            | "screen-reader-text"
            | "screen-reader-only"
            | "screenreader"
            | "element-invisible"
            | "u-visually-hidden"
            | "a11y-hidden"
            | "hidden-print"
            | "noprint"
            | "no-print"
            | "d-none"
            | "assistive-text"
            | "offscreen"
            | "blind"
    )
}

impl Cue {
    fn max_with(self, other: Cue) -> Cue {
        let weight = |cue| match cue {
            Cue::Silent => 0,
            Cue::Stamp => 1,
            Cue::Out => 2,
            Cue::Comments => 3,
            Cue::Unseen => 4,
        };
        if weight(other) > weight(self) { other } else { self }
    }
}

/// Words of a class attribute or id: parted at everything but letters and digits and where the case rises.
/// Long attributes are read in part, since no maker writes hundreds of words.
pub(super) fn words(attribute: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in attribute.chars().take(400) {
        if !c.is_alphanumeric() || (before.is_lowercase() && c.is_uppercase()) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a last word").extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|w| !w.is_empty());
    words
}

fn judge(words: &[String]) -> Cue {
    // What a part has, hides or makes room for is not what it is.
    if words.iter().any(|w| matches!(w.as_str(), "has" | "no" | "with" | "without" | "hide" | "disable" | "enabled" | "wrapper" | "layout"))
        && words.len() < 4
    {
        return Cue::Silent;
    }
    let has = |list: &[&str]| words.iter().any(|w| list.binary_search(&w.as_str()).is_ok());
    let pair = |(a, b): &(&str, &str)| words.windows(2).any(|w| w[0] == *a && w[1] == *b);
    if has(COMMENTS) {
        Cue::Comments
    } else if has(OUT) || OUT_PAIRS.iter().any(pair) {
        Cue::Out
    } else if has(STAMP) {
        Cue::Stamp
    } else {
        Cue::Silent
    }
}
