//! Style, fonts, icons and script, embedded, named by the hash of their content and kept by browsers for ever; it must not serve anything else.

use super::security::with_program;
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
/// Where the files of a set live.
pub(crate) const SET_ROUTE: &str = "/tai-nguyen/{set}/{*name}";
const FOLDER: &str = "/tai-nguyen/";
/// Sets of files that name each other by relative address, so that the whole set has one hash.
const SETS: [&str; 1] = ["ballot"];

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
        for set in SETS {
            all.add_set(set);
        }
        // After the fonts, whose public names the style mentions.
        let style = all.style();
        all.add("app.css", Cow::Owned(style.into_bytes()));
        all.sprite = all.addresses.get("icons.svg").cloned().unwrap_or_default();
        all
    }

    fn add(&mut self, name: &str, plain: Cow<'static, [u8]>) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let public = format!("{stem}.{}.{ending}", short(Sha256::digest(&plain)));
        self.keep(name, public, plain);
    }

    /// A folder under one hash: `ballot/pages/cast.mjs` becomes `ballot.1a2b3c4d5e/pages/cast.mjs`.
    fn add_set(&mut self, set: &str) {
        let files = files_of(set);
        let whole = files.iter().fold(Sha256::new(), |hash, (name, bytes)| {
            hash.chain_update(name.as_bytes()).chain_update([0]).chain_update(Sha256::digest(bytes))
        });
        let hash = short(whole.finalize());
        for (name, bytes) in files {
            let inside = name.strip_prefix(set).unwrap_or(&name).to_owned();
            self.keep(&name, format!("{set}.{hash}{inside}"), Cow::Borrowed(bytes));
        }
    }

    fn keep(&mut self, name: &str, public: String, plain: Cow<'static, [u8]>) {
        let kind = kind(name.rsplit_once('.').map_or("", |(_, ending)| ending));
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

/// Every file in a folder and the folders in it, by name.
fn files_of(folder: &str) -> Vec<(String, &'static [u8])> {
    let mut folders: Vec<&Dir<'static>> = FILES.get_dir(folder).into_iter().collect();
    let mut found = Vec::new();
    while let Some(next) = folders.pop() {
        folders.extend(next.dirs());
        for file in next.files() {
            found.push((file.path().to_str().unwrap_or_default().replace('\\', "/"), file.contents()));
        }
    }
    found.sort();
    found
}

/// The first ten digits of a hash.
fn short(hash: impl AsRef<[u8]>) -> String {
    hash.as_ref().iter().take(5).map(|b| format!("{b:02x}")).collect()
}

/// The content of an asset as it stands in the source tree; nothing for a name that does not exist.
pub(crate) fn content(name: &str) -> &'static [u8] {
    FILES.get_file(name).map_or(&[], include_dir::File::contents)
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
    answer(&name, &request)
}

/// Serves a file of a set. A program that works beside a page follows the policy that comes with its own file, not the page's.
pub(crate) async fn serve_set(Path((set, name)): Path<(String, String)>, request: Request) -> Response {
    with_program(answer(&format!("{set}/{name}"), &request))
}

fn answer(name: &str, request: &Request) -> Response {
    let Some(asset) = ASSETS.by_public.get(name) else {
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
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
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
