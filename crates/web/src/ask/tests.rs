use super::*;

#[test]
fn what_is_encoded_is_decoded_once() {
    for text in ["mekong-rok summit", "a/b", "100%", "%41", "日中", "x&y=z+1", "..", "\u{202e}rtl"] {
        let ask = Ask::get(&format!("/page/{0}?q={0}", encoded(text)));
        assert_eq!(ask.path, ["page", text]);
        assert_eq!(ask.queried("q").unwrap_or_default(), text);
    }
}

#[test]
fn a_broken_escape_stands_as_it_is() {
    assert_eq!(segments("/a%/b%4/%zz//"), ["a%", "b%4", "%zz"]);
    assert_eq!(fields("a=1&&b&=c&a=2"), [("a", "1"), ("b", ""), ("", "c"), ("a", "2")].map(|(n, v)| (n.to_owned(), v.to_owned())));
}

#[test]
fn cookies_are_found_by_whole_names() {
    let ask = Ask::get("/").with("Cookie", "xlang=zh; lang=ja;size=2");
    assert_eq!((ask.cookie("lang"), ask.cookie("size"), ask.cookie("ang")), (Some("ja"), Some("2"), None));
}
