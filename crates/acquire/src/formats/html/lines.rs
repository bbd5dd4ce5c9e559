//! **Is this line part of an article?** What a line says of itself by its words.
//!
//! In → Out: a line → whether it ends like a sentence, opens a section of clutter, or is clutter.
//!
//! Never: looks at markup; judges a line longer than a few words by one of them.

/// `text` in lower case with every run of anything but letters and digits one space: for comparing headlines.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') && !matches!(c, '\'' | '’') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether the line ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', '）', '」', '』', ']', '»', ' ']);
    end.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '；', '।', '။', '។', '…', '؟', '۔'])
}

/// Beginnings of headings over what is no article.
const CLUTTER_HEADS: &[&str] = &[
    "related",
    "see also",
    "read more",
    "read also",
    "also read",
    "read next",
    "more on this",
    "more from",
    "more news",
    "more stories",
    "more in",
    "most read",
    "most viewed",
    "most popular",
    "popular",
    "trending",
    "latest news",
    "latest stories",
    "latest articles",
    "recommended",
    "you may also",
    "you might also",
    "share",
    "tags",
    "topics",
    "comments",
    "newsletter",
    "sign up",
    "subscribe",
    "advertisement",
    "in this section",
    "follow us",
    "about the author",
    "about author",
    "recent posts",
    "recent news",
    "further reading",
    "editors picks",
    "don t miss",
    "dont miss",
    "what to read next",
    "sponsored",
    "next article",
    "previous article",
    "upcoming events",
    "vacanc",
    "ranking",
    "join the conversation",
    "leave a comment",
    "leave a reply",
    "post navigation",
    "quick links",
    "useful links",
    "links",
    "other news",
    "filed under",
    "photo gallery",
    "external links",
    "promoted",
    "keep reading",
    "continue reading",
    "top stories",
    "download",
    "archives",
    "categories",
    "this section",
    "on this page",
    "contents",
    "table of contents",
    "documents",
    "attachments",
    "más noticias",
    "noticias relacionadas",
    "lire aussi",
    "articles liés",
    "à lire aussi",
    "mehr zum thema",
    "verwandte",
    "leia também",
    "relacionad",
    "leggi anche",
    "関連",
    "相关",
    "相關",
    "관련",
    "читайте также",
];

/// Whether a heading opens a section that is no article, should there be little prose below it.
pub(super) fn opens_clutter(text: &str) -> bool {
    let folded = fold(text);
    folded.len() < 60 && CLUTTER_HEADS.iter().any(|head| folded.starts_with(head) && folded[head.len()..].split(' ').count() <= 5)
}

/// Whole lines, or beginnings of short lines, that are clutter wherever they stand.
const CLUTTER: &[&str] = &[
    "advertisement",
    "ad",
    "share this",
    "share on",
    "share",
    "tweet",
    "print this",
    "print",
    "email this",
    "back to top",
    "top of page",
    "page top",
    "read more",
    "read also",
    "also read",
    "see also",
    "related article",
    "related story",
    "skip to",
    "subscribe",
    "sign up",
    "follow us",
    "click here",
    "continue reading",
    "go to",
    "was this page",
    "was this article",
    "all rights reserved",
    "copyright",
    "cookies",
    "log in",
    "recommended",
    "loading",
    "visitor counter",
    "read this release in",
    "story continues below",
    "article continues",
    "listen to this",
    "save",
    "font size",
    "home",
    "menu",
    "search",
    "tags",
    "site map",
    "sitemap",
    "min read",
    "hide caption",
    "toggle caption",
    "enlarge this image",
    "view gallery",
    "watch",
    "scroll down",
    "read full",
    "share this page",
    "view all",
    "load more",
    "show more",
];

/// Whether a line is clutter by its words.
pub(super) fn is_clutter(text: &str) -> bool {
    let folded = fold(text);
    if folded.is_empty() {
        return true;
    }
    if folded.len() > 70 {
        return folded.len() < 200 && appeared_first(&folded);
    }
    if appeared_first(&folded) {
        return true;
    }
    let is_one = |cue: &str| folded == cue;
    let begins = |cue: &str| cue.contains(' ') && folded.starts_with(cue) && !ends_sentence(text);
    CLUTTER.iter().any(|cue| is_one(cue) || begins(cue))
}

/// The line that blogs put under their feeds' items.
fn appeared_first(folded: &str) -> bool {
    (folded.starts_with("the post ") || folded.starts_with("the article "))
        && (folded.contains(" appeared first on ") || folded.contains(" first appeared on "))
}
