//! Amounts in another unit than the rest: a row or a table a thousand times too large or too small.

use crate::i18n::grouped_decimal;
use crate::load::faults::Fault;
use crate::load::sink::{Place, Sink};
use crate::load::tables::Tables;
use crate::plan::Yen;

/// How many times the next largest amount a largest one is that was rather slipped.
const OUTLIER: u64 = 100;

/// One amount is far from all others.
pub(super) fn are_of_one_order(tables: &mut Tables, sink: &mut Sink) {
    let projects = tables.projects();
    let stated = |at: usize| Some((projects.amount(at, "budget")?, at));
    let mut amounts: Vec<(Yen, usize)> = projects.places().filter_map(stated).collect();
    amounts.sort_unstable();
    if let [.., (next, _), (largest, at)] = amounts[..]
        && next.get() > 0
        && largest.get() / next.get() >= OUTLIER
    {
        let shown = grouped_decimal(projects.unit.of(largest));
        sink.warning(projects.place(at, "budget"), || Fault::AmountOutlier(shown));
    }
}

/// Units by which people slip.
const FACTORS: [u64; 3] = [1_000, 1_000_000, 10_000];

/// Names the amounts that explain why the sum is not the one stated, all of them or a single one; whether any do.
pub(in crate::load) fn report(tables: &Tables, stated: Yen, found: Yen, sink: &mut Sink) -> bool {
    let projects = tables.projects();
    for factor in FACTORS {
        let whole =
            (stated.get().checked_mul(factor) == Some(found.get()), found.get() * factor == stated.get());
        if (whole.0 || whole.1) && stated.get() > 0 {
            sink.error(Place::file(projects.file), || Fault::AllAmountsScaled(factor));
            return true;
        }
    }
    for at in projects.places() {
        let Some(amount) = projects.amount(at, "budget") else { continue };
        let rest = found.get() - amount.get();
        let meant = FACTORS.into_iter().find_map(|factor| {
            [Some(amount.get() / factor), amount.get().checked_mul(factor)]
                .into_iter()
                .flatten()
                .find(|other| *other > 0 && rest.checked_add(*other) == Some(stated.get()))
        });
        if let Some(meant) = meant {
            let shown = |yen| grouped_decimal(projects.unit.of(yen));
            let digits = projects.unit.of(Yen::new(meant)).normalize();
            sink.error(projects.place(at, "budget"), || Fault::AmountScaled(shown(amount), digits));
            return true;
        }
    }
    false
}
