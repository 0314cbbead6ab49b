//! The list of a page as data, one link a form.

use super::Link;
use crate::site::frame::Frame;
use crate::site::lists::list_exists;
use crate::site::urls::{Address, ListFile};

impl Frame<'_> {
    /// The list of the page as data; nothing where it has none.
    pub(crate) fn downloads(&self) -> Vec<Link> {
        let (t, snapshot) = (&self.t.data, self.snapshot());
        let Some(page) = self.page().filter(|page| list_exists(snapshot.dataset(), page)) else {
            return Vec::new();
        };
        let link = |file| {
            let text = match file {
                ListFile::Csv => &t.list_csv,
                ListFile::Json => &t.json,
            };
            let path = Address::List(page.clone(), file).path(self.lang);
            Link { href: snapshot.href(&path), text: text.clone() }
        };
        ListFile::ALL.map(link).to_vec()
    }
}
