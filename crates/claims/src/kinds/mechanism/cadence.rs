//! How often something meets.

use model::claim::Cadence;
use std::ops::Range;

/// How often something meets, as a sentence says it.
pub(crate) fn cadence(words: &crate::words::Words<'_>, range: &Range<usize>) -> Option<Cadence> {
    let text = format!(" {} ", (range.start..range.end.min(range.start + 120)).map(|i| words.low(i)).collect::<Vec<_>>().join(" "));
    const PHRASES: &[(&str, Cadence)] = &[
        (" every two years", Cadence::Biennial),
        (" every other year", Cadence::Biennial),
        (" every second year", Cadence::Biennial),
        (" biennial", Cadence::Biennial),
        (" once in two years", Cadence::Biennial),
        (" alternate years", Cadence::Biennial),
        (" two-yearly", Cadence::Biennial),
        (" once every two years", Cadence::Biennial),
        (" every three years", Cadence::Triennial),
        (" triennial", Cadence::Triennial),
        (" every six months", Cadence::Biannual),
        (" twice a year", Cadence::Biannual),
        (" twice yearly", Cadence::Biannual),
        (" biannual", Cadence::Biannual),
        (" semi-annual", Cadence::Biannual),
        (" half-yearly", Cadence::Biannual),
        (" two times a year", Cadence::Biannual),
        (" twice per year", Cadence::Biannual),
        (" two sessions a year", Cadence::Biannual),
        (" every half year", Cadence::Biannual),
        (" in spring and autumn", Cadence::Biannual),
        (" every quarter", Cadence::Quarterly),
        (" quarterly", Cadence::Quarterly),
        (" four times a year", Cadence::Quarterly),
        (" every three months", Cadence::Quarterly),
        (" every month", Cadence::Monthly),
        (" monthly ", Cadence::Monthly),
        (" once a month", Cadence::Monthly),
        (" every year", Cadence::Annual),
        (" annual ", Cadence::Annual),
        (" annually", Cadence::Annual),
        (" once a year", Cadence::Annual),
        (" year after year", Cadence::Annual),
        (" from year to year", Cadence::Annual),
        (" every twelve months", Cadence::Annual),
        (" every spring", Cadence::Annual),
        (" every summer", Cadence::Annual),
        (" every autumn", Cadence::Annual),
        (" every winter", Cadence::Annual),
        (" each year", Cadence::Annual),
        (" yearly", Cadence::Annual),
        (" held each ", Cadence::Annual),
        (" not fixed", Cadence::Irregular),
        (" irregularly", Cadence::Irregular),
        (" as needed", Cadence::Irregular),
        (" when needed", Cadence::Irregular),
        (" as required", Cadence::Irregular),
        (" from time to time", Cadence::Irregular),
        (" at irregular", Cadence::Irregular),
        (" ad hoc", Cadence::Irregular),
    ];
    let meets = [
        " meet",
        " held",
        " hold",
        " conven",
        " session",
        " takes place",
        " took place",
        " take place",
        " sits",
        " sit ",
        " gather",
        " comes together",
        " come together",
        " assemble",
        " commission",
        " council",
        " committee",
        " group",
        " consultation",
        " dialogue",
        " forum",
        " summit",
    ]
    .iter()
    .any(|w| text.contains(w))
        || text.len() < 60;
    PHRASES.iter().find(|(p, _)| text.contains(p)).filter(|_| meets && !text.contains("a year from")).map(|(_, c)| *c)
}
