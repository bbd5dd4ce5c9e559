//! **How are matrices multiplied while training?**
//!
//! In → Out: two matrices of floats → their product, added to or in place of a third.
//!
//! Never: changes the order of additions with the machine, so that training gives the same bits everywhere.

use crate::syntax::kernel::{TILE_COLUMNS, TILE_ROWS, tile};

/// How the rows of the left side lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// `a` is m × k, row after row.
    Plain,
    /// `a` is k × m, to be read as its transpose.
    Transposed,
}

/// `c (m × n) += a (m × k) · b (k × n)`, all row after row.
pub(crate) fn multiply(left: Left, m: usize, k: usize, n: usize, a: &[f32], b: &[f32], c: &mut [f32]) {
    debug_assert!(a.len() >= m * k && b.len() >= k * n && c.len() >= m * n);
    let (row, column) = if left == Left::Plain { (k, 1) } else { (1, m) };
    let mut panel = vec![0.0f32; k * TILE_COLUMNS];
    for j in (0..n).step_by(TILE_COLUMNS) {
        let width = TILE_COLUMNS.min(n - j);
        for (p, slot) in panel.chunks_exact_mut(TILE_COLUMNS).enumerate() {
            slot[..width].copy_from_slice(&b[p * n + j..p * n + j + width]);
            slot[width..].fill(0.0);
        }
        for i in (0..m).step_by(TILE_ROWS) {
            let height = TILE_ROWS.min(m - i);
            // Rows past the last repeat it; what they give is not stored.
            let starts: [usize; TILE_ROWS] = std::array::from_fn(|r| (i + r.min(height - 1)) * row);
            let sums = tile(a, &starts, column, &panel, k);
            for (r, sum) in sums.iter().enumerate().take(height) {
                for (slot, s) in c[(i + r) * n + j..(i + r) * n + j + width].iter_mut().zip(sum) {
                    *slot += s;
                }
            }
        }
    }
}

/// The transpose of `a` (m × n).
pub(crate) fn transpose(m: usize, n: usize, a: &[f32]) -> Vec<f32> {
    let mut t = vec![0.0; m * n];
    for i in 0..m {
        for j in 0..n {
            t[j * m + i] = a[i * n + j];
        }
    }
    t
}
