//! **How is one tile of a product of float matrices computed?** For training only.

/// Rows of a tile.
pub(crate) const TILE_ROWS: usize = 8;
/// Columns of a tile.
pub(crate) const TILE_COLUMNS: usize = 32;

type Tile = [[f32; TILE_COLUMNS]; TILE_ROWS];

/// Sums `a[starts[r] + p * step] * panel[p][c]` over `p < k`, with fused multiplication and addition.
///
/// Fused on every machine (in hardware or not), so all give the same bits.
pub(crate) fn tile(a: &[f32], starts: &[usize; TILE_ROWS], step: usize, panel: &[f32], k: usize) -> Tile {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has AVX-512.
            return unsafe { tile_512(a, starts, step, panel, k) };
        }
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has AVX2 and FMA; the function itself is safe code.
            return unsafe { tile_256(a, starts, step, panel, k) };
        }
    }
    tile_body(a, starts, step, panel, k)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn tile_512(a: &[f32], starts: &[usize; TILE_ROWS], step: usize, panel: &[f32], k: usize) -> Tile {
    use std::arch::x86_64::{_mm512_fmadd_ps, _mm512_loadu_ps, _mm512_set1_ps, _mm512_setzero_ps, _mm512_storeu_ps};
    assert!(panel.len() >= k * TILE_COLUMNS && starts.iter().all(|s| k == 0 || s + (k - 1) * step < a.len()));
    let mut sums = [[_mm512_setzero_ps(); 2]; TILE_ROWS];
    for p in 0..k {
        // SAFETY: the assertion above bounds every read of `panel` and `a`.
        unsafe {
            let low = _mm512_loadu_ps(panel.as_ptr().add(p * TILE_COLUMNS));
            let high = _mm512_loadu_ps(panel.as_ptr().add(p * TILE_COLUMNS + 16));
            for r in 0..TILE_ROWS {
                let x = _mm512_set1_ps(*a.get_unchecked(starts[r] + p * step));
                sums[r][0] = _mm512_fmadd_ps(x, low, sums[r][0]);
                sums[r][1] = _mm512_fmadd_ps(x, high, sums[r][1]);
            }
        }
    }
    let mut out = [[0.0f32; TILE_COLUMNS]; TILE_ROWS];
    for (row, sum) in out.iter_mut().zip(&sums) {
        // SAFETY: each row holds two vectors of sixteen.
        unsafe {
            _mm512_storeu_ps(row.as_mut_ptr(), sum[0]);
            _mm512_storeu_ps(row.as_mut_ptr().add(16), sum[1]);
        }
    }
    out
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn tile_256(a: &[f32], starts: &[usize; TILE_ROWS], step: usize, panel: &[f32], k: usize) -> Tile {
    tile_body(a, starts, step, panel, k)
}

#[inline(always)]
fn tile_body(a: &[f32], starts: &[usize; TILE_ROWS], step: usize, panel: &[f32], k: usize) -> Tile {
    let mut sums = [[0.0f32; TILE_COLUMNS]; TILE_ROWS];
    for (p, columns) in panel.chunks_exact(TILE_COLUMNS).enumerate().take(k) {
        for r in 0..TILE_ROWS {
            let x = a[starts[r] + p * step];
            for c in 0..TILE_COLUMNS {
                sums[r][c] = x.mul_add(columns[c], sums[r][c]);
            }
        }
    }
    sums
}
