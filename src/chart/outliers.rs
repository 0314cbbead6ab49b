//! When a few bars dwarf the rest, so that a second chart without them is needed.

/// How many times the next bar an outlier is at least.
///
/// Four, because then every other bar is squeezed into a quarter of the range (45 px on the narrowest screen), and a
/// chart of its own draws them at least four times as long. Below that a second chart gains less than it asks of the
/// reader; a factor of two or three between neighbours is ordinary and can be seen in one chart.
pub const OUTLIER_RATIO: u64 = 4;

/// At most so many bars are set apart: with more, they are a group and not outliers.
pub const MAX_OUTLIERS: usize = 3;

/// The second chart compares at least so many bars.
pub const MIN_REST: usize = 3;

/// How many of the largest values dwarf the rest, or `None` if one chart serves all.
///
/// The smallest `k` of at most [`MAX_OUTLIERS`] such that the `k`-th largest value is at least [`OUTLIER_RATIO`] times
/// the next one and at least [`MIN_REST`] values above zero remain. Zeros do not count: they have no bar in either chart.
///
/// ```
/// use keikaku::chart::outliers;
///
/// assert_eq!(outliers(&[955_400, 20_000, 14_500, 8_000, 2_850]), Some(1));
/// assert_eq!(outliers(&[1_494_113, 575_563, 446_589, 287]), None);
/// ```
#[must_use]
pub fn outliers(values: &[u64]) -> Option<usize> {
    let mut sorted: Vec<u64> = values.iter().copied().filter(|&value| value > 0).collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let most = sorted.len().saturating_sub(MIN_REST).min(MAX_OUTLIERS);
    // For whole numbers `a / 4 >= b` says the same as `a >= 4 * b`, and cannot overflow.
    (1..=most).find(|&k| sorted[k - 1] / OUTLIER_RATIO >= sorted[k])
}
