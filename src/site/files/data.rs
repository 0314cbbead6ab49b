//! A year's plan as data.

use super::File;
use crate::i18n::Lang;
use crate::open_data::{self, Distribution};
use crate::plan::Plan;
use crate::site::lists::{self, List};
use crate::site::urls::{DataFile, FileUrl, ListFile, PageUrl};
use crate::site::{Error, Snapshot};

/// A file of the plan; `None` where it has none of that name.
pub(in crate::site) fn file(
    snapshot: &Snapshot,
    plan: &Plan,
    file: &DataFile,
) -> Result<Option<File>, Error> {
    if !DataFile::all(&snapshot.dataset, plan).any(|known| known == *file) {
        return Ok(None);
    }
    let _alone = file.is_heavy().then(|| snapshot.heavy.alone());
    Ok(Some(File {
        content_type: file.content_type(),
        body: bytes(snapshot, plan, file)?,
        download: Some(format!("keikaku-{}-{file}", plan.year())),
        shared: true,
        immutable: false,
    }))
}

fn bytes(snapshot: &Snapshot, plan: &Plan, file: &DataFile) -> Result<Vec<u8>, Error> {
    let make = || make(snapshot, plan, file);
    if file.is_heavy() { snapshot.heavy.file(plan.year(), file, make) } else { make() }
}

fn make(snapshot: &Snapshot, plan: &Plan, file: &DataFile) -> Result<Vec<u8>, Error> {
    let (terms, page) = (&snapshot.dataset.terms, page(snapshot, plan));
    let text = match file {
        DataFile::PlanJson => open_data::plan_json(plan)?,
        DataFile::Schema => open_data::plan_schema(plan, &url(snapshot, plan, file))?,
        DataFile::Package => open_data::data_package(plan, terms, &page)?,
        DataFile::Catalogue => {
            let files: Vec<DataFile> = DataFile::all(&snapshot.dataset, plan).collect();
            let others = files.into_iter().filter(|other| other != file);
            let files = others.map(|file| Distribution {
                name: file.to_string(),
                url: url(snapshot, plan, &file),
                media_type: media_type(&file),
            });
            open_data::catalogue_entry(plan, &snapshot.dataset.site, &page, &files.collect::<Vec<_>>())?
        }
        DataFile::Table(name) => {
            let table = open_data::table(plan, terms, name);
            table.map_or_else(String::new, |table| open_data::csv(&table))
        }
        DataFile::Workbook => return Ok(open_data::workbook(plan, terms)?),
        DataFile::Archive => return archive(snapshot, plan),
    };
    Ok(text.into_bytes())
}

fn archive(snapshot: &Snapshot, plan: &Plan) -> Result<Vec<u8>, Error> {
    let readme = open_data::readme(plan, &page(snapshot, plan));
    let mut files = vec![("README.txt".to_owned(), readme.into_bytes())];
    for file in DataFile::all(&snapshot.dataset, plan).filter(|file| *file != DataFile::Archive) {
        files.push((file.to_string(), bytes(snapshot, plan, &file)?));
    }
    Ok(open_data::archive(&files)?)
}

/// The public address of the page about the data.
fn page(snapshot: &Snapshot, plan: &Plan) -> String {
    snapshot.absolute(&PageUrl::Data(plan.year()).path(Lang::ORIGINAL))
}

/// The public address of a file.
fn url(snapshot: &Snapshot, plan: &Plan, file: &DataFile) -> String {
    snapshot.absolute(&FileUrl::Data(plan.year(), file.clone()).to_string())
}

/// The list of a page in that language; `None` where it has none.
pub(in crate::site) fn list(
    snapshot: &Snapshot,
    page: &PageUrl,
    file: ListFile,
    lang: Lang,
) -> Result<Option<File>, Error> {
    let list = lists::list(&snapshot.dataset, page).filter(|_| page.exists(&snapshot.dataset, lang));
    list.map(|list| in_form(snapshot, list, file)).transpose()
}

/// A list as a file.
pub(in crate::site) fn in_form(snapshot: &Snapshot, list: List<'_>, file: ListFile) -> Result<File, Error> {
    let List { plan, table, total } = list;
    Ok(match file {
        ListFile::Csv => File::text("text/csv; charset=utf-8", open_data::csv(&table)),
        ListFile::Json => {
            let json = open_data::list_json(plan, snapshot.version(plan), &table, total)?;
            File::text("application/json", json)
        }
    })
}

/// The media type without a character set.
fn media_type(file: &DataFile) -> &'static str {
    let whole = file.content_type();
    whole.split_once(';').map_or(whole, |(kind, _)| kind)
}
