use super::*;

#[test]
fn a_visitor_behind_a_proxy_is_whom_the_proxy_saw_and_not_whom_he_says_he_is() {
    let told = |lines: &[&str]| {
        let headers: Vec<(String, String)> = lines.iter().map(|line| ("x-forwarded-for".to_owned(), (*line).to_owned())).collect();
        visitor(&headers).map(|address| address.to_string())
    };
    assert_eq!(told(&["203.0.113.7"]).as_deref(), Some("203.0.113.7"));
    assert_eq!(told(&["10.0.0.1, 203.0.113.7"]).as_deref(), Some("203.0.113.7"));
    assert_eq!(told(&["10.0.0.1", "2001:db8::7"]).as_deref(), Some("2001:db8::7"));
    assert_eq!(told(&["10.0.0.1, unknown"]), None);
    assert_eq!(told(&[]), None);
}
