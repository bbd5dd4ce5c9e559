use super::*;

fn occasion(date: &str, status: &str) -> Occasion {
    Occasion {
        entity: register::EntityId::from_printed("meeting:a"),
        name: "Talks, first; \"round\"\nBEGIN:VEVENT".to_owned(),
        date: date.parse().unwrap(),
        place: Some("Tokyo".to_owned()),
        status: status.to_owned(),
        changes: 3,
        told: None,
    }
}

fn written(date: &str, status: &str) -> String {
    let now = Moment { year: 2026, month: 1, day: 2, hour: 3, minute: 4 };
    calendar("Talks", &[occasion(date, status)], &|id| format!("http://127.0.0.1/{id}"), now)
}

#[test]
fn whole_days_stay_whole_days_and_end_on_the_day_after() {
    for (date, from, to) in [
        ("2024-06-19", "DTSTART;VALUE=DATE:20240619", "DTEND;VALUE=DATE:20240620"),
        ("2024-12-31", "DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250101"),
        ("2024-02-28/2024-02-29", "DTSTART;VALUE=DATE:20240228", "DTEND;VALUE=DATE:20240301"),
        ("2016-12-06T15:00/2016-12-06T17:00", "DTSTART:20161206T150000", "DTEND:20161206T170000"),
    ] {
        let text = written(date, "held");
        assert!(text.contains(&format!("{from}\r\n{to}\r\n")), "{text}");
        assert!(text.contains("STATUS:CONFIRMED") && text.contains("SEQUENCE:2"));
    }
}

#[test]
fn what_is_no_day_is_left_out_and_what_is_planned_is_tentative() {
    for date in ["2024", "2024-06", "2023-22", "2023-08/.."] {
        assert!(!written(date, "planned").contains("VEVENT"), "{date}");
    }
    assert!(written("2027-01-05", "planned").contains("STATUS:TENTATIVE"));
    assert!(written("2027-01-05", "cancelled").contains("STATUS:CANCELLED"));
}

#[test]
fn no_text_becomes_a_line_of_its_own() {
    let text = written("2024-06-19", "held");
    assert_eq!(text.lines().filter(|l| l.starts_with("BEGIN:VEVENT")).count(), 1);
    assert!(text.contains("SUMMARY:Talks\\, first\\; \"round\" BEGIN:VEVENT"));
    let mut long = String::new();
    fold(&mut long, &"日".repeat(60));
    assert!(long.lines().all(|l| l.len() <= 75) && long.replace("\r\n ", "").trim_end() == "日".repeat(60));
}
