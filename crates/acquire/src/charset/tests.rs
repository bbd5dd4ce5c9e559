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
fn bytes_that_are_utf_8_are_read_as_such_whatever_was_declared() {
    let chinese = "<meta charset=gb2312><p>商务部与经济产业省举行工作会议";
    for label in
        ["gb2312", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252", "iso-8859-1", "windows-1251", "koi8-r", "utf-16le"]
    {
        let decoded = decode(chinese.as_bytes(), Some(label));
        assert_eq!((decoded.text.as_str(), codes(&decoded)), (chinese, vec!["acquire/other-charset"]), "{label}");
    }
    assert_eq!(decode(chinese.as_bytes(), None).text, chinese, "the page's own label is no better");
    // One apostrophe, on a page in English.
    for label in ["gb2312", "windows-1252", "shift_jis"] {
        assert_eq!(decode("Japan’s minister".as_bytes(), Some(label)).text, "Japan’s minister", "{label}");
    }
}

#[test]
fn bytes_that_may_be_utf_8_by_chance_are_what_was_declared() {
    // Two syllables whose bytes in GBK are two letters in UTF-8 as well.
    let (gbk, _, _) = encoding_rs::GBK.encode("模平");
    assert!(std::str::from_utf8(&gbk).is_ok());
    assert_eq!(decode(&gbk, Some("gbk")).text, "模平");
    let (iso, _, _) = encoding_rs::ISO_2022_JP.encode("経済産業省");
    assert_eq!(decode(&iso, Some("iso-2022-jp")).text, "経済産業省");
}

#[test]
fn bytes_that_are_not_utf_8_are_not_read_as_such() {
    let text = "経済産業省は、日中ハイレベル経済対話を開催しました。両国の大臣が出席し、意見交換を行いました。";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let decoded = decode(&sjis, Some("utf-8"));
    assert_eq!((decoded.text.as_str(), codes(&decoded)), (text, vec!["acquire/other-charset"]));
    // UTF-8 that was cut inside a letter stays UTF-8.
    let cut = &text.as_bytes()[..text.len() - 1];
    assert_eq!(codes(&decode(cut, Some("utf-8"))), ["acquire/broken-characters"]);
}

#[test]
fn a_charset_that_browsers_refuse_is_guessed() {
    let decoded = decode("Talks in Séoul".as_bytes(), Some("iso-2022-kr"));
    assert_eq!((decoded.text.as_str(), codes(&decoded)), ("Talks in Séoul", vec!["acquire/unknown-charset"]));
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
fn every_charset_of_the_standard_is_read() {
    let letters = [
        ("ÀÉñü", "windows-1252 iso-8859-15 macintosh windows-1254 iso-8859-1"),
        ("Žluťoučký", "windows-1250 iso-8859-2"),
        ("ġurnata ħ", "iso-8859-3"),
        ("Åāģķ", "iso-8859-4 windows-1257 iso-8859-13"),
        ("Министерство", "windows-1251 iso-8859-5 koi8-r koi8-u ibm866 x-mac-cyrillic"),
        ("وزارة التجارة", "windows-1256 iso-8859-6"),
        ("Υπουργείο", "windows-1253 iso-8859-7"),
        ("משרד הכלכלה", "windows-1255 iso-8859-8 iso-8859-8-i"),
        ("Ísland ð", "iso-8859-10"),
        ("ŵyr Ẁ", "iso-8859-14"),
        ("Țară ș", "iso-8859-16"),
        ("กระทรวงพาณิชย์", "windows-874"),
        ("đồng", "windows-1258"),
        ("商务部", "gbk gb18030"),
        ("經濟部", "big5"),
        ("経済産業省", "shift_jis euc-jp iso-2022-jp"),
        ("산업통상자원부", "euc-kr"),
    ];
    for (text, labels) in letters {
        for label in labels.split(' ') {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            if lossy {
                assert_eq!(label, "windows-1258", "{text} is no text in {label}");
                continue;
            }
            let decoded = decode(&bytes, Some(label));
            assert_eq!((decoded.text.as_str(), codes(&decoded)), (text, vec![]), "{label}");
        }
    }
    for label in ["utf-16le", "utf-16be", "x-user-defined"] {
        assert!(!codes(&decode(b"<\0p\0>\0t\0", Some(label))).contains(&"acquire/unknown-charset"), "{label}");
    }
}

#[test]
fn the_charset_of_a_media_type_is_found_however_it_is_written() {
    assert_eq!(of_media_type("text/html; charset=\"GBK\""), Some("GBK"));
    assert_eq!(of_media_type("text/html;a=b; Charset = utf-8 ;c"), Some("utf-8"));
    assert_eq!(of_media_type("text/html; charset="), None);
    assert_eq!(of_media_type("text/html"), None);
}
