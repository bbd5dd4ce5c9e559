#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn paragraphs_tell_their_language() {
    for (text, tag) in [
        ("The two ministers met in Tokyo on Tuesday and agreed to hold the next meeting of the joint committee in spring.", "en"),
        ("经济合作部部长在北京会见了日本外相，双方就经贸合作交换了意见。", "zh"),
        ("経済産業大臣は東京で中国の商務部長と会談し、経済対話の開催について合意しました。", "ja"),
        ("산업통상자원부 장관은 서울에서 일본 경제산업상과 만나 협력 방안을 논의했다.", "ko"),
        ("Les deux ministres sont convenus de renforcer la coopération économique et de se revoir à Paris au printemps.", "fr"),
        ("กระทรวงพาณิชย์ของไทยและญี่ปุ่นเห็นพ้องที่จะขยายความร่วมมือทางเศรษฐกิจ", "th"),
        ("ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ ໄດ້ຈັດກອງປະຊຸມຮ່ວມກັບຍີ່ປຸ່ນ", "lo"),
        ("Министры обсудили торгово-экономическое сотрудничество и договорились провести следующее заседание весной.", "ru"),
    ] {
        assert_eq!(of(text, None).as_deref(), Some(tag), "{text}");
    }
}

#[test]
fn a_declaration_adds_its_region_and_decides_for_short_texts() {
    let english = "The ministers met in Vienna and agreed to hold the next meeting of the committee in spring.";
    assert_eq!(of(english, Some("en_GB")).as_deref(), Some("en-GB"));
    assert_eq!(of("Tokyo talks", Some("ja-JP")).as_deref(), Some("ja-JP"));
    assert_eq!(of("", Some("zh-Hans-CN")).as_deref(), Some("zh-CN"));
    assert_eq!(of("", Some("none of these")), None);
    assert_eq!(of("1234", None), None);
}

#[test]
fn a_declaration_that_the_text_belies_is_not_believed() {
    let japanese = "経済産業大臣は東京で中国の商務部長と会談し、経済対話の開催について合意しました。次回の会合は来年の春に北京で開かれる予定です。両国は協力を進めます。";
    assert_eq!(of(japanese, Some("en-US")).as_deref(), Some("ja"));
}

#[test]
fn english_is_told_by_its_words_and_nothing_else_is() {
    let english = "The ministers of the two countries met in the capital on Tuesday and agreed that officials would settle what \
        remained open by the end of the year. ";
    assert!(is_english(&english.repeat(3)));
    assert!(!is_english(english), "too short to be sure");
    let german = "Die Minister der beiden Länder trafen sich am Dienstag in der Hauptstadt und vereinbarten, was offen geblieben war. ";
    assert!(!is_english(&german.repeat(5)));
    assert!(!is_english(&format!("{}{english}", german.repeat(3))), "a page in two languages is left to the profiles");
    let dutch = "De ministers van de twee landen hebben dinsdag in de hoofdstad of elders met elkaar over the Hague gesproken. ";
    assert!(!is_english(&dutch.repeat(5)));
}
