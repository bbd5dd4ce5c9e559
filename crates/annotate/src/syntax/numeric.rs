//! **Which functions bend the net's numbers?**
//!
//! In → Out: floats → floats, from additions, multiplications, divisions and square roots alone.
//!
//! Never: calls the platform's mathematical library, whose last digit differs between systems; fuses a
//! multiplication with an addition, so that every width of vector gives the same bits.

/// A rational function that follows the hyperbolic tangent, with value 1 and slope 0 from 3 on.
#[inline(always)]
pub(super) fn squash(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let s = x * x;
    x * (27.0 + s) / (27.0 + 9.0 * s)
}

/// A gate between 0 and 1, [`squash`] at half scale.
#[inline(always)]
pub(super) fn gate(x: f32) -> f32 {
    0.5 + 0.5 * squash(0.5 * x)
}

/// What keeps a normalisation from dividing by nothing.
pub(super) const EPSILON: f32 = 1e-5;

/// Lanes of a sum; fixed, so that the order of additions is the same everywhere.
pub(super) const LANES: usize = 16;

/// The sum of `f(x)` in a fixed order.
#[inline(always)]
pub(super) fn lane_sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &v) in lanes.iter_mut().zip(chunk) {
            *lane += f(v);
        }
    }
    for (lane, &v) in lanes.iter_mut().zip(rest) {
        *lane += f(v);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}
