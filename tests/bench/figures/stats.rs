//! Medians and percentiles. Rule: nothing is interpolated; what is told was measured.

/// The middle one; of an even number the upper one of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    sorted[sorted.len() / 2]
}

/// The smallest value that `percent` per cent of all are not above (the nearest rank).
pub(crate) fn percentile(values: &[f64], percent: usize) -> f64 {
    let sorted = sorted(values);
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

fn sorted(values: &[f64]) -> Vec<f64> {
    assert!(!values.is_empty(), "nothing was measured");
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
