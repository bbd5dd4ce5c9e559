//! `rules` and `explain`: users' own rules, and what is wrong with them.

use crate::program::Desk;

const PLEADS: &str = r#"kind = "stance"
reason = "Pleading is asking."

[[when]]
verbs = ["plead with"]
needs = ["infinitive"]
set = { stance = "request" }
fill = { by = ["agent"], to = ["prep with"], about = ["infinitive"] }

[[yes]]
text = "Fiji pleaded with Japan to open its market."
slots = { stance = "request", by = "FJI", to = "JPN" }
"#;

#[test]
fn a_rule_of_the_users_own_reads_what_no_other_reads() {
    let desk = Desk::new();
    desk.write("own/stance/pleads.toml", PLEADS);
    let note = desk.write("note.txt", "Fiji pleaded with Japan to open its market on 3 May 2024.\n");
    let note = note.to_string_lossy();
    assert!(!desk.ok(&["extract", &note]).contains("stance/pleads"));
    assert!(desk.ok(&["extract", "--rules", "own", &note]).contains(r#""rule":"stance/pleads""#));
    assert_eq!(desk.ok(&["rules", "check", "--rules", "own"]), "1 rule checked: all read their examples\n");
    assert!(desk.ok(&["rules", "list", "--rules", "own"]).contains("stance/pleads\tPleading is asking."));
}

#[test]
fn a_bad_rule_is_refused_with_its_file_its_line_and_what_would_do() {
    let desk = Desk::new();
    desk.write("own/stance/pleads.toml", PLEADS.replace("about =", "abot ="));
    let answer = desk.run(&["rules", "check", "--rules", "own"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("own/stance/pleads.toml:8: \"abot\""), "{}", answer.err);
    assert!(answer.err.contains("it fills by, to, about"), "{}", answer.err);
}

#[test]
fn an_example_that_is_read_otherwise_is_a_difference() {
    let desk = Desk::new();
    desk.write("own/stance/pleads.toml", PLEADS.replace("slots = { stance = \"request\"", "slots = { stance = \"demand\""));
    let answer = desk.run(&["rules", "check", "--rules", "own"]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("should give") && answer.err.contains("chancery explain"), "{}{}", answer.out, answer.err);
}

#[test]
fn explain_says_where_a_rule_stops_and_names_rules_that_are_near() {
    let desk = Desk::new();
    let told = desk.ok(&["explain", "commitment/agreed", "Fiji may agree to open a school."]);
    assert!(told.contains("more or less sure than the pattern asks") && told.contains("nothing is claimed"), "{told}");
    let answer = desk.run(&["explain", "agreed", "Fiji agreed."]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("commitment/agreed"), "{}", answer.err);
}
