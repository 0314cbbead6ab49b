//! What may happen thousands of times a second, and is worth a line now and then.

use std::time::{Duration, Instant};

/// Lets one message through at a time, and no other until some time has passed.
#[derive(Debug)]
pub(super) struct RateLimited {
    every: Duration,
    last: Option<Instant>,
}

impl RateLimited {
    pub(super) fn new(every: Duration) -> Self {
        Self { every, last: None }
    }

    /// Whether a message is due now; if so, the next is due after the time given.
    pub(super) fn is_due(&mut self) -> bool {
        let is_due = self.last.is_none_or(|last| last.elapsed() >= self.every);
        if is_due {
            self.last = Some(Instant::now());
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_is_due_at_a_time() {
        let mut limited = RateLimited::new(Duration::from_secs(60));
        assert_eq!([limited.is_due(), limited.is_due(), limited.is_due()], [true, false, false]);
        limited.last = limited.last.and_then(|last| last.checked_sub(Duration::from_secs(60)));
        assert_eq!([limited.is_due(), limited.is_due()], [true, false]);
    }
}
