//! Mail, as press offices send it, and pages that a browser saved as MHTML.
//!
//! In → Out: a message → its own words as a document, and each attachment that can be read as another.
//!
//! Never: reads what is quoted from an earlier mail, or a signature, as the article; opens a message inside a
//! message deeper than containers go.
//!
//! Source: RFC 5322 and MIME (RFC 2045 to 2049) through mail-parser; RFC 3676 4.3 for the signature's mark.

use super::{Reading, detect, html, text};
use crate::draft::Draft;
use crate::{ErrorKind, Origin, charset};
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use model::PartialDate;

/// Attachments beyond these are not looked at.
const MAX_ATTACHMENTS: usize = 200;

/// Reads a message and what is attached to it.
pub(super) fn read(bytes: &[u8], origin: &Origin, reading: &mut Reading<'_>) -> Result<(), ErrorKind> {
    // A mailbox puts a line of its own before the header.
    let message_bytes = match bytes.strip_prefix(b"From ") {
        Some(_) => bytes.iter().position(|b| *b == b'\n').map_or(bytes, |at| &bytes[at + 1..]),
        None => bytes,
    };
    let message = MessageParser::default().parse(message_bytes);
    let message = message.ok_or_else(|| ErrorKind::Damaged { detail: "the mail has no header".to_owned() })?;
    let own = reading.deliver(draft_of(&message, origin), bytes, "message/rfc822", origin);
    let attachments = read_attachments(&message, origin, reading);
    match own {
        Err(ErrorKind::NoText) if attachments > 0 => Ok(()),
        result => result,
    }
}

/// Opens what is attached and can be read; gives how many there were.
fn read_attachments(message: &Message<'_>, origin: &Origin, reading: &mut Reading<'_>) -> usize {
    let mut opened = 0;
    for (number, part) in message.attachments().enumerate().take(MAX_ATTACHMENTS) {
        let name = part.attachment_name().map_or_else(|| format!("{}", number + 1), str::to_owned);
        let media_type = part.content_type().map(|t| match t.subtype() {
            Some(sub) => format!("{}/{sub}", t.ctype()),
            None => t.ctype().to_owned(),
        });
        let attached = Origin { source: format!("{}#{name}", origin.source), media_type, address: None };
        let bytes: &[u8] = match &part.body {
            PartType::Message(inner) => inner.raw_message(),
            PartType::Multipart(_) => continue,
            PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        };
        let is_inline = matches!(part.body, PartType::InlineBinary(_));
        // Pictures, calendars and cards ride along with most mail; only what some reader takes is a document.
        let readable = detect::format_of(bytes, &attached).is_ok_and(|format| format.media_type != "text/plain" || is_prose(part));
        if readable && !is_inline {
            opened += 1;
            reading.open(bytes, &attached);
        }
    }
    opened
}

/// Whether a part that is text by its bytes is declared as text for people.
fn is_prose(part: &MessagePart<'_>) -> bool {
    part.is_content_type("text", "plain") && part.attachment_name().is_none_or(|name| name.to_ascii_lowercase().ends_with(".txt"))
}

fn draft_of(message: &Message<'_>, origin: &Origin) -> Draft {
    let subject = subject_of(message);
    let title = without_marks(&subject);
    let mut draft = body_of(message, is_forwarded(&subject), origin).headed(title);
    draft.title = Some(title.to_owned()).filter(|t| !t.is_empty()).or(draft.title);
    draft.published = sent(message).or(draft.published);
    if let Some(sender) = message.from().and_then(|from| from.first()).and_then(|a| a.name()).map(str::trim).filter(|n| !n.is_empty()) {
        let slot = if is_body(sender) { &mut draft.publisher } else { &mut draft.author };
        slot.get_or_insert_with(|| sender.to_owned());
    }
    draft
}

/// What the sender wrote, from the marked-up twin where there is one.
fn body_of(message: &Message<'_>, forwarded: bool, origin: &Origin) -> Draft {
    let pages: Vec<&str> =
        message.html_bodies().filter_map(|part| if let PartType::Html(html) = &part.body { Some(&**html) } else { None }).collect();
    if !pages.is_empty() {
        return page_of(message, &pages.join("\n"), forwarded, origin);
    }
    let parts = message.text_bodies().filter_map(|part| if let PartType::Text(text) = &part.body { Some(&**text) } else { None });
    let body = parts.collect::<Vec<_>>().join("\n\n");
    // Old programs declare a page as plain text.
    if detect::is_html(body.as_bytes()) {
        return page_of(message, &body, forwarded, origin);
    }
    text::read(&own_lines(&body, forwarded), origin)
}

fn page_of(message: &Message<'_>, page: &str, forwarded: bool, origin: &Origin) -> Draft {
    // A page that a browser saved has a sender of the browser's making.
    let sender = message.from().and_then(|from| from.first()).and_then(|a| a.address());
    let is_saved_page = message.is_content_type("multipart", "related") && sender.is_none_or(|address| address.contains("localhost"));
    if is_saved_page { html::read(page, origin) } else { html::read_fragment(own_markup(page, forwarded), origin) }
}

