use super::*;
use model::PartialDate;

const JAPAN: FiscalYear = FiscalYear { starts: 4, named_by_end: false };

fn read_with(text: &str, published: &str, fiscal: FiscalYear) -> Vec<(String, String, Option<Connective>)> {
    let words = Words::of_text(text);
    let published = (!published.is_empty()).then(|| published.parse::<PartialDate>().unwrap());
    let setting = Setting { published, fiscal: &|_| fiscal };
    let show =
        |d: Dated| (words.text_of(d.words).to_owned(), d.mention.value.map_or("-".to_owned(), |v| v.to_string()), d.mention.connective);
    dates_in(&words, &setting).into_iter().map(show).collect()
}

/// What differs, as lines of text, found and expected.
fn differing<'t>(cases: impl Iterator<Item = (&'t str, &'t str, &'t str)>) -> String {
    let found = |published: &str, text: &str| read_with(text, published, JAPAN).into_iter().map(|d| d.1).collect::<Vec<_>>().join(" ");
    cases.map(|(p, t, e)| (t, found(p, t), e)).filter(|(_, f, e)| f != e).map(|(t, f, e)| format!("{t}: {f:?}, not {e:?}\n")).collect()
}

/// Dates that need no other: text and what each means.
const ABSOLUTE: &[(&str, &str)] = &[
    ("On March 3 (Fri.), 2017, the Ministry", "2017-03-03"),
    ("March 3 (Fri.), 2017, from 10:30 to 12:15", "2017-03-03T10:30/2017-03-03T12:15"),
    ("on March 25, 2016, METI", "2016-03-25"),
    ("December 8, 2016", "2016-12-08"),
    ("On May 1, Heisei 28, they met", "2016-05-01"),
    ("on 1 April Reiwa 2 (2020) it opened", "2020-04-01"),
    ("Tuesday (May 12), 2015", "2015-05-12"),
    ("On August 27 (Thu.), 2020, the 12th", "2020-08-27"),
    ("Meeting(August 27,2020)", "2020-08-27"),
    ("Last updated:2020-11-02", "2020-11-02"),
    ("in August 2018, METI", "2018-08"),
    ("Since 2009, the meeting", "2009"),
    ("Work Programme (2020-2023) for", "2020/2023"),
    ("Vision 2.02019-2023", ""),
    ("June 19 (Wed.), 2024, from 10:00 to 12:30", "2024-06-19T10:00/2024-06-19T12:30"),
    ("6 December 2016", "2016-12-06"),
    ("6th of December, 2016", "2016-12-06"),
    ("on 17th and 18th February 2025", "2025-02-17/2025-02-18"),
    ("on 17 th and 18 th  February 2025", "2025-02-17/2025-02-18"),
    ("on 19th-20th August 2019", "2019-08-19/2019-08-20"),
    ("August 8-9, 2018", "2018-08-08/2018-08-09"),
    ("Sept. 28–29, 2024", "2024-09-28/2024-09-29"),
    ("from 16 to 18 July 2024", "2024-07-16/2024-07-18"),
    ("13–14 August 2025", "2025-08-13/2025-08-14"),
    ("Indo-Pacific weekly: 10 to 16 March 2024", "2024-03-10/2024-03-16"),
    ("30 June to 2 July 2024", "2024-06-30/2024-07-02"),
    ("from December 28, 2024 to January 3, 2025", "2024-12-28/2025-01-03"),
    ("July 2024 - March 2025", "2024-07/2025-03"),
    ("Date  2026. 2. 4.     Department", "2026-02-04"),
    ("2026.02.04", "2026-02-04"),
    ("12.03.2025 - Press release", "2025-03-12"),
    ("Posted on 15/08/2025", "2025-08-15"),
    ("08/15/2025", "2025-08-15"),
    ("2024/6/21", "2024-06-21"),
    ("18 FEB 2025 6:31PM by", "2025-02-18T18:31"),
    ("August 19, 2025 5:42 PM UTC", "2025-08-19T17:42"),
    ("Published : June 27, 2024 - 18:45", "2024-06-27T18:45"),
    ("Saturday 3 May 2025.", "2025-05-03"),
    ("Saturday, September 28, 2024", "2024-09-28"),
    ("on July 4th, 2025", "2025-07-04"),
    ("Dec. 6, 2016", "2016-12-06"),
    ("the 2019 memorandum", "2019"),
    ("between 2009 and 2012", "2009/2012"),
    ("from 2021 to 2025", "2021/2025"),
    ("the Action Plan 2026–2030", "2026/2030"),
    ("in the 1990s", "1990/1999"),
    ("in Heisei 28", "2016"),
    ("Reiwa 6", "2024"),
    ("by 31 December 2025", "2025-12-31"),
    ("in the first quarter of 2026", "2026-01/2026-03"),
    ("Q3 2025", "2025-07/2025-09"),
    ("the second half of 2024", "2024-07/2024-12"),
    ("H1 2025", "2025-01/2025-06"),
    ("the second half of FY2024", "2024-10/2025-03"),
    ("in FY2016", "2016-04/2017-03"),
    ("FY 2023-24", "2023-04/2024-03"),
    ("in 2022-23", "2022-04/2023-03"),
    ("from fiscal 2026", "2026-04/2027-03"),
    ("by FY2027", "2027-04/2028-03"),
    ("at the end of FY2023", "2024-03"),
    ("by the end of FY 2024-25", "2025-03"),
    ("early 2026", "2026"),
    ("until mid-2027", "2027"),
    ("in late June 2025", "2025-06"),
    ("at the end of June 2025", "2025-06"),
    ("by the end of 2025", "2025-12"),
    ("spring 2025", "2025-21"),
    ("the summer of 2024", "2024-22"),
    ("in autumn 2023", "2023-23"),
    ("winter 2024", "2024-24"),
    ("in the year 2001", "2001"),
    ("in May 1970", "1970-05"),
    ("January-March 2026", "2026-01/2026-03"),
    ("in April and November 2025", "2025-04 2025-11"),
    ("1,284 views and 2,300 companies", ""),
    ("Release ID: 2104417", ""),
    ("Tel: +81-(0)3-3501-1511", ""),
    ("2000 people came", ""),
    ("Jan Ozolins met June Lee and Mr. May", ""),
    ("the 12th Meeting, 150 MW and 30 days", ""),
    ("may march on", ""),
    ("$2025 million", ""),
    ("by 2030", "2030"),
    ("mid-October 2024", "2024-10"),
    ("in mid-October 2024", "2024-10"),
    ("in the second half of 2025", "2025-07/2025-12"),
    ("FY2024", "2024-04/2025-03"),
    ("FY2024-FY2026", "2024-04/2027-03"),
    ("from FY2024 to FY2026", "2024-04/2027-03"),
    ("from 10:30 a.m. to noon on May 7, 2025", "2025-05-07T10:30/2025-05-07T12:00"),
    ("On May 7, 2025, from 3 to 5 p.m.", "2025-05-07T15:00/2025-05-07T17:00"),
    ("On May 7, 2025, between 3:00 p.m. and 5:00 p.m.", "2025-05-07T15:00/2025-05-07T17:00"),
    ("from 3:00 p.m. to 5:00 p.m., May 7, 2025", "2025-05-07T15:00/2025-05-07T17:00"),
    ("in the early 1990s", "1990/1999"),
    ("in the late 2010s", "2010/2019"),
    ("the second decade of the 21st century", "2011/2020"),
    ("in the 21st century", "2001/2100"),
    ("on the 8th and 9th of May 2025", "2025-05-08/2025-05-09"),
    ("on May 8 and 9, 2025", "2025-05-08/2025-05-09"),
    ("Heisei 28", "2016"),
    ("Showa 47", "1972"),
    ("Reiwa 6 (2024)", "2024"),
    ("the fiscal year ending March 2025", "2024-04/2025-03"),
    ("between March and May 2025", "2025-03/2025-05"),
    ("from late 2024 to early 2025", "2024/2025"),
    ("the fourth quarter of FY2024", "2025-01/2025-03"),
    ("1H 2025", "2025-01/2025-06"),
    ("the winter of 2024-25", "2024-24"),
];

