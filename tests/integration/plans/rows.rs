//! The rows of a page's tables: what each leads to, and what it says of it.

use super::crawl::{Address, Kind, Page};
use super::tree::Element;

/// A row that leads to a page of the plan.
pub(super) struct Row<'p> {
    /// What the row is about.
    pub(super) address: Address,
    /// The whole text of its first heading.
    pub(super) head: String,
    /// The marks of the project.
    pub(super) badges: Vec<String>,
    /// The text of the cell below an amount's heading; `None` where the table has no such column.
    pub(super) amount: Option<String>,
    pub(super) text: String,
    pub(super) element: &'p Element,
}

impl Row<'_> {
    /// The id of the project that the row is about.
    pub(super) fn project(&self) -> Option<&str> {
        match &self.address.kind {
            Kind::Project(id) => Some(id),
            _ => None,
        }
    }
}

/// The number that a text begins with, as it is written: `4.35 435万円` begins with `4.35`.
pub(super) fn leading(text: &str) -> &str {
    let text = text.trim_start_matches(['=', '−', ' ']);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    &text[..end]
}

/// The whole number that a text begins with.
pub(super) fn leading_number(text: &str) -> Option<u64> {
    leading(text).replace(',', "").parse().ok()
}

/// Whether a column's heading says that amounts stand below it: `予算額（千円）`, `Budget (yen) and share …`.
pub(super) fn is_amount(heading: &str) -> bool {
    let units = ["円", "千円", "百万円", "yen", "thousand yen", "million yen"];
    heading.contains("円）") || heading.contains("yen)") || units.contains(&heading)
}

/// The texts of the cells below headings of amounts, of rows with or without a link.
pub(super) fn amount_cells(table: &Element) -> Vec<(&Element, String)> {
    let headings = table.texts("thead th");
    let rows = table.find("tbody tr, tfoot tr");
    if table.attr("class").is_some_and(|class| class.split(' ').any(|name| name == "rows")) {
        // The amount, the same in words and its share stand in cells of their own; in brackets, if not counted here.
        let whole = |row: &Element| row.texts("td.num, td.none").join(" ").replace(['(', ')'], "");
        let rows = rows.into_iter().map(|row| (row, whole(row)));
        return rows.filter(|(_, cell)| !cell.is_empty()).collect();
    }
    let cells = rows.into_iter().filter_map(|row| {
        let cells: Vec<&Element> = row.children().collect();
        let at = headings.iter().position(|heading| is_amount(heading))?;
        let cell = cells.get(at).filter(|cell| cell.name() == "td")?;
        Some((row, cell.text()))
    });
    cells.collect()
}

/// The rows within an element whose heading leads to a page of the plan.
pub(super) fn rows_in(element: &Element) -> Vec<Row<'_>> {
    element.find("table").into_iter().flat_map(rows_of).collect()
}

/// Such rows of a table, or of a part of one.
pub(super) fn rows_of(table: &Element) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let amounts = amount_cells(table);
    let own = if table.name() == "tbody" { table.find("tr") } else { table.find("tbody tr, tfoot tr") };
    for row in own {
        let Some(head) = row.children().find(|cell| cell.name() == "th") else { continue };
        if head.attr("scope") == Some("rowgroup") {
            continue;
        }
        let link = head.attributes("a", "href").first().copied();
        let Some(address) = link.and_then(Address::parse) else { continue };
        let amount = amounts.iter().find(|(other, _)| std::ptr::eq(*other, row));
        rows.push(Row {
            address,
            head: head.text(),
            badges: head.texts(".badge"),
            amount: amount.map(|(_, text)| text.clone()),
            text: row.text(),
            element: row,
        });
    }
    rows
}

/// All such rows of a page.
pub(super) fn rows(page: &Page) -> Vec<Row<'_>> {
    rows_in(page.main())
}

/// The ids of the projects in the rows of a part of a page, in order.
pub(super) fn projects_in(element: &Element) -> Vec<String> {
    rows_in(element).iter().filter_map(|row| row.project().map(str::to_owned)).collect()
}
