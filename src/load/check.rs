//! `keikaku check`: everything that is wrong with a data folder, in one go, for those who keep it.

use std::io::{self, Write};

use super::{Report, Source, load};
use crate::i18n::{Labels, Lang, amount, grouped, thousand_yen};
use crate::plan::Plan;

/// Prints every fault of a data folder and a closing line; true if the data can be published.
///
/// ```
/// use keikaku::load::{Source, check};
/// let mut out = Vec::new();
/// assert!(!check(&Source::Folder("no/such/folder".into()), &mut out)?);
/// assert!(String::from_utf8_lossy(&out).starts_with("error[missing-folder]"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Where the output takes nothing more: a closed pipe, a full disk.
pub fn check(source: &Source, out: &mut impl Write) -> io::Result<bool> {
    let report = load(source);
    report.write(out)?;
    Ok(report.dataset.is_some())
}

impl Report {
    /// Prints every diagnostic and a closing line, in every language of the site.
    ///
    /// # Errors
    ///
    /// Where the output takes nothing more.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for diagnostic in &self.diagnostics {
            writeln!(out, "{diagnostic}\n")?;
        }
        for lang in Lang::ALL {
            let labels = Labels::of(lang);
            if self.omitted() > 0 {
                writeln!(out, "{}", labels.check.omitted(number(self.omitted())))?;
            }
            writeln!(out, "{}", self.verdict(labels))?;
            let Some(dataset) = &self.dataset else { continue };
            for plan in dataset.plans.values() {
                writeln!(out, "  {}", plan_line(lang, labels, plan))?;
            }
            writeln!(out, "  {}", labels.check.terms(number(dataset.terms.len())))?;
        }
        out.flush()
    }

    /// How many errors and warnings there are, and whether the data can be published.
    fn verdict(&self, labels: &Labels) -> String {
        let (errors, warnings) = (self.errors(), self.warnings());
        let found = [
            (errors > 0).then(|| labels.check.errors(number(errors))),
            (warnings > 0).then(|| labels.check.warnings(number(warnings))),
        ];
        let found = Vec::from_iter(found.into_iter().flatten()).join(&labels.site.comma);
        match (errors, warnings) {
            (0, 0) => labels.check.sound.clone(),
            (0, _) => labels.check.sound_with(found),
            _ => labels.check.refused(found),
        }
    }
}

fn number(count: usize) -> String {
    grouped(count as u64)
}

/// What a year holds.
fn plan_line(lang: Lang, labels: &Labels, plan: &Plan) -> String {
    let check = &labels.check;
    let total = plan.total();
    let sum = total.stated().map(|sum| check.sum(thousand_yen(lang, sum.get()), amount(lang, sum.get())));
    let some = sum.is_some() && total.without_amount > 0;
    let without = some.then(|| check.without_amount(labels.count.projects(total.without_amount)));
    let amounts: Vec<String> = sum.into_iter().chain(without).collect();
    let reprints = plan.listings().iter().filter(|listing| listing.reprint).count();
    check.plan(
        plan.year(),
        labels.count.projects(total.projects),
        check.listings(number(plan.listings().len())),
        number(reprints),
        if amounts.is_empty() { check.no_amounts.clone() } else { amounts.join(&labels.site.comma) },
    )
}