#[test]
fn dates_that_stand_on_their_own() {
    assert_eq!(differing(ABSOLUTE.iter().map(|(text, expected)| ("", *text, *expected))), "");
}

/// Dates that point: publication, text and what each means.
const RELATIVE: &[(&str, &str, &str)] = &[
    ("2025-03-22", "Sato said Saturday that", "2025-03-22"),
    ("2025-03-23", "met in Tokyo on Saturday.", "2025-03-22"),
    ("2025-08-19", "agreed on Tuesday to restart", "2025-08-19"),
    ("2024-03-17", "demonstrated on Monday. A day earlier ships had fired", "2024-03-11 2024-03-10"),
    ("2024-03-17", "expired on Friday. The same day they revised", "2024-03-15 2024-03-15"),
    ("2024-03-17", "The remaining troops are to leave by 10 May.", "2024-05-10"),
    ("2024-03-17", "held in Ranong since January", "2024-01"),
    ("2024-03-17", "as agreed in February", "2024-02"),
    ("2025-05-15", "Last Friday Washington added", "2025-05-09"),
    ("2025-05-15", "will hold consultations in Brussels next week", "2025-05-19/2025-05-25"),
    ("2025-05-15", "held in Beijing last month", "2025-04"),
    ("2025-05-15", "to exchange offers by the end of August", "2025-08"),
    ("2025-05-15", "On April 4 your ministry placed", "2025-04-04"),
    ("2025-05-15", "will visit Seoul from May 20 to 22", "2025-05-20/2025-05-22"),
    ("2025-05-15", "will open in Changsha on June 12", "2025-06-12"),
    ("2025-05-15", "From January to April, trade stood at", "2025-01/2025-04"),
    ("2025-05-15", "As of May 9, we had approved", "2025-05-09"),
    ("2025-03-12", "for talks in Berlin yesterday", "2025-03-11"),
    ("2025-03-12", "would resume this autumn", "2025-23"),
    ("2025-03-12", "before the end of the year, she said", "2025-12"),
    ("2025-03-12", "are to meet by the end of May", "2025-05"),
    ("2025-03-12", "Today Mr Brandao travels on", "2025-03-12"),
    ("2025-09-01", "promised to open a desk by next spring", "2026-21"),
    ("2025-09-01", "visited Parana from Aug. 25 to 29", "2025-08-25/2025-08-29"),
    ("2025-09-01", "On Aug. 26 he met", "2025-08-26"),
    ("2025-09-01", "the government said Monday", "2025-09-01"),
    ("2024-06-27", "agreed Wednesday to link", "2024-06-26"),
    ("2024-06-27", "give a reply before the end of July", "2024-07"),
    ("2024-06-14", "in Tashkent on 13 June", "2024-06-13"),
    ("2024-06-14", "conclude by the end of the year and hold the next session in Seoul in November", "2024-12 2024-11"),
    ("2026-02-04", "which was to take place on February 11 and 12, has been postponed", "2026-02-11/2026-02-12"),
    ("2026-02-04", "are now consulting on a date in April", "2026-04"),
    ("2026-02-04", "which was reimposed in November", "2025-11"),
    ("2026-02-04", "takes place in the first half of the year", "2026-01/2026-06"),
    ("2026-02-04", "put off until spring", "2026-21"),
    ("2025-05-03", "imposed ten days ago", "2025-04-23"),
    ("2025-05-03", "announced the ban on 23 April", "2025-04-23"),
    ("2025-05-03", "in March Malawi stopped imports", "2025-03"),
    ("2025-05-03", "published on Friday night", "2025-05-02"),
    ("2025-05-03", "met in Mbeya on 30 April. Malawi agreed to review it within 30 days.", "2025-04-30 2025-05-30"),
    ("2025-05-03", "offered to receive a team in Pretoria on 15 May", "2025-05-15"),
    ("2024-05-10", "The visits, which began gaining momentum last July", "2023-07"),
    ("2024-05-10", "Over the past fiscal year, approximately", "2023-04/2024-03"),
    ("2024-05-10", "this fiscal year", "2024-04/2025-03"),
    ("2024-10-02", "on Saturday, September 28 and Sunday, September 29", "2024-09-28/2024-09-29"),
    ("2024-10-02", "On September 28 she met A, and on the following day B", "2024-09-28 2024-09-29"),
    ("2025-08-20", "in the fiscal year that ended in March", "2024-04/2025-03"),
    ("2025-08-20", "completed a pullback last October", "2024-10"),
    ("2025-08-20", "by the end of October", "2025-10"),
    ("2025-03-22", "agreed in September to resume", "2024-09"),
    ("2025-03-22", "dialogue in April 2019, they signed a pact in November of that year", "2019-04 2019-11"),
    ("2025-03-22", "host a summit by the year-end", "2025-12"),
    ("2025-06-01", "six years ago", "2019"),
    ("2025-06-01", "in 2019 and two years later", "2019 2021"),
    ("2025-06-01", "a fortnight ago", "2025-05"),
    ("2025-06-01", "next Friday", "2025-06-06"),
    ("2025-06-01", "will meet on Monday", "2025-06-02"),
    ("2025-06-01", "last week", "2025-05-19/2025-05-25"),
    ("2025-06-01", "this year and next year", "2025 2026"),
    ("2025-06-01", "last winter", "2024-24"),
    ("2025-06-01", "held in June last year", "2024-06"),
    ("2025-06-01", "in March next year", "2026-03"),
    ("2025-06-01", "tomorrow at 3 p.m.", "2025-06-02T15:00"),
    ("2025-06-01", "last quarter", "2025-01/2025-03"),
    ("2025-06-01", "by the end of the month", "2025-06"),
    ("2025-06-01", "next month", "2025-07"),
    ("2025-06-01", "earlier this month", "2025-06"),
    ("2025-06-01", "later this year", "2025"),
    ("2025-06-01", "next fiscal year", "2026-04/2027-03"),
    ("2025-06-01", "on Wednesday (May 28)", "2025-05-28"),
    ("2025-06-01", "a decade ago", "2015"),
    ("2025-06-01", "the 8th meeting on May 7; talks went on until the 9th.", "2025-05-07 2025-05-09"),
    ("2025-06-01", "before September", "2025-09"),
    ("2025-06-01", "by the end of the decade", "2029"),
    ("2025-06-01", "in two weeks' time", "2025-06"),
    ("2025-06-01", "over the previous year", "2024"),
    ("2024-08-09", "2006  At the 2nd Meeting, held in Tokyo in June, the Plan was signed", "2006 2006-06"),
    ("2024-08-09", "scheduled for August 9, 2024 in Astana", "2024-08-09"),
    ("2025-01-15", "On Dec. 17 they met", "2024-12-17"),
    ("2024-12-20", "will meet on January 8", "2025-01-08"),
    ("2025-06-11", "early next year", "2026"),
    ("2025-06-11", "late last year", "2024"),
    ("2025-06-11", "mid-October", "2025-10"),
    ("2025-06-11", "will meet in mid-October", "2025-10"),
    ("2025-06-11", "in the next five years", "2025/2030"),
    ("2025-06-11", "over the past decade", "2015/2025"),
    ("2025-06-11", "over the past three years", "2022/2025"),
    ("2025-06-11", "in the last six months", "2024-12/2025-06"),
    ("2025-06-11", "for the coming two years", "2025/2027"),
    ("2025-06-11", "the year before last", "2023"),
    ("2025-06-11", "the year after next", "2027"),
    ("2025-06-11", "the day before yesterday", "2025-06-09"),
    ("2025-06-11", "the day after tomorrow", "2025-06-13"),
    ("2025-06-11", "this coming Friday", "2025-06-13"),
    ("2025-06-11", "the first half of next year", "2026-01/2026-06"),
    ("2025-06-11", "in the second half of the year", "2025-07/2025-12"),
    ("2025-06-11", "next summer", "2026-22"),
    ("2025-06-11", "at the beginning of the year", "2025"),
    ("2025-06-11", "at the start of next month", "2025-07"),
    ("2025-06-11", "met on the 8th and 9th.", "2025-06-08/2025-06-09"),
    ("2025-06-11", "by the middle of next year", "2026"),
    ("2025-06-11", "last fiscal year", "2024-04/2025-03"),
    ("2025-06-11", "two weeks ago", "2025-05"),
    ("2025-06-11", "three months ago", "2025-03"),
    ("2025-06-11", "this week", "2025-06-09/2025-06-15"),
    ("2025-06-11", "over the weekend", "2025-06-07/2025-06-08"),
    ("2025-06-11", "next weekend", "2025-06-14/2025-06-15"),
    ("", "said Saturday that last July", "- -"),
    ("", "met in June 2011 and again in August", "2011-06 2011-08"),
];

