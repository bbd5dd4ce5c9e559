#![allow(clippy::unwrap_used)]

use super::*;

fn codes(decoded: &Decoded) -> Vec<&str> {
    decoded.notices.iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn a_byte_order_mark_beats_every_declaration() {
    let utf_8 = decode("\u{FEFF}日本".as_bytes(), Some("gbk"));
    assert_eq!(utf_8.text, "日本");
    let utf_16: Vec<u8> = "\u{FEFF}Talks in Tōkyō".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(decode(&utf_16, Some("utf-8")).text, "Talks in Tōkyō");
}

#[test]
fn what_the_server_says_beats_the_page() {
    let (gbk, _, _) = encoding_rs::GBK.encode("<meta charset=utf-8>中国商务部");
    assert_eq!(decode(&gbk, Some("gb2312")).text, "<meta charset=utf-8>中国商务部");
}

#[test]
fn the_page_says_it_itself() {
    for (label, text) in [
        ("shift_jis", "<meta charset=\"Shift_JIS\"><p>経済産業省"),
        ("euc-kr", "<META http-equiv='Content-Type' content='text/html; charset=EUC-KR'>산업통상자원부"),
        ("windows-1251", "<?xml version='1.0' encoding='windows-1251'?><rss>Министерство</rss>"),
        ("big5", "<meta charset=big5>經濟部"),
        ("windows-874", "<meta charset=TIS-620>กระทรวงพาณิชย์"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, _) = encoding.encode(text);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, text, "{label}");
        assert!(decoded.notices.is_empty());
    }
}

#[test]
fn an_unknown_label_is_said_and_the_bytes_decide() {
    let decoded = decode("<meta charset=klingon>déjà vu".as_bytes(), None);
    assert_eq!((decoded.text.as_str(), codes(&decoded)), ("<meta charset=klingon>déjà vu", vec!["acquire/unknown-charset"]));
    let decoded = decode("déjà vu".as_bytes(), Some("x-none"));
    assert_eq!((decoded.text.as_str(), codes(&decoded)), ("déjà vu", vec!["acquire/unknown-charset"]));
}

#[test]
fn undeclared_bytes_are_guessed() {
    let text = "Die Minister würdigten die gute Zusammenarbeit und vereinbarten, die Gespräche über Zölle fortzuführen.";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    assert_eq!(decode(&latin, None).text, text);
    let text = "経済産業省は、日中ハイレベル経済対話を開催しました。両国の大臣が出席し、意見交換を行いました。";
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
        let (bytes, _, _) = encoding.encode(text);
        assert_eq!(decode(&bytes, None).text, text, "{}", encoding.name());
    }
}

#[test]
fn utf_16_without_a_mark_is_seen_by_its_zeros() {
    let bytes: Vec<u8> = "The ministers met.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&bytes, None).text, "The ministers met.");
}

#[test]
fn bytes_that_mean_nothing_are_counted() {
    let decoded = decode(b"caf\xE9 \xFF ok and more plain text", Some("utf-8"));
    assert_eq!(decoded.text, "caf\u{FFFD} \u{FFFD} ok and more plain text");
    assert_eq!(codes(&decoded), ["acquire/broken-characters"]);
    assert!(decoded.notices[0].message.starts_with("2 places"), "{}", decoded.notices[0].message);
}

#[test]
fn every_label_of_the_standard_decodes() {
    for label in
        ["utf-8", "latin1", "iso-8859-2", "koi8-u", "macintosh", "gb18030", "x-sjis", "iso-8859-8-i", "windows-1258", "ibm866", "utf-16le"]
    {
        let decoded = decode(b"<p>talks</p> ", Some(label));
        assert!(!codes(&decoded).contains(&"acquire/unknown-charset"), "{label}");
    }
}

#[test]
fn the_charset_of_a_media_type_is_found_however_it_is_written() {
    assert_eq!(of_media_type("text/html; charset=\"GBK\""), Some("GBK"));
    assert_eq!(of_media_type("text/html;a=b; Charset = utf-8 ;c"), Some("utf-8"));
    assert_eq!(of_media_type("text/html; charset="), None);
    assert_eq!(of_media_type("text/html"), None);
}
