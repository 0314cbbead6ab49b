//! The report of `keikaku check`: everything that is wrong with a data folder, or what is in it.

use std::io::{self, Write};

use super::Report;
use crate::i18n::{Lang, amount, grouped, thousand_yen};
use crate::plan::{BaseUrl, Dataset, Plan};

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
            if self.omitted() > 0 {
                writeln!(out, "{}", omitted(lang, self.omitted()))?;
            }
            writeln!(out, "{}", verdict(lang, self))?;
            for line in self.dataset.iter().flat_map(|dataset| contents(lang, dataset)) {
                writeln!(out, "  {line}")?;
            }
        }
        out.flush()
    }
}

fn omitted(lang: Lang, count: usize) -> String {
    let count = grouped(count as u64);
    match lang {
        Lang::Ja => format!("ほかに {count} 件あります（省略しました）。"),
        Lang::En => format!("And {count} more, not shown."),
    }
}

/// How many errors and warnings there are, and whether the data can be published.
fn verdict(lang: Lang, report: &Report) -> String {
    let found = [(report.errors(), "誤り", "error"), (report.warnings(), "警告", "warning")];
    let found = found.into_iter().filter(|(count, _, _)| *count > 0);
    let found: Vec<String> = match lang {
        Lang::Ja => found.map(|(count, ja, _)| format!("{ja}が{}件", grouped(count as u64))).collect(),
        Lang::En => found.map(|(count, _, en)| counted(count, en)).collect(),
    };
    match (lang, report.errors() > 0, found.is_empty()) {
        (Lang::Ja, true, _) => format!(
            "{}あります。このままでは公開できません。表の行番号は Excel と同じです。",
            found.join("、")
        ),
        (Lang::Ja, false, true) => "誤りはありません。公開できます。".to_owned(),
        (Lang::Ja, false, false) => format!("{}あります。公開できます。", found.join("、")),
        (Lang::En, true, _) => format!(
            "{}. The data cannot be published like this. Rows of tables are numbered as in Excel.",
            found.join(", ")
        ),
        (Lang::En, false, true) => "No errors. The data can be published.".to_owned(),
        (Lang::En, false, false) => format!("{}. The data can be published.", found.join(", ")),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(count as u64), if count == 1 { "" } else { "s" })
}

/// What was found: a line for each year, one for the glossary.
fn contents(lang: Lang, dataset: &Dataset) -> Vec<String> {
    let mut lines: Vec<String> = dataset.plans.values().map(|plan| plan_line(lang, plan)).collect();
    let terms = dataset.terms.len();
    lines.push(match lang {
        Lang::Ja => format!("用語集：{}語", grouped(terms as u64)),
        Lang::En => format!("Glossary: {}", counted(terms, "term")),
    });
    lines
}

fn plan_line(lang: Lang, plan: &Plan) -> String {
    let (year, total) = (plan.year(), plan.total());
    let listings = plan.listings().len();
    let reprints = plan.listings().iter().filter(|listing| listing.reprint).count();
    let without = total.without_amount;
    let sum = total.stated().map(|sum| (thousand_yen(lang, sum.get()), amount(lang, sum.get())));
    match lang {
        Lang::Ja => {
            let amounts = match sum {
                None => "金額の記載なし".to_owned(),
                Some((exact, words)) if without == 0 => format!("合計{exact}（{words}）"),
                Some((exact, words)) => {
                    format!("合計{exact}（{words}）、金額の記載なし{}事業", grouped(without as u64))
                }
            };
            format!(
                "{year}年度：{}事業、掲載{}件（うち再掲{}件）、{amounts}",
                grouped(total.projects as u64),
                grouped(listings as u64),
                grouped(reprints as u64)
            )
        }
        Lang::En => {
            let amounts = match sum {
                None => "no amounts stated".to_owned(),
                Some((exact, words)) if without == 0 => format!("{exact} in all ({words})"),
                Some((exact, words)) => {
                    format!("{exact} in all ({words}), {} without an amount", counted(without, "project"))
                }
            };
            format!(
                "{year}: {}, {} ({} of them listed again), {amounts}",
                counted(total.projects, "project"),
                counted(listings, "listing"),
                grouped(reprints as u64)
            )
        }
    }
}
