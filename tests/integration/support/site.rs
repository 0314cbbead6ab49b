//! The site in memory: the data in `data/`, the service over it, and every page of it, read once.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use keikaku::http::{AppState, HttpService};
use keikaku::i18n::Lang;
use keikaku::load::{Source, load};
use keikaku::plan::{Dataset, Plan};
use keikaku::site::{Address, PageUrl, Snapshot};
use scraper::Html;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the project.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder of the project, sorted.
pub(crate) fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let list = if path.is_dir() { &mut folders } else { &mut files };
            list.push(path);
        }
    }
    files.sort();
    files
}

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let report = load(&Source::Folder(root().join("data")));
    report.dataset.unwrap_or_else(|| panic!("the data has faults: {:#?}", report.diagnostics))
});

/// The data that ships with the program.
pub(crate) fn dataset() -> &'static Dataset {
    &DATASET
}

/// The plan of FY2024.
pub(crate) fn plan() -> &'static Plan {
    &DATASET.plans[&"2024".parse().unwrap()]
}

/// Where the settings say that the site stands.
pub(crate) fn base_url() -> &'static str {
    DATASET.site.base_url.as_str()
}

/// An answer with its whole body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty where the header is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What a site answers; without a Host of its own the request names one.
pub(crate) fn ask(site: &HttpService, mut request: Request<Body>) -> Answer {
    request.headers_mut().entry("host").or_insert(HeaderValue::from_static("localhost"));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (parts, body) = site.respond(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

static SITE: LazyLock<HttpService> =
    LazyLock::new(|| HttpService::new(AppState::new(Snapshot::new(dataset().clone()).unwrap())));

/// The site as it ships.
pub(crate) fn site() -> &'static HttpService {
    &SITE
}

/// Asks the site as it ships.
pub(crate) fn send(method: &Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(site(), request.body(Body::empty()).unwrap())
}

pub(crate) fn get(path: &str) -> Answer {
    send(&Method::GET, path, &[])
}

/// The page at a path, and its language.
pub(crate) fn page_at(path: &str) -> Option<(Lang, PageUrl)> {
    let (lang, address) = Address::read(path)?;
    match address.within(dataset()) {
        Address::Page(page, _) => Some((lang?, page)),
        _ => None,
    }
}

/// A page of the site.
pub(crate) struct Document {
    pub(crate) url: PageUrl,
    pub(crate) lang: Lang,
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Document {
    /// The page as a browser reads it; a parsed page cannot be shared between threads.
    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.text)
    }
}

/// Every page in every language, languages of a page side by side.
pub(crate) fn documents() -> &'static [Document] {
    static ALL: LazyLock<Vec<Document>> = LazyLock::new(|| {
        let pages = PageUrl::all(dataset()).flat_map(|url| Lang::ALL.map(|lang| (url.clone(), lang)));
        let pages: Vec<_> = pages.collect();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let render = |(url, lang): &(PageUrl, Lang)| document(site(), url.clone(), *lang);
            let parts = pages.chunks(pages.len().div_ceil(cores));
            let parts: Vec<_> =
                parts.map(|part| scope.spawn(move || part.iter().map(render).collect::<Vec<_>>())).collect();
            parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
        })
    });
    &ALL
}

/// One page, as some site serves it.
pub(crate) fn document(site: &HttpService, url: PageUrl, lang: Lang) -> Document {
    let path = url.path(lang);
    let answer = ask(site, Request::builder().uri(&path).body(Body::empty()).unwrap());
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    Document { url, lang, path, text: answer.text().to_owned() }
}

/// The page of the site as it ships.
pub(crate) fn page(url: &PageUrl, lang: Lang) -> &'static Document {
    let found = documents().iter().find(|page| page.url == *url && page.lang == lang);
    found.unwrap_or_else(|| panic!("there is no {}", url.path(lang)))
}
