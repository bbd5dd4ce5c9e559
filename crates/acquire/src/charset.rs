//! **Which characters are these bytes?**
//!
//! In → Out: bytes and what was declared of them → text, and notices of what was doubtful.
//!
//! Never: fails. A byte that means nothing becomes U+FFFD and is counted.
//!
//! Source: the WHATWG Encoding Standard for labels and decoders; the HTML Standard's order of precedence:
//! byte order mark, transport, the document's own declaration, then a guess. It is left in one point: bytes that
//! are plainly UTF-8, or plainly not, are what they are, whatever was declared. A browser may trust a server;
//! crawlers and archives keep pages that were transcoded after their declaration was written.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::Notice;

/// How far into a document its own declaration is looked for, as browsers do.
const DECLARATION_WITHIN: usize = 1024;
/// How much of a document the guess looks at.
const GUESS_FROM: usize = 64 << 10;

/// Text that was bytes.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) notices: Vec<Notice>,
}

/// Decodes `bytes`; `declared` is the charset label that the transport gave.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let mut notices = Vec::new();
    let mut known = |label: &str| {
        // Browsers refuse the few charsets that stand for "replacement"; here the bytes may still tell.
        let found = Encoding::for_label(label.as_bytes()).filter(|found| *found != REPLACEMENT);
        if found.is_none() {
            let message = format!("the declared charset {label:?} is unknown; the charset was guessed from the bytes");
            notices.push(Notice::new("acquire/unknown-charset", message));
        }
        found
    };
    let declared = declared.and_then(&mut known).or_else(|| own_declaration(bytes).and_then(|label| known(&label)).map(ascii_compatible));
    let encoding = match (Encoding::for_bom(bytes), declared) {
        (Some((encoding, _)), _) => encoding,
        (None, Some(declared)) => {
            let belied = belied_by(bytes, declared);
            if let Some(other) = belied {
                let message = format!("the page is declared as {} and was read as {}, which its bytes are", declared.name(), other.name());
                notices.push(Notice::new("acquire/other-charset", message));
            }
            belied.unwrap_or(declared)
        }
        (None, None) => guess(bytes),
    };
    let (text, used, broken) = encoding.decode(bytes);
    let text = text.into_owned();
    if broken {
        let count = text.matches('\u{FFFD}').count();
        let message = format!("{count} places were no {} and are shown as \u{FFFD}", used.name());
        notices.push(Notice::new("acquire/broken-characters", message));
    }
    Decoded { text, notices }
}

/// Letters beyond ASCII by which it is plain whether bytes are UTF-8.
const PLAIN: usize = 4;

/// The charset that bytes are in, where it is plainly not the declared one.
fn belied_by(bytes: &[u8], declared: &'static Encoding) -> Option<&'static Encoding> {
    match std::str::from_utf8(bytes) {
        Ok(text) if declared != UTF_8 => {
            let letters = text.chars().filter(|c| !c.is_ascii()).take(PLAIN).count();
            // In a charset of one byte a letter, the two or three of a UTF-8 letter are words of no language; in one
            // of two bytes, a few may mean something else, but for the quotes and dashes of a text in English.
            let marks = || text.chars().all(|c| c.is_ascii() || ('\u{2010}'..='\u{2027}').contains(&c));
            let plain = letters >= PLAIN || letters > 0 && (declared.is_single_byte() || marks());
            plain.then_some(UTF_8)
        }
        Err(_) if declared == UTF_8 => {
            let text = String::from_utf8_lossy(bytes);
            let broken = text.matches('\u{FFFD}').count();
            let letters = text.chars().filter(|c| !c.is_ascii()).count();
            (broken >= 2 * PLAIN && broken * 2 > letters).then(|| guess(bytes)).filter(|found| *found != UTF_8)
        }
        _ => None,
    }
}

/// The charset parameter of a media type: `text/html; charset="gbk"` gives `gbk`.
pub(crate) fn of_media_type(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// A declaration that could be read as ASCII cannot truly say UTF-16; browsers take UTF-8 then.
fn ascii_compatible(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding }
}

/// The label in `<?xml encoding="…"?>`, `<meta charset=…>` or `<meta … content="…; charset=…">`.
fn own_declaration(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = declaration.split("?>").next().unwrap_or_default();
        if let Some(label) = declaration.split_once("encoding").and_then(|(_, rest)| label_after_equals(rest)) {
            return Some(label);
        }
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head[at..].split('>').next().unwrap_or_default();
        tag.split_once("charset").and_then(|(_, rest)| label_after_equals(rest))
    })
}

fn label_after_equals(rest: &str) -> Option<String> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.+".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// Which UTF-16 the bytes are in, by byte order mark or by the zeros of Latin text.
pub(crate) fn is_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding != UTF_8).then_some(encoding),
        None => zeros_alternate(bytes),
    }
}

/// UTF-8 where the bytes are UTF-8, UTF-16 where every other byte of Latin text is zero, else by letter statistics.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(utf_16) = zeros_alternate(bytes) {
        return utf_16;
    }
    // ISO-2022-JP is ASCII but for its escapes, and so is UTF-8 as well.
    let escapes = bytes.windows(3).take(GUESS_FROM).any(|w| matches!(w, [0x1B, b'$', b'@' | b'B']));
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    let all = bytes.len() <= GUESS_FROM;
    detector.feed(&bytes[..bytes.len().min(GUESS_FROM)], all);
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    // Plain English with a stray byte gives the detector nothing to go by.
    if found == UTF_8 && String::from_utf8_lossy(bytes).matches('\u{FFFD}').count() * 50 > bytes.len() { WINDOWS_1252 } else { found }
}

/// UTF-16 without a byte order mark: among the first bytes nearly all even or all odd ones are zero.
fn zeros_alternate(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    if head.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count() * 10;
    let most = head.len() / 2 * 7;
    match (zeros(0), zeros(1)) {
        (even, 0) if even > most => Some(UTF_16BE),
        (0, odd) if odd > most => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
