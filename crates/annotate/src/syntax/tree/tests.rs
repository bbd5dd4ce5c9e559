use super::*;
use proptest::prelude::*;

fn total(n: usize, scores: &[f32], heads: &[usize]) -> f32 {
    heads.iter().enumerate().map(|(d, &h)| scores[d * (n + 1) + h]).sum()
}

/// The best of all trees, by trying every assignment of heads.
fn by_hand(n: usize, scores: &[f32]) -> f32 {
    let mut best = f32::MIN;
    for code in 0..(n + 1).pow(n as u32) {
        let heads: Vec<usize> = (0..n).map(|d| code / (n + 1).pow(d as u32) % (n + 1)).collect();
        if is_tree(&heads) {
            best = best.max(total(n, scores, &heads));
        }
    }
    best
}

proptest! {
    #[test]
    fn the_result_is_a_tree_with_one_root(n in 1usize..40, seed in any::<u64>()) {
        let mut s = seed;
        let scores: Vec<f32> = (0..n * (n + 1)).map(|_| {
            s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (s >> 40) as f32 / 65_536.0
        }).collect();
        let mut heads = Vec::new();
        best_tree(n, &scores, &mut heads);
        prop_assert!(is_tree(&heads), "{heads:?}");
    }

    #[test]
    fn no_other_tree_scores_higher(n in 1usize..5, values in proptest::collection::vec(-8i8..8, 30)) {
        let scores: Vec<f32> = (0..n * (n + 1)).map(|i| f32::from(values[i])).collect();
        let mut heads = Vec::new();
        best_tree(n, &scores, &mut heads);
        // The chosen tree is best among those with one root.
        prop_assert_eq!(total(n, &scores, &heads), by_hand(n, &scores));
    }
}
