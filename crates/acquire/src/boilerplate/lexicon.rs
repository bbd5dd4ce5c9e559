//! The cues of `cues.tsv` and the few that are patterns rather than words.

use super::Cue;
use super::page::count;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How far into a line cues are looked for, in bytes; whatever is longer than this many words is no furniture.
const LOOK_AT: usize = 640;
const MOST_WORDS: usize = 80;

struct Lexicon {
    is: HashMap<&'static str, Cue>,
    /// By their first word.
    starts: HashMap<&'static str, Vec<(&'static str, Cue)>>,
    /// By their first byte: every word of a line is looked up here, and hashing each would take longer than
    /// comparing it with the few.
    has: Vec<Vec<(&'static str, Cue)>>,
    ends: Vec<(&'static str, Cue)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { is: HashMap::new(), starts: HashMap::new(), has: vec![Vec::new(); 256], ends: Vec::new() };
    for (kind, how, text, _) in rows() {
        match how {
            "is" => drop(lexicon.is.insert(bare(text), kind)),
            "starts" => lexicon.starts.entry(first_word(text)).or_default().push((text, kind)),
            "has" => lexicon.has[usize::from(text.as_bytes()[0])].push((text, kind)),
            _ => lexicon.ends.push((text, kind)),
        }
    }
    lexicon
});

/// Kind, how it is matched, the cue and its example (empty where the cue alone is one).
pub(super) fn rows() -> impl Iterator<Item = (Cue, &'static str, &'static str, &'static str)> {
    include_str!("cues.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((kind(cells.next()?)?, cells.next()?, cells.next()?, cells.next().unwrap_or_default()))
    })
}

fn kind(name: &str) -> Option<Cue> {
    Some(match name {
        "tool" => Cue::Tool,
        "navigation" => Cue::Navigation,
        "section" => Cue::Section,
        "cookie" => Cue::Cookie,
        "prompt" => Cue::Prompt,
        "advert" => Cue::Advert,
        "legal" => Cue::Legal,
        "keywords" => Cue::Keywords,
        "attachment" => Cue::Attachment,
        "survey" => Cue::Survey,
        "unsubscribe" => Cue::Unsubscribe,
        "disclaimer" => Cue::Disclaimer,
        "pagenumber" => Cue::PageNumber,
        "related" => Cue::Related,
        "rail" => Cue::Rail,
        "comments" => Cue::Comments,
        "credit" => Cue::Credit,
        "end" => Cue::End,
        _ => return None,
    })
}

/// Lower case, plain quotes, single spaces.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        if c.is_whitespace() {
            parted = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut parted) {
            out.push(' ');
        }
        match c {
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{ff1a}' => out.push(':'),
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn fold_ascii(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut parted = false;
    for b in text.bytes() {
        if is_space(b) {
            parted = !out.is_empty();
        } else {
            if std::mem::take(&mut parted) {
                out.push(b' ');
            }
            out.push(b.to_ascii_lowercase());
        }
    }
    String::from_utf8(out).expect("ASCII is UTF-8")
}

/// White space among the ASCII bytes, as Unicode has it.
pub(super) fn is_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

fn first_word(text: &str) -> &str {
    let end = text.char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric() && *c != '\'').map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// The cue that a line gives, if it gives one.
pub(crate) fn cue(line: &str) -> Option<Cue> {
    let line = line.trim();
    if let Some(rule) = rule(line) {
        return Some(rule);
    }
    let head = &line[..line.floor_char_boundary(LOOK_AT)];
    let words = count(head);
    if line.len() > LOOK_AT || words > MOST_WORDS || line.is_empty() {
        return None;
    }
    let folded = fold(head);
    let bare = bare(&folded);
    if line.starts_with('#') && !line.ends_with('#') && line[1..].starts_with(char::is_alphabetic) {
        return Some(Cue::Keywords);
    }
    if bare.starts_with("home ")
        && words >= 5
        && line.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count() <= 2
        && !line.ends_with(['.', '!', '?'])
    {
        return Some(Cue::Navigation);
    }
    if plays(line) {
        return Some(Cue::Tool);
    }
    if lists_file(&folded, words) {
        return Some(Cue::Attachment);
    }
    if switches_language(line, words) {
        return Some(Cue::Navigation);
    }
    if signs_off(line, words) {
        return Some(Cue::Credit);
    }
    // "Read more" alone is a button; with a colon it stands over links.
    let opens = folded.ends_with(':').then(|| phrase(&folded, line, words)).flatten();
    opens
        .or_else(|| exact(bare))
        .or_else(|| exact(without_count(bare)?))
        .or_else(|| counted(bare))
        .or_else(|| lists_pages(&folded, words))
        .or_else(|| follows(&folded, words))
        .or_else(|| names_edition(line, words))
        .or_else(|| addresses(line, words))
        .or_else(|| disclaims(&folded))
        .or_else(|| composite(line))
        .or_else(|| phrase(&folded, line, words))
        .or_else(|| contact(&folded, line, words))
}

/// A line without the marks that decorate it.
fn bare(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric() && !"+-()".contains(c))
}

