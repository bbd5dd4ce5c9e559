use super::*;

#[test]
fn a_role_may_what_it_names_and_nothing_else() {
    let table = [
        (Role::Viewer, "read"),
        (Role::Contributor, "read export"),
        (Role::Reviewer, "read export review"),
        (Role::Editor, "read export review edit"),
        (Role::Admin, "read export review edit audit administer"),
        (Role::Auditor, "read export audit"),
    ];
    for (role, rights) in table {
        for right in Right::ALL.into_iter().skip(1) {
            assert_eq!(role.may(right), rights.split(' ').any(|r| r == right.as_str()), "{role:?} {right:?}");
        }
    }
}

#[test]
fn a_scope_takes_away_and_never_gives() {
    let narrow = Person::with("a", Role::Editor, Some(&[Right::Read, Right::Administer]));
    assert!(narrow.may(Right::Read) && narrow.may(Right::Nothing));
    assert!(!narrow.may(Right::Edit) && !narrow.may(Right::Administer));
    assert!(!Person::stranger(false).may(Right::Read) && Person::stranger(true).may(Right::Read));
}