#[test]
fn dates_that_point() {
    assert_eq!(differing(RELATIVE.iter().copied()), "");
}

#[test]
fn fiscal_years_follow_the_state() {
    let australia = FiscalYear { starts: 7, named_by_end: true };
    assert_eq!(read_with("rose by 9% in 2024-25", "", australia)[0].1, "2024-07/2025-06");
    let america = FiscalYear { starts: 10, named_by_end: true };
    assert_eq!(read_with("in fiscal year 2016", "", america)[0].1, "2015-10/2016-09");
    let china = FiscalYear { starts: 1, named_by_end: false };
    assert_eq!(read_with("in 2024-25", "", china)[0].1, "2024/2025");
}

#[test]
fn connectives_are_kept() {
    for (text, expected) in [
        ("since 2001", Some(Connective::Since)),
        ("from fiscal 2026", Some(Connective::Since)),
        ("until 2030", Some(Connective::Until)),
        ("by the end of May 2025", Some(Connective::By)),
        ("by 2030", Some(Connective::By)),
        ("before September 2025", Some(Connective::Before)),
        ("after March 2025", Some(Connective::After)),
        ("in 2025", None),
        ("from 2021 to 2025", None),
        ("as of May 9, 2025", Some(Connective::Since)),
        ("no later than 31 May 2025", Some(Connective::By)),
        ("throughout 2025", Some(Connective::During)),
    ] {
        assert_eq!(read_with(text, "", JAPAN)[0].2, expected, "{text}");
    }
}

#[test]
fn a_weekday_that_does_not_fit_is_noticed() {
    let words = Words::of_text("On March 3 (Thu.), 2017, they met.");
    let setting = Setting { published: None, fiscal: &|_| JAPAN };
    assert_eq!(dates_in(&words, &setting)[0].mismatch, Some(("Thursday", "Friday")));
}
