//! The Date of answers after the clock was set back.

use std::cell::Cell;
use std::time::SystemTime;

use hyper::header::HeaderValue;

thread_local! {
    /// The latest time that this thread has seen.
    static LATEST: Cell<SystemTime> = const { Cell::new(SystemTime::UNIX_EPOCH) };
}

/// The value of `Date` where hyper's own would be wrong. hyper writes its Date anew only when the clock
/// passes the last one; after the clock was set back, that lies in the future until the clock is there again.
pub(super) fn corrected() -> Option<HeaderValue> {
    corrected_at(SystemTime::now())
}

fn corrected_at(now: SystemTime) -> Option<HeaderValue> {
    if now >= LATEST.get() {
        LATEST.set(now);
        return None;
    }
    HeaderValue::from_str(&httpdate::fmt_http_date(now)).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_set_back_is_corrected_until_it_is_there_again() {
        // 2024-04-01 00:00:00 UTC, a Monday.
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_711_929_600);
        let hour = Duration::from_secs(3600);
        assert_eq!(corrected_at(start + 9 * hour), None);
        assert_eq!(corrected_at(start).unwrap(), "Mon, 01 Apr 2024 00:00:00 GMT");
        assert_eq!(corrected_at(start + hour).unwrap(), "Mon, 01 Apr 2024 01:00:00 GMT");
        assert_eq!(corrected_at(start + 9 * hour), None);
        assert_eq!(corrected_at(start + 10 * hour), None);
    }
}
