use super::gemm::{Left, multiply};
use super::{Judged, Texts, train};

const SENTENCE: &str = "# sent_id = a-1
# newpar
# text = The ministers don't meet.
1\tThe\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t2\tdet\t_\t_
2\tministers\tminister\tNOUN\tNNS\tNumber=Plur\t5\tnsubj\t_\t_
3-4\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdo\tdo\tAUX\tVBP\tVerbForm=Fin\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tmeet\tmeet\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

";

fn tiny(times: usize) -> Texts {
    let text = SENTENCE.repeat(times);
    Texts { ewt_train: text.clone(), gum_train: text.clone(), ewt_dev: text.clone(), gum_dev: text, ..Texts::default() }
}

#[test]
fn training_repeats_bit_for_bit() {
    let runs = [0, 1].map(|_| train(&tiny(40), &mut Vec::new(), &mut |_| ()).unwrap());
    assert_eq!(runs[0], runs[1]);
}

#[test]
fn the_net_learns_what_it_is_shown() {
    let bytes = train(&tiny(300), &mut Vec::new(), &mut |_| ()).unwrap();
    let scores = Judged::open(bytes).unwrap().scores(SENTENCE, None).unwrap();
    assert!(scores.las > 99.0 && scores.upos > 99.0 && scores.lemma > 99.0 && scores.tokens > 99.0, "{scores:?}");
}

#[test]
fn kept_floats_give_the_same_weights() {
    let mut floats = Vec::new();
    let learnt = train(&tiny(10), &mut floats, &mut |_| ()).unwrap();
    assert_eq!(learnt, train(&tiny(10), &mut floats, &mut |_| panic!("nothing is left to learn")).unwrap());
}

#[test]
fn a_broken_treebank_is_named() {
    let error = train(&Texts { ewt_train: "1\tThe\tthe\n".into(), ..tiny(10) }, &mut Vec::new(), &mut |_| ()).unwrap_err();
    assert!(error.contains("line 1"), "{error}");
}

#[test]
fn products_are_those_of_the_definition() {
    for (m, k, n) in [(1, 1, 1), (3, 5, 7), (9, 20, 33), (16, 3, 64)] {
        let value = |i: usize| (i * 37 % 19) as f32 - 9.0;
        let a: Vec<f32> = (0..m * k).map(value).collect();
        let b: Vec<f32> = (0..k * n).map(|i| value(i + 5)).collect();
        let (mut plain, mut turned) = (vec![1.0; m * n], vec![1.0; m * n]);
        multiply(Left::Plain, m, k, n, &a, &b, &mut plain);
        let across: Vec<f32> = (0..k * m).map(|i| a[i % m * k + i / m]).collect();
        multiply(Left::Transposed, m, k, n, &across, &b, &mut turned);
        for i in 0..m {
            for j in 0..n {
                let wanted = 1.0 + (0..k).map(|p| a[i * k + p] * b[p * n + j]).sum::<f32>();
                assert!((plain[i * n + j] - wanted).abs() < 1e-3 && plain[i * n + j] == turned[i * n + j]);
            }
        }
    }
}
