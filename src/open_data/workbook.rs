//! `plan.xlsx`: a list for reading, a sheet for each table, a sheet that says what every field means.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::list::list_of_projects;
use super::table::{Cell, Column, DataTable, Type};
use super::{DataVersion, tables};
use crate::format::describe;
use crate::i18n::{Labels, Lang};
use crate::plan::{Plan, Term};

/// The plan as a workbook: the same bytes for the same data.
///
/// # Errors
/// Where a sheet cannot be written, which would be a fault of the program.
pub fn workbook(plan: &Plan, terms: &[Term]) -> Result<Vec<u8>, XlsxError> {
    let (about, tables) = (plan.about(), tables(plan, terms));
    let date = about.as_of;
    let properties = DocProperties::new()
        .set_title(about.full_title().original())
        .set_author(about.issuer.original())
        .set_subject(DataVersion::of(plan).to_string())
        .set_creation_datetime(&ExcelDateTime::from_ymd(date.year, date.month, date.day)?);
    let mut book = Workbook::new();
    book.set_properties(&properties);

    let originals = plan.listings().iter().filter(|listing| !listing.reprint);
    let listed = originals.filter_map(|listing| Some((listing, plan.project_of(listing)?)));
    let list = list_of_projects(plan, listed);
    reading_sheet(book.add_worksheet().set_name(name(plan, |t| &t.data.sheet_list))?, &list)?;
    for table in &tables {
        // Excel takes 31 characters.
        let sheet: String = table.name.chars().take(31).collect();
        table_sheet(book.add_worksheet().set_name(sheet)?, table)?;
    }
    let explained = explained(plan, &tables);
    table_sheet(book.add_worksheet().set_name(name(plan, |t| &t.data.sheet_fields))?, &explained)?;
    book.save_to_buffer()
}

/// A sheet's name in the languages of the plan.
fn name(plan: &Plan, label: fn(&Labels) -> &String) -> String {
    plan.langs().map(|lang| label(Labels::of(lang)).as_str()).collect::<Vec<_>>().join(" ")
}

/// The sheet that people read and print: headings in words, long texts in several lines, amounts with commas.
fn reading_sheet(sheet: &mut Worksheet, list: &DataTable<'_>) -> Result<(), XlsxError> {
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let amount = plain.clone().set_num_format("#,##0");
    let headings = list.columns.iter().map(|column| column.heading.as_str());
    write(sheet, list, headings, |column| match column.kind {
        Type::Integer if is_amount(column) => &amount,
        _ => &plain,
    })?;
    for (place, column) in (0..).zip(&list.columns) {
        let width: u8 = match (&column.kind, column.name.as_str()) {
            (Type::Text, name) if name.starts_with("summary_") => 60,
            (Type::Text, name) if column.lang.is_some() && name.contains("name") => 28,
            (Type::Text, _) => 14,
            _ if is_amount(column) => 14,
            _ => 8,
        };
        sheet.set_column_width(place, width)?;
    }
    // A4, across, as many sheets as there are rows for.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn is_amount(column: &Column) -> bool {
    column.name.starts_with("budget_")
}

/// A sheet for programs: the table as it is.
fn table_sheet(sheet: &mut Worksheet, table: &DataTable<'_>) -> Result<(), XlsxError> {
    let plain = Format::new();
    write(sheet, table, table.columns.iter().map(|column| column.name.as_str()), |_| &plain)?;
    for (place, column) in (0..).zip(&table.columns) {
        let width: u8 = if column.lang.is_some() { 40 } else { 16 };
        sheet.set_column_width(place, width)?;
    }
    Ok(())
}

/// Writes headings in the first row, which stays in sight, and the cells below: a text is never a formula.
fn write<'f, 'h>(
    sheet: &mut Worksheet,
    table: &DataTable<'_>,
    headings: impl Iterator<Item = &'h str>,
    format: impl Fn(&Column) -> &'f Format,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (place, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, place, heading, &bold)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for ((place, column), cell) in (0..).zip(&table.columns).zip(cells) {
            let format = format(column);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, place, text.as_ref(), format)?;
                }
                Cell::Number(number) => {
                    sheet.write_with_format(row, place, *number, format)?;
                }
                Cell::Flag(flag) => {
                    sheet.write_with_format(row, place, u8::from(*flag), format)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// What every field of every table means, after what the whole is.
fn explained<'a>(plan: &'a Plan, tables: &'a [DataTable<'_>]) -> DataTable<'a> {
    let column = |name: String, lang| Column {
        heading: String::new(),
        name,
        kind: Type::Text,
        lang,
        field: None,
        refers: None,
    };
    let langs: Vec<Lang> = plan.langs().collect();
    let described = langs.iter().map(|lang| column(format!("description_{lang}"), Some(*lang)));
    let columns = ["table", "field"].map(|name| column(name.to_owned(), None));
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    let mut row = |table: &'a str, field: &'a str, words: &dyn Fn(Lang) -> String| {
        let words = langs.iter().map(|lang| Cell::Text(words(*lang).into()));
        rows.push([Cell::text(table), Cell::text(field)].into_iter().chain(words).collect());
    };
    let about = plan.about();
    row("plan", "title", &|lang| about.full_title().get(lang).to_owned());
    row("plan", "issuer", &|lang| about.issuer.get(lang).to_owned());
    row("plan", "issued", &|lang| about.issued.get(lang).to_owned());
    row("plan", "as_of", &|_| about.as_of.to_string());
    row("plan", "data_version", &|_| DataVersion::of(plan).to_string());
    for table in tables {
        for column in &table.columns {
            if let Some(field) = &column.field {
                row(&table.name, &column.name, &|lang| describe(field, lang).to_owned());
            }
        }
    }
    let columns = columns.into_iter().chain(described).collect();
    DataTable { name: "fields".to_owned(), key: Vec::new(), columns, rows }
}
