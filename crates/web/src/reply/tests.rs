use super::*;

#[test]
fn nobody_is_sent_to_another_host() {
    for path in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/a\r\nset-cookie: x=1",
        "",
        "a",
        "/\t/evil",
    ] {
        assert_eq!(Reply::to(path).header("location"), Some("/"), "{path:?}");
    }
    assert_eq!(Reply::to("/dyad/JPN/CHN?as_of=2020").header("location"), Some("/dyad/JPN/CHN?as_of=2020"));
}
