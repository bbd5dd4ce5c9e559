use super::*;

#[test]
fn no_text_becomes_a_formula_and_no_number_loses_its_sign() {
    for text in ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "−5"] {
        let shown = table(&["x"], &[vec![Field::Text(text)]], false);
        assert!(shown.starts_with("x\r\n\"'"), "{shown:?}");
        assert!(!table(&["x"], &[vec![Field::Text(text)]], true).contains('\''), "raw is for programs");
    }
    assert_eq!(table(&["n"], &[vec![Field::Number("-5")]], false), "n\r\n-5\r\n");
}

#[test]
fn a_field_with_signs_of_its_own_is_quoted() {
    let row = vec![Field::Text("a,b"), Field::Text("say \"x\""), Field::Text("two\nlines"), Field::Text("plain"), Field::Text("")];
    assert_eq!(table(&["a", "b", "c", "d", "e"], &[row], false), "a,b,c,d,e\r\n\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",plain,\r\n");
}
