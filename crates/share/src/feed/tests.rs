use super::*;

fn hostile() -> Feed {
    Feed {
        title: "a < b & \"c\"".to_owned(),
        address: "http://127.0.0.1/x?a=1&b=2".to_owned(),
        itself: "http://127.0.0.1/x.atom".to_owned(),
        updated: None,
        entries: vec![Entry {
            id: "tag:chancery,2026:meeting:a b".to_owned(),
            title: "</title><script>alert(1)</script>\u{202e}\u{0}".to_owned(),
            address: "http://127.0.0.1/meeting/a".to_owned(),
            updated: Some(Moment { year: 2024, month: 6, day: 19, hour: 0, minute: 0 }),
            summary: "held".to_owned(),
            quote: Some(("]]> words".to_owned(), "A & B".to_owned())),
        }],
    }
}

#[test]
fn no_text_becomes_markup_in_a_feed() {
    let text = atom(&hostile());
    assert!(!text.contains("<script>") && !text.contains('\u{202e}') && !text.contains('\u{0}'));
    assert!(text.contains("<updated>2024-06-19T00:00:00Z</updated>") && text.contains("tag:chancery,2026:meeting:a-b"));
    assert_eq!(text.matches("<entry>").count(), 1);
}

#[test]
fn a_json_feed_says_the_same() {
    let value: serde_json::Value = serde_json::from_str(&json(&hostile())).unwrap();
    assert_eq!(value["items"][0]["date_published"], "2024-06-19T00:00:00Z");
    assert_eq!(value["items"][0]["content_text"], "held “]]> words” (A & B)");
}
