use super::*;

#[test]
fn every_language_has_every_text() {
    let [english, others @ ..] = all();
    assert!(english.texts.len() > 300);
    for words in others {
        let keys = |w: &Words| w.texts.keys().copied().collect::<Vec<_>>();
        assert_eq!(keys(english), keys(words), "{}", words.tag);
        for (key, text) in &words.texts {
            assert!(!text.is_empty(), "{}: {key}", words.tag);
            let filled = |text: &str| text.matches("{}").count();
            assert_eq!(filled(text), filled(english.t(key)), "{}: {key}", words.tag);
        }
    }
}

#[test]
fn a_date_is_read_in_the_language_of_the_page() {
    let shown = |tag: &str, date: &str| Words::of(tag).date(date.parse().unwrap());
    for (date, en, ja) in [
        ("2024-06-19", "19 June 2024", "2024年6月19日"),
        ("2024-06-19T15:00", "19 June 2024", "2024年6月19日"),
        ("2018-10-08/2018-10-09", "8–9 October 2018", "2018年10月8日–9日"),
        ("2023-22", "summer 2023", "2023年夏"),
        ("2024?", "perhaps 2024", "2024年か"),
        ("2023-08/..", "from August 2023", "2023年8月から"),
        ("2023-08/2024-09", "August 2023 – September 2024", "2023年8月 – 2024年9月"),
    ] {
        assert_eq!((shown("en", date), shown("ja", date)), (en.to_owned(), ja.to_owned()));
    }
}

#[test]
fn a_browser_gets_the_language_it_wants_most() {
    for (accepted, tag) in
        [("ja,en;q=0.8", "ja"), ("fr, zh-CN;q=0.9, en;q=0.5", "zh"), ("de", "en"), ("", "en"), ("en;q=0.1,ja;q=0.2", "ja")]
    {
        assert_eq!(Words::wanted(accepted), tag, "{accepted}");
    }
}

#[test]
fn several_words_are_told_one_by_one() {
    assert_eq!(Words::of("ja").said("unassessed, overdue"), "未評価、期限切れ");
    for other in ["something else", "a dialogue, held, and more"] {
        assert_eq!(Words::of("ja").said(other), other);
    }
    assert_eq!(Words::of("zh").state("JPN"), Some("日本"));
}
