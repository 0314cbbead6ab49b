//! A year's plan as data.

use super::File;
use crate::i18n::Lang;
use crate::open_data::{self, Distribution};
use crate::plan::Plan;
use crate::site::urls::{DataFile, FileUrl, PageUrl};
use crate::site::{Error, Snapshot};

/// A file of the plan; `None` where it has none of that name.
pub(in crate::site) fn file(
    snapshot: &Snapshot,
    plan: &Plan,
    file: &DataFile,
) -> Result<Option<File>, Error> {
    let dataset = &snapshot.dataset;
    let url = |file: &DataFile| snapshot.absolute(&FileUrl::Data(plan.year(), file.clone()).to_string());
    let page = || snapshot.absolute(&PageUrl::Data(plan.year()).path(Lang::ORIGINAL));
    let body = match file {
        DataFile::PlanJson => open_data::plan_json(plan)?,
        DataFile::Schema => open_data::plan_schema(plan, &url(file))?,
        DataFile::Package => open_data::data_package(plan, &dataset.terms, &page())?,
        DataFile::Catalogue => {
            let files: Vec<DataFile> = DataFile::all(dataset, plan).collect();
            let names: Vec<String> = files.iter().map(ToString::to_string).collect();
            let files = files.iter().zip(&names).filter(|(other, _)| *other != file);
            let files =
                files.map(|(file, name)| Distribution { name, url: url(file), media_type: media_type(file) });
            open_data::catalogue_entry(plan, &dataset.site, &page(), &files.collect::<Vec<_>>())?
        }
        DataFile::Table(name) => match open_data::table(plan, &dataset.terms, name) {
            Some(table) => open_data::csv(&table),
            None => return Ok(None),
        },
    };
    let download = Some(format!("keikaku-{}-{file}", plan.year()));
    Ok(Some(File { download, shared: true, ..File::text(file.content_type(), body) }))
}

/// The media type without a character set.
fn media_type(file: &DataFile) -> &'static str {
    let whole = file.content_type();
    whole.split_once(';').map_or(whole, |(kind, _)| kind)
}
