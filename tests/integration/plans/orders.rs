//! Lists in the order of amounts.

use super::lists::{ROWS, on_every_plan};
use super::rows::projects_in;

/// A list by amount has the rows of the whole list: the largest first, equal ones in the document's order, those
/// without an amount last. It is there where there are two amounts to compare, and each order leads to the other.
#[test]
fn lists_by_amount_have_the_same_rows_the_largest_first() {
    on_every_plan(|set, plan, lang, faults| {
        let originals = plan.listings.iter().filter(|listing| !listing.reprint);
        let mut lists = vec![("projects/".to_owned(), originals.collect::<Vec<_>>(), plan.total())];
        for at in 0..plan.groups.len() {
            lists.push((plan.path_of(at), plan.listed_within(at), plan.total_of(at)));
        }
        for (path, mut listings, total) in lists {
            let own = format!("/{lang}/{}/{path}", plan.year);
            let Some(first) = set.crawl.pages.get(&own) else { continue };
            let by_amount = format!("{own}by/amount/");
            let leads = first.main().attributes(".acts a", "href").contains(&by_amount.as_str());
            faults.unless(leads == (total.stated > 1), set, &own, || format!("leads to the order: {leads}"));
            if total.stated < 2 {
                let status = set.site.get(&by_amount).status.as_u16();
                faults.unless(status == 404, set, &by_amount, || format!("is there: {status}"));
                continue;
            }
            listings.sort_by_key(|listing| std::cmp::Reverse(plan.project(&listing.project).budget));
            let wanted: Vec<&String> = listings.iter().map(|listing| &listing.project).collect();
            let mut found = Vec::new();
            for part in 1..=wanted.len().div_ceil(ROWS) {
                let path = if part == 1 { by_amount.clone() } else { format!("{by_amount}page/{part}/") };
                let Some(page) = set.crawl.pages.get(&path) else {
                    faults.unless(set.crawl.left_out.contains(&path), set, &path, || "is missing".to_owned());
                    continue;
                };
                found.extend(projects_in(page.main()));
                let links = page.main().attributes(".acts a", "href");
                let back = links.contains(&own.as_str()) && !links.contains(&by_amount.as_str());
                faults.unless(back, set, &path, || "does not lead back to the document's order".to_owned());
            }
            faults.unless(found.iter().eq(wanted.iter().copied()), set, &by_amount, || {
                format!("{} rows in another order, not {}", found.len(), wanted.len())
            });
        }
    });
}
