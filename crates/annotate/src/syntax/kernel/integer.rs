//! **How are bytes multiplied with packed weights?**

use super::Path;

/// Columns that lie together.
const BLOCK: usize = 16;

/// A matrix of small integers, laid out so that one load brings four rows of sixteen columns.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    inputs: usize,
    outputs: usize,
    blocks: usize,
    /// `[block][input / 4][column][input % 4]`.
    weights: Vec<i8>,
    /// What one step of a column is worth.
    scales: Vec<f32>,
    /// 128 times the sum of a column: what the offset of the bytes adds.
    offsets: Vec<i32>,
    bias: Vec<f32>,
}

impl Packed {
    /// Packs `weights` (inputs × outputs, row after row); `inputs` is a multiple of 4.
    pub(crate) fn new(inputs: usize, outputs: usize, weights: &[u8], scales: &[f32], bias: &[f32]) -> Packed {
        assert!(inputs.is_multiple_of(4) && weights.len() == inputs * outputs && scales.len() == outputs && bias.len() == outputs);
        let blocks = outputs.div_ceil(BLOCK);
        let mut packed = vec![0i8; blocks * BLOCK * inputs];
        let mut offsets = vec![0i32; blocks * BLOCK];
        for (i, row) in weights.chunks_exact(outputs).enumerate() {
            for (o, &w) in row.iter().enumerate() {
                let at = (o / BLOCK) * BLOCK * inputs + (i / 4) * BLOCK * 4 + (o % BLOCK) * 4 + i % 4;
                packed[at] = w as i8;
                offsets[o] += 128 * i32::from(w as i8);
            }
        }
        let pad = |v: &[f32]| v.iter().copied().chain(std::iter::repeat(0.0)).take(blocks * BLOCK).collect();
        Packed { inputs, outputs, blocks, weights: packed, scales: pad(scales), offsets, bias: pad(bias) }
    }

    /// How many numbers a row of the product holds, with what fills the last block.
    pub(crate) fn width(&self) -> usize {
        self.blocks * BLOCK
    }

