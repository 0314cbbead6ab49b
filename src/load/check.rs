//! The report of `keikaku check`: everything that is wrong with a data folder, or what is in it.

use std::io::{self, Write};

use super::Report;
use crate::i18n::{Labels, Lang, amount, fiscal_year_short, grouped, grouped_decimal};
use crate::plan::{BaseUrl, Plan, Unit};

/// What to say of an address that readers outside cannot reach, in every language: the site would carry it
/// everywhere. `None` for a public one.
#[must_use]
pub fn address_note(url: &BaseUrl) -> Option<String> {
    let note = format!(
        "注意：サイトのアドレス（base_url）は {url} で、外部からは開けません。正規のURL、サイトマップ、引用の例、印刷したページに、このアドレスが載ります。公開する前に、公開するアドレスを site.toml の base_url に書くか、--base-url で指定してください。\n\
         Note: the address of the site (base_url) is {url}, which cannot be reached from outside. Canonical links, the sitemap, citations and printed pages carry it. Before publishing, write the public address as base_url in site.toml, or give it with --base-url."
    );
    (!url.is_public()).then_some(note)
}

impl Report {
    /// Prints every diagnostic and a closing line, in every language of the site.
    ///
    /// ```
    /// use keikaku::load::{Source, load};
    /// let mut out = Vec::new();
    /// load(&Source::Folder("no/such/folder".into())).write(&mut out)?;
    /// assert!(String::from_utf8_lossy(&out).starts_with("error[missing-folder]"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
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
            for year in &self.drafts {
                let year = fiscal_year_short(lang, year.get());
                let said = match self.draft_errors() {
                    0 => labels.check.draft_sound(year),
                    errors => labels.check.draft(year, labels.check.errors(number(errors))),
                };
                writeln!(out, "  {said}")?;
            }
            let Some(dataset) = &self.dataset else { continue };
            for plan in dataset.plans.values() {
                writeln!(out, "  {}", plan_line(lang, labels, plan))?;
            }
            for year in &dataset.faulty {
                writeln!(out, "  {}", labels.check.faulty(fiscal_year_short(lang, year.get())))?;
            }
            if !dataset.terms.is_empty() {
                writeln!(out, "  {}", labels.check.terms(number(dataset.terms.len())))?;
            }
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
        if errors == 0 && self.dataset.as_ref().is_none_or(|dataset| dataset.plans.is_empty()) {
            return labels.check.nothing.clone();
        }
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
    let unit = match plan.unit() {
        Unit::Yen => &labels.unit.yen,
        Unit::ThousandYen => &labels.unit.thousand_yen,
        Unit::MillionYen => &labels.unit.million_yen,
    };
    let exact = |sum| labels.terms.amount_in(grouped_decimal(plan.unit().of(sum)), unit);
    let sum = total.stated().map(|sum| check.sum(exact(sum), amount(lang, sum.get())));
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
