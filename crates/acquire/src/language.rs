//! **Which language is this text in?**
//!
//! In → Out: text and what its page declares → a BCP 47 tag, where it can be said.
//!
//! Never: tells traditional from simplified Chinese, or a country's variety unless it is declared.
//!
//! Source: whatlang's trigram profiles; BCP 47 (RFC 5646); the Unicode block of Lao, which whatlang lacks.

/// Letters under which a declaration weighs more than the guess.
const SHORT: usize = 60;
/// How much text the guess looks at, where less leaves it unsure.
const LOOK_AT: usize = 8 << 10;
/// How much it looks at first: a page of prose, on which it is nearly always sure.
const LOOK_FIRST: usize = 2 << 10;

/// The tag of `text`'s language; `declared` is what the page says (`en-GB`, `ja_JP`).
pub(crate) fn of(text: &str, declared: Option<&str>) -> Option<String> {
    let declared = declared.and_then(normalise);
    let text = &text[..text.floor_char_boundary(LOOK_AT)];
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(SHORT).count();
    let first = &text[..text.floor_char_boundary(LOOK_FIRST)];
    let at_once = if first.len() < text.len() { guess(first).filter(|(_, sure)| *sure) } else { None };
    let Some((found, sure)) = at_once.or_else(|| guess(text)) else {
        return declared;
    };
    match declared {
        Some(tag) if primary(&tag) == found || !sure || letters < SHORT => Some(tag),
        Some(_) | None if sure || letters >= SHORT => Some(found.to_owned()),
        declared => declared,
    }
}

/// `EN_us` as `en-US`; `None` where it is no tag. Script and variant subtags are left out.
fn normalise(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split(['-', '_', '.']);
    let language = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let region = parts.find(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
    Some(region.map_or_else(|| language.clone(), |region| format!("{language}-{}", region.to_ascii_uppercase())))
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The language and whether the guess can be relied on.
fn guess(text: &str) -> Option<(&'static str, bool)> {
    if is_english(text) {
        return Some(("en", true));
    }
    let lao = text.chars().filter(|c| ('\u{0E80}'..='\u{0EFF}').contains(c)).count();
    if lao > 0 && lao * 2 > text.chars().filter(|c| c.is_alphabetic()).count() {
        return Some(("lo", true));
    }
    let found = whatlang::detect(text)?;
    Some((two_letters(found.lang()), found.is_reliable()))
}

/// Whether a text of some length has the words that no language but English has so often. It saves most documents
/// the comparison with the profiles of all languages.
fn is_english(text: &str) -> bool {
    let (mut words, mut common, mut the) = (0usize, 0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        let is = |other: &&str| word.eq_ignore_ascii_case(other);
        the += usize::from(is(&"the"));
        common += usize::from(word.len() <= 5 && COMMON.iter().any(is));
    }
    words >= 50 && the * 25 >= words && common * 20 >= words * 3
}

/// Common words of English that its neighbours do not share, or not so often.
const COMMON: [&str; 14] = ["the", "of", "and", "to", "that", "for", "with", "by", "from", "which", "has", "have", "this", "will"];

/// ISO 639-1 where there is one, as BCP 47 wants the shortest code.
fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang as L;
    match language {
        L::Epo => "eo",
        L::Eng => "en",
        L::Rus => "ru",
        L::Cmn => "zh",
        L::Spa => "es",
        L::Por => "pt",
        L::Ita => "it",
        L::Ben => "bn",
        L::Fra => "fr",
        L::Deu => "de",
        L::Ukr => "uk",
        L::Kat => "ka",
        L::Ara => "ar",
        L::Hin => "hi",
        L::Jpn => "ja",
        L::Heb => "he",
        L::Yid => "yi",
        L::Pol => "pl",
        L::Amh => "am",
        L::Jav => "jv",
        L::Kor => "ko",
        L::Nob => "nb",
        L::Dan => "da",
        L::Swe => "sv",
        L::Fin => "fi",
        L::Tur => "tr",
        L::Nld => "nl",
        L::Hun => "hu",
        L::Ces => "cs",
        L::Ell => "el",
        L::Bul => "bg",
        L::Bel => "be",
        L::Mar => "mr",
        L::Kan => "kn",
        L::Ron => "ro",
        L::Slv => "sl",
        L::Hrv => "hr",
        L::Srp => "sr",
        L::Mkd => "mk",
        L::Lit => "lt",
        L::Lav => "lv",
        L::Est => "et",
        L::Tam => "ta",
        L::Vie => "vi",
        L::Urd => "ur",
        L::Tha => "th",
        L::Guj => "gu",
        L::Uzb => "uz",
        L::Pan => "pa",
        L::Aze => "az",
        L::Ind => "id",
        L::Tel => "te",
        L::Pes => "fa",
        L::Mal => "ml",
        L::Ori => "or",
        L::Mya => "my",
        L::Nep => "ne",
        L::Sin => "si",
        L::Khm => "km",
        L::Tuk => "tk",
        L::Aka => "ak",
        L::Zul => "zu",
        L::Sna => "sn",
        L::Afr => "af",
        L::Lat => "la",
        L::Slk => "sk",
        L::Cat => "ca",
        L::Tgl => "tl",
        L::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests;
