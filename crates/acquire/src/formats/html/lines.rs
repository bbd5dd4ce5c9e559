//! **Is this line part of an article?** What a line says of itself by its words.
//!
//! In → Out: a line → whether it ends like a sentence, opens a section of clutter, or is clutter.
//!
//! Never: looks at markup. Which words mark clutter is [`crate::boilerplate`]'s to know.

use crate::boilerplate::{Cue, cue};

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

/// Whether a heading opens a section that is no article, should there be little prose below it.
pub(super) fn opens_clutter(text: &str) -> bool {
    text.len() < 120 && cue(text).is_some_and(Cue::opens_section)
}

/// Bytes from which on a line that ends as a sentence does is taken for one without a look at its words.
const LONG: usize = 160;

/// Whether a line is clutter by its words. The name of a section may be a heading of the article.
pub(super) fn is_clutter(text: &str) -> bool {
    if !text.contains(char::is_alphanumeric) || appeared_first(text) {
        return true;
    }
    let is_sentence = text.len() > LONG && ends_sentence(text);
    !is_sentence && cue(text).is_some_and(|cue| cue != Cue::Section)
}

/// The line that blogs put under their feeds' items.
fn appeared_first(text: &str) -> bool {
    if !text.starts_with("The ") {
        return false;
    }
    let text = text[..text.floor_char_boundary(400)].to_lowercase();
    (text.starts_with("the post ") || text.starts_with("the article "))
        && (text.contains(" appeared first on ") || text.contains(" first appeared on "))
}
