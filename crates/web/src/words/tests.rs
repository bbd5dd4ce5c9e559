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
            let filled = |text: &str| {
                let mut places: Vec<&str> = text.match_indices('{').map(|(at, _)| &text[at..=at + text[at..].find('}').unwrap()]).collect();
                places.sort_unstable();
                places.into_iter().map(str::to_owned).collect::<Vec<_>>()
            };
            if !key.starts_with("date.") {
                assert_eq!(filled(text), filled(english.t(key)), "{}: {key}", words.tag);
            }
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
fn a_derived_sentence_is_put_together_in_each_language() {
    use reports::Saying;
    let day = |date: &str| Saying::Date(date.parse().unwrap());
    let held = Saying::Phrase("why.last held", vec![day("2019-11"), Saying::Days(2169), day("2025-10-01")]);
    let unseen = Saying::Phrase("why.not seen", vec![Saying::Ordinals(vec![(2, 2), (4, 6)])]);
    let whole = Saying::All(reports::Joint::Clauses, vec![held, unseen]);
    for (tag, told) in [
        ("en", "last held November 2019, 5 years 11 months before 1 October 2025; no document of the 2nd, 4th to 6th session was read"),
        ("ja", "最後の開催は2019年11月、2025年10月1日の5年11か月前；第2回、第4回から第6回会合の文書は読まれていない"),
        ("zh", "上次举行于2019年11月，距2025年10月1日已有5年11个月；未读到第2届、第4届至第6届会议的文件"),
    ] {
        assert_eq!(whole.told(Words::of(tag)), told);
    }
    let by = Saying::Party("JPN:Ministry X".to_owned(), "Ministry X (Japan)".to_owned());
    assert_eq!(by.told(Words::of("ja")), "Ministry X（日本）");
    assert_eq!(by.told(Words::of("en")), "Ministry X (Japan)");
}

#[test]
fn several_words_are_told_one_by_one() {
    assert_eq!(Words::of("ja").said("unassessed, overdue"), "未評価、期限切れ");
    for other in ["something else", "a dialogue, held, and more"] {
        assert_eq!(Words::of("ja").said(other), other);
    }
    assert_eq!(Words::of("zh").state("JPN"), Some("日本"));
}
