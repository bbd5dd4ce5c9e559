use super::*;

fn first(text: &str) -> Option<Quantity> {
    let words = Words::of_text(text);
    let purse = Purse { dollar: "USD", near: vec!["MAD", "JOD"], owned: &|i| words.is(i, "nepalese").then_some(("NPR", i + 1)) };
    (0..words.len()).find_map(|i| quantity_at(&words, i, &purse)).map(|c| c.quantity)
}

#[track_caller]
fn check(text: &str, value: f64, unit: &str, about: bool, bound: Option<Bound>) {
    let q = first(text).unwrap_or_else(|| panic!("nothing in {text}"));
    assert_eq!((q.value, q.unit.as_deref().unwrap_or(""), q.approximate, q.bound), (value, unit, about, bound), "{text}");
}

#[test]
fn money() {
    check("a GDP target of 600 trillion yen", 600e12, "JPY", false, None);
    check("reached USD 293.7 billion in 2024", 293.7e9, "USD", false, None);
    check("with A$ 11 million", 11e6, "AUD", false, None);
    check("lose an estimated FJ$ 60 million a year", 60e6, "FJD", true, None);
    check("a record $127.7 billion", 127.7e9, "USD", false, None);
    check("104.6 billion US dollars", 104.6e9, "USD", false, None);
    check("roughly 90 million euros", 90e6, "EUR", true, None);
    check("worth $1.9bn in", 1.9e9, "USD", false, None);
    check("Rs. 500 crore", 5e9, "INR", false, None);
    check("a €12 billion package", 12e9, "EUR", false, None);
    check("2.4 billion yen", 2.4e9, "JPY", false, None);
    check("RMB 30 billion", 30e9, "CNY", false, None);
    check("KSh 4 billion", 4e9, "KES", false, None);
}

#[test]
fn a_name_that_several_currencies_share_is_that_of_the_states_at_hand() {
    check("some 3.2 million dirhams", 3.2e6, "MAD", true, None);
    check("90 million dinars", 90e6, "JOD", false, None);
    check("a fare of 12 Nepalese rupees", 12.0, "NPR", false, None);
    check("12 million rupees", 12e6, "INR", false, None);
    check("450 million pounds sterling", 450e6, "GBP", false, None);
}

#[test]
fn parts_of_a_hundred_and_shares() {
    check("an increase of 4.1 per cent", 4.1, "percent", false, None);
    check("duties of up to 35.3 percent", 35.3, "percent", false, Some(Bound::AtMost));
    check("is about 15% complete", 15.0, "percent", true, None);
    check("about three-quarters of the total", 0.75, "share", true, None);
    check("about a fifth of its exports", 0.2, "share", true, None);
    check("more than half of them", 0.5, "share", false, Some(Bound::MoreThan));
    check("two thirds of members", 2.0 / 3.0, "share", false, None);
    check("rose 0.5 percentage points", 0.5, "percentage points", false, None);
}

#[test]
fn counted_things() {
    check("approximately 60 governors and mayors", 60.0, "governors and mayors", true, None);
    check("Over 2,300 companies from", 2300.0, "companies", false, Some(Bound::MoreThan));
    check("some 150 company representatives", 150.0, "representatives", true, None);
    check("12 of 18", 12.0, "", false, None);
    check("seven memorandums of understanding", 7.0, "memorandums of understanding", false, None);
    check("more than 30,000 Pacific workers", 30_000.0, "workers", false, Some(Bound::MoreThan));
    check("200+ projects", 200.0, "", false, Some(Bound::AtLeast));
    check("up to 770,000 tons of rice", 770_000.0, "tons", false, Some(Bound::AtMost));
    check("the 150 MW solar park", 150.0, "MW", false, None);
    check("20 Indian and four Chinese soldiers", 20.0, "soldiers", false, None);
    check("no fewer than 50 engineers", 50.0, "engineers", false, Some(Bound::AtLeast));
    check("1,870 people have", 1870.0, "people", false, None);
}

#[test]
fn ranges() {
    let q = first("tariffs of 10 to 15 per cent").unwrap();
    assert_eq!((q.value, q.max, q.unit.as_deref()), (10.0, Some(15.0), Some("percent")));
    let q = first("between 15 and 20 engineers").unwrap();
    assert_eq!((q.value, q.max, q.unit.as_deref()), (15.0, Some(20.0), Some("engineers")));
    let q = first("2-3 million people").unwrap();
    assert_eq!((q.value, q.max), (2e6, Some(3e6)));
}

#[test]
fn labels_are_no_quantities() {
    for text in [
        "TEMM26",
        "COVID-19",
        "1. Introduction",
        "(1) Date",
        "Article 5 of",
        "Tel: +81-(0)3-3501-1511",
        "MIDV 2.0",
        "the 12th Meeting",
        "G20",
        "one of them",
    ] {
        assert_eq!(first(text).map(|q| q.value), None, "{text}");
    }
}
