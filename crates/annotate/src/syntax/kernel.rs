//! **How are the net's numbers multiplied on this processor?**
//!
//! In → Out: rows of bytes and packed weights → sums; rows of floats → rows of floats. Every path gives the same bits:
//! integer sums are exact, float operations are the same ones in the same order.
//!
//! Never: reads out of bounds, whatever it is given: every entry checks its lengths before the unsafe part.

#[cfg(feature = "train")]
mod float;
mod integer;
#[cfg(test)]
mod tests;

#[cfg(feature = "train")]
pub(crate) use float::{TILE_COLUMNS, TILE_ROWS, tile};
pub(crate) use integer::Packed;

use super::numeric::{EPSILON, gate, lane_sum, squash};
use super::shape::{ARC, WIDTH};
use std::ops::Range;

/// Which instructions are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Path {
    /// What every processor has.
    Plain,
    /// 256-bit vectors.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit vectors with byte products.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Path {
    /// Every path that this processor can take, the fastest last.
    pub(crate) fn available() -> Vec<Path> {
        #[allow(unused_mut, reason = "other processors have the one path")]
        let mut paths = vec![Path::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx2") {
                paths.push(Path::Avx2);
                if has!("avx512f") && has!("avx512bw") && has!("avx512vl") && has!("avx512dq") && has!("avx512vnni") {
                    paths.push(Path::Vnni);
                }
            }
        }
        paths
    }

    /// The fastest path of this processor.
    pub(crate) fn fastest() -> Path {
        Path::available().pop().unwrap_or(Path::Plain)
    }
}

/// Compiles one safe body for every path.
macro_rules! paths {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) $body:block)+) => {$(
        $(#[$doc])*
        pub(crate) fn $name(path: Path, $($arg: $type),*) {
            #[inline(always)]
            fn body($($arg: $type),*) $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($arg: $type),*) {
                body($($arg),*)
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($arg: $type),*) {
                body($($arg),*)
            }
            match path {
                Path::Plain => body($($arg),*),
                // SAFETY: `Path::available` gives this path only where the processor has the instructions.
                #[cfg(target_arch = "x86_64")]
                Path::Avx2 => unsafe { avx2($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                Path::Vnni => unsafe { avx512($($arg),*) },
            }
        }
    )+};
}

const HALF: usize = WIDTH / 2;

#[inline(always)]
fn half(row: &[f32], at: usize) -> &[f32; HALF] {
    row[at..].first_chunk().expect("a row holds both halves")
}

#[inline(always)]
fn half_mut(row: &mut [f32], at: usize) -> &mut [f32; HALF] {
    row[at..].first_chunk_mut().expect("a row holds both halves")
}

paths! {
    /// Rounds each row of `x` to bytes around 128 and notes what one step is worth.
    fn quantise(x: &[f32], width: usize, bytes: &mut [u8], steps: &mut [f32]) {
        for ((x, q), step) in x.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(steps) {
            let mut most = [0.0f32; 16];
            for chunk in x.chunks(16) {
                for (m, v) in most.iter_mut().zip(chunk) {
                    *m = m.max(v.abs());
                }
            }
            let most = most.iter().copied().fold(1e-20f32, f32::max);
            let scale = 127.0 / most;
            *step = most / 127.0;
            for (q, v) in q.iter_mut().zip(x) {
                // Adding this number leaves the nearest integer in the low bits.
                *q = (v * scale + 12_583_040.0).to_bits() as u8;
            }
        }
    }

    /// Brings each row to mean 0 and deviation 1, then scales and shifts it.
    fn normalise(x: &mut [f32], width: usize, gain: &[f32], shift: &[f32]) {
        for x in x.chunks_exact_mut(width) {
            let mean = lane_sum(x, |v| v) / width as f32;
            let variance = lane_sum(x, |v| (v - mean) * (v - mean)) / width as f32;
            let scale = 1.0 / (variance + EPSILON).sqrt();
            for ((x, g), s) in x.iter_mut().zip(gain).zip(shift) {
                *x = (*x - mean) * scale * g + s;
            }
        }
    }

    /// One recurrent layer over each sentence: `c = f c' + (1 - f) z`, `h = r squash(c) + (1 - r) h`.
    fn recur(u: &[f32], sentences: &[Range<usize>], h: &mut [f32]) {
        for sentence in sentences {
            for backward in [false, true] {
                let at = if backward { HALF } else { 0 };
                let mut c = [0.0f32; HALF];
                for k in 0..sentence.len() {
                    let t = if backward { sentence.end - 1 - k } else { sentence.start + k };
                    let wide = &u[t * 3 * WIDTH..][..3 * WIDTH];
                    let (z, uf, ur) = (half(wide, at), half(wide, at + WIDTH), half(wide, at + 2 * WIDTH));
                    let h = half_mut(&mut h[t * WIDTH..][..WIDTH], at);
                    for i in 0..HALF {
                        let f = gate(uf[i]);
                        c[i] = f * c[i] + (1.0 - f) * z[i];
                        let r = gate(ur[i]);
                        h[i] = r * squash(c[i]) + (1.0 - r) * h[i];
                    }
                }
            }
        }
    }

    /// Sets what is below 0 to 0.
    fn rectify(x: &mut [f32]) {
        for x in x {
            *x = x.max(0.0);
        }
    }

    /// Adds `from` to `to`.
    fn add(to: &mut [f32], from: &[f32]) {
        for (a, b) in to.iter_mut().zip(from) {
            *a += b;
        }
    }

    /// Adds bytes times their step to `to`.
    fn add_bytes(to: &mut [f32], bytes: &[u8], step: f32) {
        for (a, &b) in to.iter_mut().zip(bytes) {
            *a += f32::from(b as i8) * step;
        }
    }

    /// The rectified sum of two rows.
    fn meet(a: &[f32], b: &[f32], out: &mut [f32]) {
        for ((o, a), b) in out.iter_mut().zip(a).zip(b) {
            *o = (a + b).max(0.0);
        }
    }

    /// Products of each row of `queries` with each row of `keys`, `n` of each; `out` is n × n.
    fn arcs(queries: &[f32], keys: &[f32], out: &mut [f32]) {
        let n = keys.len() / ARC;
        for (query, out) in queries.chunks_exact(ARC).zip(out.chunks_exact_mut(n.max(1))) {
            let query: &[f32; ARC] = query.first_chunk().expect("a row of the arc scorer");
            for (key, out) in keys.chunks_exact(ARC).zip(out) {
                let key: &[f32; ARC] = key.first_chunk().expect("a row of the arc scorer");
                let mut lanes = [0.0f32; 16];
                for c in 0..ARC / 16 {
                    for l in 0..16 {
                        lanes[l] += query[c * 16 + l] * key[c * 16 + l];
                    }
                }
                *out = lane_sum(&lanes, |v| v);
            }
        }
    }
}

/// Where the largest score stands; the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, s) in scores.iter().enumerate() {
        if *s > scores[best] {
            best = i;
        }
    }
    best
}
