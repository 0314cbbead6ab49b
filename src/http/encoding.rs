//! Which content coding a client takes, and making bodies in it.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::header::{self, HeaderMap, HeaderValue};

use crate::i18n::quality;

/// A content coding of a stored body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// All of them, the preferred first.
    pub(crate) const ALL: [Encoding; 3] = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];

    /// The name in `Content-Encoding`; none for the plain body.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }

    /// The coding to answer with: the highest q-value, brotli before gzip before none where they are
    /// equal (RFC 9110, 12.5.3). Never refuses: what cannot be read is passed over.
    pub(crate) fn negotiate(headers: &HeaderMap) -> Encoding {
        let mut fields = headers.get_all(header::ACCEPT_ENCODING).iter();
        let (Some(first), None) = (fields.next(), fields.next()) else {
            return Self::weigh(headers.get_all(header::ACCEPT_ENCODING).iter());
        };
        // What browsers send, so that they need no parsing.
        match first.as_bytes() {
            b"gzip, deflate, br, zstd" | b"gzip, deflate, br" | b"br" => Encoding::Brotli,
            b"gzip, deflate" | b"gzip" => Encoding::Gzip,
            _ => Self::weigh(std::iter::once(first)),
        }
    }

    fn weigh<'a>(fields: impl Iterator<Item = &'a HeaderValue>) -> Encoding {
        let mut weights = [None; 3];
        let mut any = None;
        for item in fields.filter_map(|field| field.to_str().ok()).flat_map(|field| field.split(',').take(32))
        {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = quality(weight);
            match name.trim() {
                name if name.eq_ignore_ascii_case("br") => weights[0] = weight,
                name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => {
                    weights[1] = weight;
                }
                name if name.eq_ignore_ascii_case("identity") => weights[2] = weight,
                "*" => any = weight,
                _ => {}
            }
        }
        // Plain is always possible, but only if nothing better is.
        let weigh = |at: usize| weights[at].or(any).unwrap_or(u16::from(at == 2));
        let best = (0..3).min_by_key(|at| (std::cmp::Reverse(weigh(*at)), *at));
        match best {
            Some(at) if weigh(at) > 0 => Self::ALL[at],
            _ => Encoding::Identity,
        }
    }
}

/// How much time compression may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// For what is compressed while somebody waits. Above brotli 3 the encoder's tables take longer to
    /// get from the system than the work in them: 8 ms a page against 1.
    OnDemand,
    /// Some 30 ms a page, a tenth smaller: for what is kept.
    Best,
}

/// The body in that coding; `None` where the coding makes it no smaller.
pub(crate) fn compress(body: &[u8], encoding: Encoding, effort: Effort) -> Option<Vec<u8>> {
    let compressed = match encoding {
        Encoding::Brotli => brotli(body, effort)?,
        Encoding::Gzip => gzip(body, effort)?,
        Encoding::Identity => return None,
    };
    (compressed.len() < body.len()).then_some(compressed)
}

fn brotli(mut body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let quality = match effort {
        Effort::OnDemand => 3,
        // In a file of megabytes the best quality searches for a minute.
        Effort::Best if body.len() > 1 << 20 => 7,
        // Unoptimised, the best quality would take many times as long.
        Effort::Best if cfg!(debug_assertions) => 3,
        Effort::Best => 11,
    };
    // A window no larger than the body: at the best quality the encoder takes eight bytes for each byte of it.
    let bits = body.len().next_power_of_two().trailing_zeros().saturating_add(1);
    let lgwin = i32::try_from(bits).unwrap_or(22).clamp(16, 22);
    let params = BrotliEncoderParams { quality, lgwin, size_hint: body.len(), ..Default::default() };
    let mut out = Vec::with_capacity(body.len() / 4);
    brotli::BrotliCompress(&mut body, &mut out, &params).ok()?;
    Some(out)
}

fn gzip(body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::OnDemand => Compression::new(5),
        Effort::Best => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), level);
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiate(fields: &[&str]) -> Encoding {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(header::ACCEPT_ENCODING, HeaderValue::from_bytes(field.as_bytes()).unwrap());
        }
        Encoding::negotiate(&headers)
    }

    #[test]
    fn the_heaviest_coding_wins_and_junk_is_passed_over() {
        use Encoding::{Brotli, Gzip, Identity};
        let table: [(&[&str], Encoding); 21] = [
            (&[], Identity),
            (&[""], Identity),
            (&["gzip, deflate, br, zstd"], Brotli),
            (&["gzip"], Gzip),
            (&["BR"], Brotli),
            (&["x-gzip"], Gzip),
            (&["br;q=0.5, gzip;q=0.8"], Gzip),
            (&["br;q=0.5, gzip;q=0.5"], Brotli),
            (&["br;q=0, gzip"], Gzip),
            (&["br;q=0, gzip;q=0"], Identity),
            (&["br;q=0.1"], Brotli),
            (&["identity, br;q=0.5"], Identity),
            (&["identity;q=0"], Identity),
            (&["*"], Brotli),
            (&["*;q=0"], Identity),
            (&["br;q=0, *"], Gzip),
            (&["br;q=x, gzip"], Gzip),
            (&["br;Q=0.2 , gzip ; q = 0.9"], Gzip),
            (&["deflate, zstd"], Identity),
            (&["deflate", "br"], Brotli),
            (&[";;,,=,\u{e9}"], Identity),
        ];
        for (fields, encoding) in table {
            assert_eq!(negotiate(fields), encoding, "{fields:?}");
        }
    }

    #[test]
    fn what_grows_stays_plain() {
        assert_eq!(compress(b"x", Encoding::Gzip, Effort::Best), None);
        assert!(
            compress(&[b'x'; 1000], Encoding::Brotli, Effort::OnDemand).is_some_and(|body| body.len() < 50)
        );
    }
}
