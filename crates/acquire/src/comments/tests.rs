use super::read;
use crate::boilerplate::Line;
use model::Comment;

fn check(text: &str) -> Vec<Comment> {
    let lines: Vec<Line<'_>> = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(|text| Line { text, gap: true }).collect();
    read(&lines)
}

#[test]
fn votes_close_comments_and_quoted_names_stay_in_the_text() {
    let found = check(
        "Login to comment\n\nA fair start.\n\n5 ( +8 / -3 )\n\nannaToday  08:15 am JST\n\nA fair start.\n\nNot really.\n\n-2 ( +1 / -3 )\n\nYes.\n\n0 ( +4 / -4 )\n\nLogin to leave a comment\n\nUser registration\n",
    );
    assert_eq!(found.len(), 3);
    assert_eq!((found[0].up, found[0].down, found[0].score), (Some(8), Some(3), Some(5)));
    assert_eq!((found[1].score, found[1].author.as_deref()), (Some(-2), None));
    assert_eq!(found[1].text, "annaToday  08:15 am JST\n\nA fair start.\n\nNot really.");
    assert_eq!(found[2].text, "Yes.");
}

#[test]
fn names_with_times_open_comments() {
    for text in [
        "Bill W\nDec 3, 5.02pm\nAbout time.\nRespect 12\ncoastal_jen\nDec 3, 6.47pm\nMark my words.\nRespect 7\nMost viewed in business\nBank holds rates\n",
        "Bill W\n2 hours ago\nAbout time.\nLike 12 · Reply · Report\ncoastal_jen\nYesterday at 9:14 pm\nMark my words.\nLike 7 · Reply · Report\n",
        "Bill W · 3h\nAbout time.\n▲ 12 ▼ 1\ncoastal_jen · 1d\nMark my words.\n▲ 7 ▼ 0\n",
        "Bill W says:\nMay 4, 2025 at 3:11 pm\nAbout time.\n12 likes\nReply\ncoastal_jen says:\nMay 5, 2025 at 8:02 am\nMark my words.\n7 likes\nReply\nLeave a Reply\nYour email address will not be published.\n",
        "Bill W\n2024-06-27 19:10\nAbout time.\n12\n4\ncoastal_jen\n2024-06-27 19:32\nMark my words.\n7\n1\n",
    ] {
        let found = check(text);
        let seen: Vec<_> = found.iter().map(|c| (c.author.as_deref().unwrap_or_default(), c.text.as_str(), c.up)).collect();
        assert_eq!(seen, [("Bill W", "About time.", Some(12)), ("coastal_jen", "Mark my words.", Some(7))], "in {text:?}");
        assert!(found.iter().all(|c| c.posted.is_some()));
    }
}

#[test]
fn names_open_comments_whose_time_stands_at_their_end() {
    let found =
        check("Bill W. said...\nAbout time.\n7 June 2025 at 12:40\nAnonymous said...\nMark my words.\n8 June 2025 at 09:01\nNewer Post\n");
    let seen: Vec<_> = found.iter().map(|c| (c.author.as_deref(), c.text.as_str(), c.posted.as_deref())).collect();
    assert_eq!(
        seen,
        [
            (Some("Bill W."), "About time.", Some("7 June 2025 at 12:40")),
            (Some("Anonymous"), "Mark my words.", Some("8 June 2025 at 09:01"))
        ]
    );
}

#[test]
fn names_before_colons_open_comments_where_nothing_else_parts_them() {
    let found = check("Bill W.: About time.\nAnna: Mark my words.\n");
    let seen: Vec<_> = found.iter().map(|c| (c.author.as_deref(), c.text.as_str())).collect();
    assert_eq!(seen, [(Some("Bill W."), "About time."), (Some("Anna"), "Mark my words.")]);
}

#[test]
fn an_article_without_marks_has_no_comments() {
    assert!(check("The ministers met.\n\nThey agreed to meet again.\n").is_empty());
}