fn exact(bare: &str) -> Option<Cue> {
    LEXICON.is.get(bare).copied()
}

/// "photo gallery (6)" without how many there are.
fn without_count(bare: &str) -> Option<&str> {
    let (name, count) = bare.strip_suffix(')')?.rsplit_once(" (")?;
    (!count.is_empty() && count.bytes().all(|b| b.is_ascii_digit())).then_some(name)
}

/// "Related documents: 17 and 18", "Other notes: …", "More on the topic: fisheries": pages that are listed behind a colon.
fn lists_pages(folded: &str, words: usize) -> Option<Cue> {
    const PAGES: &[&str] = &[
        "documents",
        "document",
        "notes",
        "releases",
        "articles",
        "article",
        "stories",
        "story",
        "statements",
        "publications",
        "posts",
        "post",
        "pages",
        "issues",
        "questions",
        "answers",
        "news",
        "speeches",
        "reports",
        "links",
        "items",
        "topic",
        "topics",
        "subject",
        "theme",
        "pictures",
        "photos",
        "videos",
    ];
    let (label, rest) = folded.split_once(':')?;
    let said: Vec<&str> = label.split(' ').take(6).collect();
    let first = ["related", "other", "more", "further", "earlier", "previous", "recent", "latest", "similar"].contains(said.first()?);
    let last = PAGES.contains(said.last()?);
    (first && last && (2..=5).contains(&said.len()) && !rest.is_empty() && words <= 40).then_some(Cue::Related)
}

/// "Follow the Ministry on social media", "Follow us on X and LinkedIn".
fn follows(folded: &str, words: usize) -> Option<Cue> {
    const PLACES: &[&str] = &[
        "on social media",
        "on facebook",
        "on twitter",
        "on x",
        "on instagram",
        "on linkedin",
        "on telegram",
        "on youtube",
        "on whatsapp",
        "on bluesky",
        "on mastodon",
        "on threads",
        "on our channels",
        "on wechat",
        "on weibo",
    ];
    let asks = ["follow ", "find ", "join ", "like ", "connect with "].iter().any(|verb| folded.starts_with(verb));
    let padded = |place: &&str| folded.split_once(*place).is_some_and(|(_, rest)| !rest.starts_with(char::is_alphanumeric));
    (asks && words <= 16 && PLACES.iter().any(padded)).then_some(Cue::Prompt)
}

/// "Weekend edition", "[English version]": which of several the page is, beside the outlet's name or the headline.
fn names_edition(line: &str, words: usize) -> Option<Cue> {
    if line.starts_with(['[', '(']) && line.ends_with(['[', ']', ')']) && words <= 3 && bare_words(line).ends_with("version") {
        return Some(Cue::Navigation);
    }
    let named = line.ends_with(" edition") || line.ends_with(" Edition") || line.ends_with(" EDITION");
    (named && (2..=3).contains(&words) && line.starts_with(char::is_uppercase)).then_some(Cue::Section)
}

/// The words of a line in brackets.
fn bare_words(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphabetic())
}

/// "32 Square of Peace, 000000 Ostgrad": a house in a street, with a postal code.
fn addresses(line: &str, words: usize) -> Option<Cue> {
    const STREETS: &[&str] = &["street", "avenue", "square", "road", "boulevard", "lane", "place", "drive", "st.", "ave.", "rd."];
    let code = line.split(|c: char| !c.is_ascii_digit()).any(|run| (4..=7).contains(&run.len()));
    // "12 square kilometres" is no address.
    let street = || line.split([' ', ',']).any(|w| w.starts_with(char::is_uppercase) && STREETS.contains(&fold(w).as_str()));
    let placed = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(',') || line.matches(',').count() >= 2;
    (words <= 14 && code && placed && street() && !line.ends_with(['.', ':', ';'])).then_some(Cue::Legal)
}

