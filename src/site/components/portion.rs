//! A sum, and its part of the whole list.

use super::{Amount, share_of_plan};
use crate::chart::Share;
use crate::plan::Total;
use crate::site::frame::Frame;

/// What some projects cost together, with its share of the whole list.
pub(crate) struct Portion {
    pub(crate) amount: Amount,
    /// The share in words, and drawn; none where the list comes to nothing.
    pub(crate) share: Option<(String, Share)>,
}

impl Portion {
    /// The portion that a total is; none where no amount is stated.
    pub(crate) fn new(frame: &Frame<'_>, total: Total) -> Option<Self> {
        let amount = total.stated()?;
        let share = share_of_plan(frame, amount).and_then(|share| {
            let label = frame.t.rows.share_of_plan(share);
            let whole = frame.plan.total().stated()?;
            Some((label.clone(), Share::new(amount.get(), whole.get(), label)?))
        });
        Some(Self { amount: Amount::new(frame, amount), share })
    }
}