    /// How many outputs there are.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out (m × width) = rows (m × inputs) · weights + bias`; bytes stand for `(byte - 128) * step`.
    pub(crate) fn product(&self, path: Path, rows: &[u8], steps: &[f32], out: &mut [f32]) {
        let m = steps.len();
        assert!(rows.len() >= m * self.inputs && out.len() >= m * self.width());
        match path {
            Path::Plain => self.plain(rows, steps, out),
            // SAFETY: the path is only given where the processor has the instructions; lengths are checked above.
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => unsafe { self.avx2(rows, steps, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Path::Vnni => unsafe { self.vnni(rows, steps, out) },
        }
    }

    #[inline(always)]
    fn finish(&self, block: usize, sums: &[i32; BLOCK], step: f32, out: &mut [f32]) {
        let at = block * BLOCK;
        for c in 0..BLOCK {
            out[at + c] = (sums[c] - self.offsets[at + c]) as f32 * (step * self.scales[at + c]) + self.bias[at + c];
        }
    }

    fn block(&self, block: usize) -> &[i8] {
        &self.weights[block * BLOCK * self.inputs..][..BLOCK * self.inputs]
    }

    fn plain(&self, rows: &[u8], steps: &[f32], out: &mut [f32]) {
        for ((row, step), out) in rows.chunks_exact(self.inputs).zip(steps).zip(out.chunks_exact_mut(self.width())) {
            for block in 0..self.blocks {
                let mut sums = [0i32; BLOCK];
                for (x, w) in row.chunks_exact(4).zip(self.block(block).chunks_exact(4 * BLOCK)) {
                    for c in 0..BLOCK {
                        for k in 0..4 {
                            sums[c] += i32::from(x[k]) * i32::from(w[c * 4 + k]);
                        }
                    }
                }
                self.finish(block, &sums, *step, out);
            }
        }
    }

    /// # Safety
    /// The processor has AVX2; `rows` and `out` hold `steps.len()` rows.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    unsafe fn avx2(&self, rows: &[u8], steps: &[f32], out: &mut [f32]) {
        use std::arch::x86_64::{
            __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16, _mm256_set1_epi64x,
            _mm256_setzero_si256, _mm256_storeu_si256,
        };
        for ((row, step), out) in rows.chunks_exact(self.inputs).zip(steps).zip(out.chunks_exact_mut(self.width())) {
            for block in 0..self.blocks {
                // Each accumulator holds two half sums for each of four columns.
                let mut halves: [__m256i; 4] = [_mm256_setzero_si256(); 4];
                for (x, w) in row.chunks_exact(4).zip(self.block(block).chunks_exact(4 * BLOCK)) {
                    let four = i64::from(x[0]) | i64::from(x[1]) << 16 | i64::from(x[2]) << 32 | i64::from(x[3]) << 48;
                    let x = _mm256_set1_epi64x(four);
                    for (q, half) in halves.iter_mut().enumerate() {
                        // SAFETY: `w` holds 64 bytes, of which this reads sixteen from `q * 16`.
                        let w = unsafe { _mm256_cvtepi8_epi16(_mm_loadu_si128(w.as_ptr().add(q * 16).cast::<__m128i>())) };
                        *half = _mm256_add_epi32(*half, _mm256_madd_epi16(x, w));
                    }
                }
                let mut pairs = [0i32; 2 * BLOCK];
                for (q, half) in halves.iter().enumerate() {
                    // SAFETY: `pairs` holds four times eight integers.
                    unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().add(q * 8).cast::<__m256i>(), *half) };
                }
                let sums: [i32; BLOCK] = std::array::from_fn(|c| pairs[2 * c] + pairs[2 * c + 1]);
                self.finish(block, &sums, *step, out);
            }
        }
    }

    /// # Safety
    /// The processor has AVX-512 with VNNI; `rows` and `out` hold `steps.len()` rows.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    unsafe fn vnni(&self, rows: &[u8], steps: &[f32], out: &mut [f32]) {
        let m = steps.len();
        let mut row = 0;
        while row < m {
            let take = (m - row).min(4);
            let mut block = 0;
            while block < self.blocks {
                let wide = (self.blocks - block).min(4);
                // SAFETY: `row + take <= m` and `block + wide <= blocks`.
                unsafe {
                    match (take, wide) {
                        (4, 4) => self.vnni_tile::<4, 4>(row, block, rows, steps, out),
                        (4, _) => (0..wide).for_each(|b| self.vnni_tile::<4, 1>(row, block + b, rows, steps, out)),
                        (_, 4) => (0..take).for_each(|r| self.vnni_tile::<1, 4>(row + r, block, rows, steps, out)),
                        _ => {
                            for r in 0..take {
                                (0..wide).for_each(|b| self.vnni_tile::<1, 1>(row + r, block + b, rows, steps, out));
                            }
                        }
                    }
                }
                block += wide;
            }
            row += take;
        }
    }

    /// # Safety
    /// As [`Packed::vnni`], for rows `row..row + ROWS` and blocks `block..block + BLOCKS`, all of which exist.
    #[cfg(target_arch = "x86_64")]
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    unsafe fn vnni_tile<const ROWS: usize, const BLOCKS: usize>(
        &self,
        row: usize,
        block: usize,
        rows: &[u8],
        steps: &[f32],
        out: &mut [f32],
    ) {
        use std::arch::x86_64::{
            __m512i, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_mul_ps,
            _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_si512, _mm512_storeu_ps, _mm512_sub_epi32,
        };
        let quads = self.inputs / 4;
        let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
        // SAFETY: the caller's rows and blocks exist, and `Packed::product` checked that the slices hold them.
        unsafe {
            let x = rows.as_ptr().add(row * self.inputs);
            let w = self.weights.as_ptr().add(block * BLOCK * self.inputs);
            for q in 0..quads {
                let mut columns = [_mm512_setzero_si512(); BLOCKS];
                for (b, column) in columns.iter_mut().enumerate() {
                    *column = _mm512_loadu_si512(w.add(b * BLOCK * self.inputs + q * 4 * BLOCK).cast::<__m512i>());
                }
                for (r, sums) in sums.iter_mut().enumerate() {
                    let four = _mm512_set1_epi32(x.add(r * self.inputs + q * 4).cast::<i32>().read_unaligned());
                    for (sum, column) in sums.iter_mut().zip(&columns) {
                        *sum = _mm512_dpbusd_epi32(*sum, four, *column);
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                let step = _mm512_set1_ps(*steps.get_unchecked(row + r));
                for (b, sum) in sums.iter().enumerate() {
                    let at = (block + b) * BLOCK;
                    let whole = _mm512_sub_epi32(*sum, _mm512_loadu_si512(self.offsets.as_ptr().add(at).cast::<__m512i>()));
                    let scale = _mm512_mul_ps(step, _mm512_loadu_ps(self.scales.as_ptr().add(at)));
                    let value = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(whole), scale), _mm512_loadu_ps(self.bias.as_ptr().add(at)));
                    _mm512_storeu_ps(out.as_mut_ptr().add((row + r) * self.width() + at), value);
                }
            }
        }
    }
}
