//! Style, fonts, icons and script, embedded, named by the hash of their content and kept by browsers for ever; it must not serve anything else.

use axum::{
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::HashMap, io::Write, sync::LazyLock};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");
static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

/// Where assets live.
pub(crate) const ROUTE: &str = "/tai-nguyen/{name}";
const FOLDER: &str = "/tai-nguyen/";

struct Asset {
    kind: &'static str,
    plain: Cow<'static, [u8]>,
    gzip: Option<Vec<u8>>,
}

/// Every asset: by public name (`app.1a2b3c4d.css`), and the address of each plain name (`app.css`).
struct Assets {
    by_public: HashMap<String, Asset>,
    addresses: HashMap<String, String>,
    /// Address of the icons: a page asks for it dozens of times.
    sprite: String,
}

impl Assets {
    fn load() -> Self {
        let mut all = Self { by_public: HashMap::new(), addresses: HashMap::new(), sprite: String::new() };
        for file in FILES.files() {
            if let Some(name) = file.path().file_name().and_then(|n| n.to_str()) {
                all.add(name, Cow::Borrowed(file.contents()));
            }
        }
        // After the fonts, whose public names the style mentions.
        let style = all.style();
        all.add("app.css", Cow::Owned(style.into_bytes()));
        all.sprite = all.addresses.get("icons.svg").cloned().unwrap_or_default();
        all
    }

    fn add(&mut self, name: &str, plain: Cow<'static, [u8]>) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let hash: String = Sha256::digest(&plain).iter().take(5).map(|b| format!("{b:02x}")).collect();
        let public = format!("{stem}.{hash}.{ending}");
        let kind = kind(ending);
        let gzip = (!kind.starts_with("font/")).then(|| zip(&plain));
        self.addresses.insert(name.to_owned(), format!("{FOLDER}{public}"));
        self.by_public.insert(public, Asset { kind, plain, gzip });
    }

    /// All style files in one: the order of layers first, then by name. Comments and indents stay at home.
    fn style(&self) -> String {
        let mut files: Vec<_> = FILES.get_dir("css").into_iter().flat_map(Dir::files).collect();
        files.sort_by_key(|f| (!f.path().ends_with("layers.css"), f.path()));
        let mut style = String::new();
        for file in files {
            style.push_str(&squeeze(file.contents_utf8().unwrap_or_default()));
        }
        for (name, address) in &self.addresses {
            style = style.replace(&format!("url({name})"), &format!("url({address})"));
        }
        style
    }
}

/// Public address of an asset; a name that does not exist gives an address that answers 404.
pub(crate) fn address(name: &str) -> Cow<'static, str> {
    match ASSETS.addresses.get(name) {
        Some(address) => Cow::Borrowed(address),
        None => Cow::Owned(format!("{FOLDER}{name}")),
    }
}

/// Public address of the sprite of icons.
pub(crate) fn sprite() -> &'static str {
    &ASSETS.sprite
}

/// Serves an asset; the name carries the hash, so browsers never ask again.
pub(crate) async fn serve(Path(name): Path<String>, request: Request) -> Response {
    let Some(asset) = ASSETS.by_public.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let wants_gzip = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("gzip"));
    match (&asset.gzip, wants_gzip) {
        (Some(zipped), true) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (headers, zipped.as_slice()).into_response()
        }
        _ => (headers, asset.plain.as_ref()).into_response(),
    }
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

fn zip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).and_then(|()| encoder.finish()).expect("invariant: writing to memory succeeds")
}

/// Drops comments and leading spaces; style files hold neither inside strings.
fn squeeze(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|l| !l.is_empty()).fold(String::with_capacity(out.len()), |mut all, line| {
        all.push_str(line);
        all.push('\n');
        all
    })
}