/// The subject; where it was sent in bytes that nobody declared, as its letters suggest.
fn subject_of(message: &Message<'_>) -> String {
    let subject = message.subject().map(str::trim).unwrap_or_default();
    let header = message.headers().iter().find(|header| header.name == HeaderName::Subject);
    let raw = header.and_then(|h| message.raw_message().get(h.offset_start as usize..h.offset_end as usize));
    match raw {
        Some(raw) if subject.contains('\u{FFFD}') && detect::find(raw, b"=?").is_none() => {
            charset::decode(raw, None).text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => subject.to_owned(),
    }
}

/// The day on which it was sent, in the sender's zone.
fn sent(message: &Message<'_>) -> Option<PartialDate> {
    let date = message.date()?;
    PartialDate::day(date.year, date.month, date.day)
}

/// Whether a sender's name is that of a body rather than a person's.
fn is_body(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "ministry",
        "press",
        "office",
        "news",
        "media",
        "department",
        "embassy",
        "government",
        "agency",
        "secretariat",
        "commission",
        "council",
        "bureau",
        "service",
        "newsletter",
        "division",
        "delegation",
        "mission",
        "bank",
        "institute",
        "association",
        "centre",
        "center",
        "communications",
        "times",
        "post",
        "daily",
        "affairs",
        "presse",
        "prensa",
        "assembly",
        "parliament",
        "union",
    ];
    let is_acronym = |word: &str| word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase());
    name.split(|c: char| !c.is_alphanumeric()).any(|word| is_acronym(word) || WORDS.contains(&word.to_lowercase().as_str()))
}

const FORWARD_MARKS: &[&str] = &["fwd:", "fw:", "wg:", "tr:", "rv:", "i:"];
const REPLY_MARKS: &[&str] = &["re:", "aw:", "sv:", "antw:", "res:"];

fn is_forwarded(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    FORWARD_MARKS.iter().any(|mark| lower.starts_with(mark))
}

/// The subject without `Re:` and `Fwd:`.
fn without_marks(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some(mark) =
        FORWARD_MARKS.iter().chain(REPLY_MARKS).find(|mark| rest.get(..mark.len()).is_some_and(|s| s.eq_ignore_ascii_case(mark)))
    {
        rest = rest[mark.len()..].trim_start();
    }
    rest
}

/// The sender's own lines: no quotation, nothing below a reply's opening or a signature's mark.
/// What was forwarded is what the sender wants read, without the header that came with it.
fn own_lines(text: &str, forwarded: bool) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut in_header = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if line == "-- " || line == "--" {
            break;
        }
        if opens_quotation(trimmed) {
            if !forwarded {
                break;
            }
            lines.clear();
            in_header = true;
            continue;
        }
        if in_header {
            in_header = trimmed.is_empty() && lines.is_empty() || is_forwarded_header(trimmed);
            if in_header || trimmed.is_empty() {
                continue;
            }
        }
        match trimmed.strip_prefix('>') {
            Some(quoted) if forwarded => lines.push(quoted.trim_start_matches(['>', ' '])),
            Some(_) => {}
            None => lines.push(line),
        }
    }
    // `On Monday, N wrote:` stands over the quotation that was left out.
    while let Some(last) = lines.last().map(|line| line.trim()).filter(|last| last.is_empty() || !forwarded && is_attribution(last)) {
        let _ = last;
        lines.pop();
    }
    lines.join("\n")
}

fn opens_quotation(line: &str) -> bool {
    let words = line.trim_matches(['-', '_', ' ', '=']);
    let ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==");
    ruled
        && [
            "Original Message",
            "Forwarded message",
            "Forwarded Message",
            "Ursprüngliche Nachricht",
            "Message d'origine",
            "Mensaje original",
        ]
        .contains(&words)
        || line == "Begin forwarded message:"
}

fn is_forwarded_header(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default().trim_matches(['*', ' ', '>']);
    line.contains(':')
        && ["From", "Date", "Sent", "Subject", "To", "Cc", "Reply-To", "Von", "An", "Betreff", "Gesendet", "De", "Objet"].contains(&name)
}

fn is_attribution(line: &str) -> bool {
    line.len() < 200 && ["wrote:", "schrieb:", "a écrit :", "escribió:"].iter().any(|end| line.ends_with(end))
}

/// The sender's own markup: what precedes the first quotation that a mail program marked.
fn own_markup(page: &str, forwarded: bool) -> &str {
    const MARKS: &[&str] = &[
        "gmail_quote",
        "type=\"cite\"",
        "divRplyFwdMsg",
        "moz-cite-prefix",
        "yahoo_quoted",
        "OLK_SRC_BODY_SECTION",
        "id=\"appendonsend\"",
    ];
    if forwarded {
        return page;
    }
    let first = MARKS.iter().filter_map(|mark| page.find(mark)).min();
    match first.and_then(|at| page[..at].rfind('<')) {
        // A mail that is nothing but a quotation is read whole.
        Some(at) if has_words(&page[..at]) => &page[..at],
        _ => page,
    }
}

/// Whether markup shows anything to read.
fn has_words(html: &str) -> bool {
    html.split('<').filter_map(|part| part.split_once('>')).any(|(_, text)| text.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests;
