use super::*;

/// Numbers without a pattern, the same every time.
fn noise(n: usize, seed: u32) -> Vec<f32> {
    let mut s = seed;
    let next = || {
        s = s.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (s >> 8) as f32 / 8_388_608.0 - 1.0
    };
    std::iter::repeat_with(next).take(n).collect()
}

fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|v| v.to_bits()).collect()
}

#[test]
fn every_path_gives_the_same_product() {
    for (m, inputs, outputs) in [(1, 4, 1), (3, 64, 7), (5, 128, 43), (9, 192, 576), (8, 100, 130)] {
        let weights: Vec<u8> = noise(inputs * outputs, 7).iter().map(|w| (w * 127.0) as i8 as u8).collect();
        let packed = Packed::new(inputs, outputs, &weights, &noise(outputs, 8), &noise(outputs, 9));
        let x = noise(m * inputs, 10);
        let mut wanted: Option<Vec<u32>> = None;
        for path in Path::available() {
            let (mut bytes, mut steps) = (vec![0; x.len()], vec![0.0; m]);
            quantise(path, &x, inputs, &mut bytes, &mut steps);
            let mut out = vec![0.0; m * packed.width()];
            packed.product(path, &bytes, &steps, &mut out);
            assert_eq!(*wanted.get_or_insert(bits(&out)), bits(&out), "{path:?} at {m} × {inputs} × {outputs}");
        }
    }
}

#[test]
fn a_product_of_bytes_is_close_to_that_of_floats() {
    let (inputs, outputs) = (192, 20);
    let w = noise(inputs * outputs, 3);
    let weights: Vec<u8> = w.iter().map(|w| (w * 127.0).round() as i8 as u8).collect();
    let packed = Packed::new(inputs, outputs, &weights, &vec![1.0 / 127.0; outputs], &vec![0.5; outputs]);
    let x = noise(inputs, 4);
    let (mut bytes, mut steps) = (vec![0; inputs], vec![0.0]);
    quantise(Path::Plain, &x, inputs, &mut bytes, &mut steps);
    let mut out = vec![0.0; packed.width()];
    packed.product(Path::Plain, &bytes, &steps, &mut out);
    for o in 0..outputs {
        let exact: f32 = (0..inputs).map(|i| x[i] * w[i * outputs + o]).sum::<f32>() + 0.5;
        assert!((exact - out[o]).abs() < 0.2, "{exact} {}", out[o]);
    }
}

#[test]
fn every_path_bends_and_normalises_alike() {
    let n = 5;
    let (u, h) = (noise(n * 3 * WIDTH, 1).iter().map(|x| x * 5.0).collect::<Vec<f32>>(), noise(n * WIDTH, 2));
    let (gain, shift) = (noise(WIDTH, 5), noise(WIDTH, 6));
    let mut wanted: Option<Vec<u32>> = None;
    for path in Path::available() {
        let mut h = h.clone();
        recur(path, &u, &[0..2, 2..5], &mut h);
        normalise(path, &mut h, WIDTH, &gain, &shift);
        let mut scores = vec![0.0; 4];
        arcs(path, &h[..2 * ARC], &h[2 * ARC..4 * ARC], &mut scores);
        h.extend(scores);
        assert_eq!(*wanted.get_or_insert(bits(&h)), bits(&h), "{path:?}");
    }
}
