//! Errors carry what went wrong; one layer turns them into a page in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::i18n::Labels;

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageError {
    /// No such page.
    NotFound,
    /// The address cannot be read.
    BadRequest,
    /// Only GET and HEAD are there.
    MethodNotAllowed,
    /// Path and query are longer than 2 KiB.
    UriTooLong,
    /// What came is no HTTP.
    Malformed,
    /// The head of the request is longer than the server reads.
    TooLarge,
    /// A fault of ours.
    Internal,
}

impl PageError {
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::BadRequest | PageError::Malformed => StatusCode::BAD_REQUEST,
            PageError::TooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            PageError::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            PageError::UriTooLong => StatusCode::URI_TOO_LONG,
            PageError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a status of the server means that refused a request before the site saw it.
    pub(crate) fn of_unread(status: StatusCode) -> Self {
        match status {
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => PageError::TooLarge,
            StatusCode::URI_TOO_LONG => PageError::UriTooLong,
            _ => PageError::Malformed,
        }
    }

    /// Heading and explanation.
    pub(crate) fn texts(self, t: &Labels) -> (&str, &str) {
        match self {
            PageError::NotFound => (&t.error.not_found, &t.error.not_found_why),
            PageError::BadRequest => (&t.error.bad_request, &t.error.bad_request_why),
            PageError::MethodNotAllowed => (&t.error.method, &t.error.method_why),
            PageError::UriTooLong => (&t.error.too_long, &t.error.too_long_why),
            PageError::Malformed => (&t.error.malformed, &t.error.malformed_why),
            PageError::TooLarge => (&t.error.too_large, &t.error.too_large_why),
            PageError::Internal => (&t.error.internal, &t.error.internal_why),
        }
    }
}

impl IntoResponse for PageError {
    /// A bare status with the error beside it, for the layer that renders it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<askama::Error> for PageError {
    fn from(_: askama::Error) -> Self {
        PageError::Internal
    }
}