/// "The Institute takes no responsibility for their accuracy": who does not answer for what.
fn disclaims(folded: &str) -> Option<Cue> {
    let no = ["no responsibility", "no liability", "not responsible", "not be responsible", "not liable", "not be held"];
    let for_what = [
        "accuracy",
        "contents of",
        "content of",
        "completeness",
        "linked sites",
        "external sites",
        "external links",
        "external websites",
        "errors or omissions",
    ];
    (no.iter().any(|w| folded.contains(w)) && for_what.iter().any(|w| folded.contains(w))).then_some(Cue::Disclaimer)
}

/// `*****`, `---`, and the marks that close a release: `###`, `-30-`.
fn rule(line: &str) -> Option<Cue> {
    let mut marks = 0;
    for c in line.chars() {
        match c {
            '*' | '-' | '_' | '=' | '~' | '#' | '•' | '·' | '–' | '—' | '+' | '◆' | '■' | '⁂' => marks += 1,
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    match marks {
        0..=2 => None,
        _ if line.contains("###") || line.contains("# # #") => Some(Cue::End),
        _ => Some(Cue::Rule),
    }
}

/// "-- EXAMPLE WIRE", "==Example": a wire's name after the last word.
fn signs_off(line: &str, words: usize) -> bool {
    let name = line.trim_start_matches(['-', '–', '—', '=']);
    let dashes = line[..line.len() - name.len()].chars().count();
    let name = name.trim();
    let upper = name.chars().all(|c| c.is_uppercase() || c.is_whitespace() || ".&".contains(c));
    // The initials of who typed it: "A.S/H.K".
    if line.len() <= 12 && line.contains('/') && line.contains('.') && line.chars().all(|c| c.is_uppercase() || "./".contains(c)) {
        return true;
    }
    if line.len() <= 16
        && line.matches('/').count() >= 2
        && line.split('/').all(|w| (1..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase()))
    {
        return true;
    }
    let marked = line.starts_with("==") || upper && (dashes >= 2 || line.starts_with(['–', '—']));
    marked && words <= 4 && name.starts_with(char::is_uppercase) && !name.ends_with(['.', '!', '?'])
}

/// "0:00 / 2:43", "1x 1.2x": a player.
fn plays(line: &str) -> bool {
    let speeds = line.contains('x') && line.split_whitespace().all(|w| w.strip_suffix('x').is_some_and(|n| n.parse::<f32>().is_ok()));
    speeds
        || line.contains('/')
            && line.matches(':').count() == 2
            && line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ":/".contains(c))
}

/// "Letter to Parliament (PDF | 4 pages | 120 kB)".
fn lists_file(folded: &str, words: usize) -> bool {
    if words > 24 {
        return false;
    }
    let kind = ["(pdf", "[pdf", "pdf,", "pdf)", "(doc", "(xls", "pdf形式"].iter().any(|w| folded.contains(w));
    let size = || {
        ["kb)", "mb)", "kb]", "mb]", " kb", " mb", "kib", "mib", "pages"].iter().any(|w| folded.contains(w)) || folded.ends_with("(pdf)")
    };
    kind && size()
}

/// "RU EN UZ", "EN | FR".
fn switches_language(line: &str, words: usize) -> bool {
    const CODES: &[&str] = &[
        "EN", "FR", "DE", "ES", "PT", "IT", "RU", "UK", "UA", "KZ", "KK", "UZ", "KG", "KY", "TJ", "TG", "AZ", "GE", "AM", "TR", "AR", "FA",
        "ZH", "CN", "TW", "JA", "JP", "KO", "KR", "VI", "VN", "TH", "ID", "MS", "HI", "PL", "CZ", "SK", "HU", "RO", "BG", "EL", "NL", "SV",
        "FI", "NO", "DA", "ENG", "RUS", "FRA", "QAZ",
    ];
    let mut codes = line.split(|c: char| c.is_whitespace() || "|/·".contains(c)).filter(|w| !w.is_empty());
    (2..=20).contains(&words) && codes.all(|w| CODES.contains(&w))
}

/// "12 comments", "2 weeks ago", "1,284 views", "like 34", "- 3 -".
fn counted(bare: &str) -> Option<Cue> {
    let number = |s: &str| s.starts_with(|c: char| c.is_ascii_digit()) && s.chars().all(|c| c.is_ascii_digit() || ",.k".contains(c));
    let words: Vec<&str> = bare.split(' ').take(6).collect();
    let ago = |unit: &str| ["second", "minute", "min", "hour", "hr", "day", "week", "month", "year"].contains(&unit.trim_end_matches('s'));
    match words[..] {
        [n, "comment" | "comments" | "replies" | "responses" | "kommentare" | "commentaires" | "comentarios"] if number(n) => {
            Some(Cue::Comments)
        }
        [n, "thoughts" | "thought" | "responses" | "replies" | "comments", "on" | "to", ..] if number(n) => Some(Cue::Comments),
        [n, "view" | "views" | "like" | "likes" | "share" | "shares" | "reads" | "read" | "hits" | "followers" | "subscribers"]
            if number(n) =>
        {
            Some(Cue::Tool)
        }
        ["like" | "likes" | "shares" | "views" | "hits" | "view" | "read", n] if number(n) => Some(Cue::Tool),
        [n, unit, "ago"] if ago(unit) && (number(n) || n == "a" || n == "an" || n == "one") => Some(Cue::Rail),
        ["-", n, "-"] if number(n) => Some(Cue::PageNumber),
        ["page", n] if number(n) => Some(Cue::PageNumber),
        ["page", n, "of" | "/", m] if number(n) && number(m) => Some(Cue::PageNumber),
        ["p.", n] if number(n) => Some(Cue::PageNumber),
        _ => None,
    }
}

/// A line of several short pieces of which most are furniture: "Print | Close", "Home > News > Readouts".
fn composite(line: &str) -> Option<Cue> {
    if line.starts_with('|') && line.ends_with('|') {
        return None;
    }
    let crumbs = ['>', '»', '›', '→'].iter().any(|c| line.contains(*c));
    let bars = line.contains('|') || line.contains('·') || line.contains('•');
    if !may_part(line) {
        return None;
    }
    let parts = pieces(line);
    // "Prev  Minister inspects shelter": the neighbours in a list of releases.
    if parts.len() == 2
        && line.trim_start().starts_with(parts[0])
        && ["prev", "previous", "next", "older", "newer", "前へ", "次へ"].contains(&fold(parts[0]).as_str())
    {
        return Some(Cue::Related);
    }
    let known: Vec<Option<Cue>> =
        parts.iter().map(|p| exact(fold(p).trim_matches(|c: char| !c.is_alphanumeric() && !"+-".contains(c)))).collect();
    let neighbour = |part: &&str| ["previous ", "next "].iter().any(|w| fold(part).starts_with(w));
    let short = |part: &&str| part.split_whitespace().count() <= 6;
    if parts.len() >= 2 && parts.iter().any(neighbour) && parts.iter().all(short) && !line.ends_with('.') {
        return Some(Cue::Related);
    }
    let long = |(part, known): (&&str, &Option<Cue>)| known.is_none() && part.split_whitespace().count() > if crumbs { 7 } else { 3 };
    if parts.len() < 2 || parts.iter().zip(&known).any(long) {
        return None;
    }
    let count = known.iter().flatten().count();
    let digits = line.bytes().any(|b| b.is_ascii_digit());
    let first = known.iter().flatten().next().copied();
    if count * 2 >= parts.len() {
        return first.map(|c| if c == Cue::Section { Cue::Navigation } else { c });
    }
    let menu = crumbs && (count > 0 || parts.len() > 2)
        || bars && !digits && parts.len() > 2
        || !digits && parts.len() > 2 && count * 3 >= parts.len();
    menu.then_some(Cue::Navigation)
}

/// Whether a line may hold a mark at which [`pieces`] parts it. Nearly all running text does not.
fn may_part(line: &str) -> bool {
    let mut before = b'x';
    line.bytes().any(|b| {
        let space = is_space(b);
        // The first bytes of the other marks and of the other spaces in UTF-8.
        let mark = matches!(b, b'|' | b'>' | b'/' | b'\t' | 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF) || space && before == b' ';
        before = if space { b' ' } else { b };
        mark
    })
}

/// The parts of a line that bars, arrows, dots, slashes, tabs or wide gaps keep apart.
pub(crate) fn pieces(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut spaces) = (0, 0);
    for (i, c) in line.char_indices() {
        let apart = match c {
            '|' | '>' | '»' | '›' | '→' | '·' | '•' | '\t' | '｜' | '＞' => true,
            '/' => line[..i].ends_with(' ') && line[i + 1..].starts_with(' '),
            c if c.is_whitespace() => {
                spaces += 1;
                spaces > 1
            }
            _ => false,
        };
        if !c.is_whitespace() {
            spaces = 0;
        }
        if apart {
            parts.push(&line[start..i]);
            start = i + c.len_utf8();
        }
    }
    parts.push(&line[start..]);
    parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect()
}

