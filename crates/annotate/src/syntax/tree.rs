//! **Which tree fits the scores of its arcs best?**
//!
//! In → Out: a score for every word and every possible head → a head for every word, one of them the root.
//!
//! Never: gives a cycle, no root or two roots; takes more than the cube of the sentence's length.
//!
//! Source: Chu and Liu 1965, Edmonds 1967.

#[cfg(test)]
mod tests;

/// What a root costs: more than any tree can gain by having two.
const ROOT_COST: i64 = 1 << 40;

/// Heads for `n` words from `scores` (n × (n + 1), row after row, place 0 the root); a head counts from 1.
pub(super) fn best_tree(n: usize, scores: &[f32], heads: &mut Vec<usize>) {
    heads.clear();
    let width = n + 1;
    for d in 0..n {
        let row = &scores[d * width..(d + 1) * width];
        let mut best = usize::from(d == 0);
        for h in 0..width {
            if h != d + 1 && (row[h] > row[best] || best == d + 1) {
                best = h;
            }
        }
        heads.push(if n == 1 { 0 } else { best });
    }
    if !is_tree(heads) {
        let mut whole = vec![i64::MIN / 4; width * width];
        for d in 0..n {
            for h in (0..width).filter(|&h| h != d + 1) {
                let score = (f64::from(scores[d * width + h]).clamp(-1e6, 1e6) * 4096.0) as i64;
                whole[(d + 1) * width + h] = if h == 0 { score - ROOT_COST } else { score };
            }
        }
        let found = span(width, &whole);
        heads.copy_from_slice(&found[1..]);
    }
}

/// Whether the heads have one root and every word leads to it.
pub(super) fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&h| h == 0).count() == 1 && cycle(heads.len() + 1, |v| heads[v - 1]).is_none()
}

/// The nodes of a cycle among nodes `1..width`.
fn cycle(width: usize, head: impl Fn(usize) -> usize) -> Option<Vec<usize>> {
    let mut seen = vec![0; width];
    for start in 1..width {
        let mut v = start;
        while v != 0 && seen[v] == 0 {
            seen[v] = start;
            v = head(v);
        }
        if v != 0 && seen[v] == start {
            let mut nodes = vec![v];
            let mut w = head(v);
            while w != v {
                nodes.push(w);
                w = head(w);
            }
            return Some(nodes);
        }
    }
    None
}

/// The best spanning tree from node 0; `scores` is width × width, dependents by rows.
fn span(width: usize, scores: &[i64]) -> Vec<usize> {
    let mut heads = vec![0; width];
    for d in 1..width {
        let row = &scores[d * width..(d + 1) * width];
        heads[d] = (0..width).filter(|&h| h != d).fold(0, |b, h| if row[h] > row[b] { h } else { b });
    }
    let Some(nodes) = cycle(width, |v| heads[v]) else { return heads };
    let mut inside = vec![false; width];
    for &v in &nodes {
        inside[v] = true;
    }
    // The nodes outside keep their order, the cycle becomes the last node.
    let outside: Vec<usize> = (0..width).filter(|&v| !inside[v]).collect();
    let (m, small) = (outside.len(), outside.len() + 1);
    let mut contracted = vec![i64::MIN / 4; small * small];
    let (mut leaves, mut enters) = (vec![0; m], vec![0; m]);
    for (a, &v) in outside.iter().enumerate() {
        for (b, &w) in outside.iter().enumerate() {
            contracted[a * small + b] = scores[v * width + w];
        }
        let leave = nodes.iter().copied().fold(nodes[0], |best, h| if scores[v * width + h] > scores[v * width + best] { h } else { best });
        leaves[a] = leave;
        contracted[a * small + m] = scores[v * width + leave];
        let gain = |d: usize| scores[d * width + v] - scores[d * width + heads[d]];
        let enter = nodes.iter().copied().fold(nodes[0], |best, d| if gain(d) > gain(best) { d } else { best });
        enters[a] = enter;
        contracted[m * small + a] = gain(enter);
    }
    let inner = span(small, &contracted);
    for (a, &v) in outside.iter().enumerate().skip(1) {
        heads[v] = if inner[a] == m { leaves[a] } else { outside[inner[a]] };
    }
    let entry = inner[m];
    heads[enters[entry]] = outside[entry];
    heads
}