/// The cues that are a part of the line.
fn phrase(folded: &str, line: &str, words: usize) -> Option<Cue> {
    let open = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && !"©(".contains(c));
    let starts =
        LEXICON.starts.get(first_word(open)).into_iter().flatten().filter(|(text, _)| open.starts_with(text)).filter(|(text, kind)| {
            let rest = &open[text.len()..];
            let whole = !text.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
            // "(c) explore …" is an item of a list.
            let item = *text == "(c) " && line.trim_start_matches(['(', 'c', 'C', ')', ' ']).starts_with(char::is_lowercase);
            whole && !item && starts_fits(*kind, text, rest, line, words)
        });
    let has = word_starts(folded).flat_map(|at| {
        let rest = &folded[at..];
        let cues = LEXICON.has[usize::from(rest.as_bytes()[0])].iter();
        cues.filter(move |(text, kind)| {
            rest.as_bytes().get(1) == text.as_bytes().get(1)
                && words <= longest(*kind)
                && rest.starts_with(text)
                && first_word(text) == first_word(rest)
        })
    });
    let ends = LEXICON.ends.iter().filter(|(text, _)| words <= 16 && folded.ends_with(text));
    starts.chain(has).chain(ends).map(|(_, kind)| *kind).next()
}

/// Where words begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(i, c)| {
        let word = c.is_alphanumeric() || c == '\'';
        let starts = word && !inside;
        inside = word;
        starts.then_some(i)
    })
}

/// Whether a line that starts with a cue is short enough to be one, or says the rest after a colon.
fn starts_fits(kind: Cue, text: &str, rest: &str, line: &str, words: usize) -> bool {
    let sentence = line.ends_with('.') && words > 9;
    match kind {
        Cue::Related | Cue::Rail | Cue::Comments if text.ends_with([':', '|']) => words <= 30,
        Cue::Related | Cue::Rail | Cue::Comments => {
            (words <= 8 || text.split(' ').count() > 3) && !sentence || rest.trim_start().starts_with(':')
        }
        Cue::PageNumber => false,
        Cue::Legal => line.starts_with(['©', '(']) || words <= 14 && !sentence || words <= 24 && line.bytes().any(|b| b.is_ascii_digit()),
        Cue::Credit | Cue::Keywords | Cue::Unsubscribe | Cue::Disclaimer => words <= 50,
        Cue::Survey => words <= 20,
        Cue::Navigation => words <= 30 && !sentence,
        Cue::Prompt => words <= 30 && !(sentence && words > 16),
        _ => words <= 12 && !sentence,
    }
}

fn longest(kind: Cue) -> usize {
    match kind {
        Cue::Cookie | Cue::Disclaimer | Cue::Unsubscribe | Cue::Legal => MOST_WORDS,
        Cue::Prompt => 30,
        _ => 20,
    }
}

/// A telephone number beside the word, or a copyright note behind an address.
fn contact(folded: &str, line: &str, words: usize) -> Option<Cue> {
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let phone = digits >= 7 && ["tel:", "tel.", "tel :", "phone:", "telephone:", "fax:", "電話", "电话"].iter().any(|w| folded.contains(w));
    let named = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "©(".contains(c));
    let rights =
        || ["Copyright", "©", "Ⓒ"].iter().any(|w| line.split_once(w).is_some_and(|(_, rest)| named(rest))) && !line.starts_with('“');
    let number = digits >= 7
        && line.starts_with(['+', '(', '0'])
        && line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()-./".contains(c));
    let site = line.starts_with("www.") || line.starts_with("http");
    let mailbox = words == 1 && (line.contains('@') && line.contains('.') || site);
    (words <= 40 && (phone || mailbox || rights()) || number && !line.contains('.')).then_some(Cue::Legal)
}
