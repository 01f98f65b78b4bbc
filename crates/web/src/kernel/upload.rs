//! Forms with files: read whole, limited, and checked for their token before the first file; it must not trust a name or type.

use super::{AppState, Failure, FormState, Input, csrf, typed::Typed, visit::Visit};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request, multipart::Field};
use lantoa_i18n::{Message, word};

/// Largest file, in bytes: 20 MB.
pub(crate) const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// Most files in one form.
const MOST_FILES: usize = 20;
/// Largest text field beside files, in bytes.
const TEXT_LIMIT: usize = 256 * 1024;

/// A file as it was sent. Name and type are claims of the sender: look at the bytes.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// Name of the form field.
    pub field: String,
    /// The sender's name for it, without folders.
    pub name: String,
    /// The content, at most 20 MB.
    pub bytes: Vec<u8>,
}

/// A file that was too large: only where it belongs and how it is called.
#[derive(Debug, Clone)]
struct TooLarge {
    field: String,
    name: String,
}

/// A form with files. Its token field must stand before the first file, as `ui/form.html` writes it.
#[derive(Debug, Clone)]
pub struct UploadForm {
    /// The text fields.
    pub form: FormState,
    files: Vec<UploadedFile>,
    too_large: Vec<TooLarge>,
}

impl UploadForm {
    /// Whether a file was chosen in a field, one that cannot be taken included.
    #[must_use]
    pub fn has_file(&self, input: Input) -> bool {
        self.files.iter().any(|file| file.field == input.name)
            || self.too_large.iter().any(|file| file.field == input.name)
    }

    /// The files chosen in a field. `None` when there is none or one of them cannot be taken: the mistake is then noted.
    pub fn files_of(&mut self, input: Input) -> Option<Vec<UploadedFile>> {
        let files: Vec<UploadedFile> = self.files.extract_if(.., |file| file.field == input.name).collect();
        let mut right = true;
        let mut refuse = |message: Message| {
            right = false;
            self.form.refuse(input, message);
        };
        let too_large: Vec<&TooLarge> = self.too_large.iter().filter(|file| file.field == input.name).collect();
        for file in &too_large {
            let most = FILE_LIMIT / (1024 * 1024);
            refuse(word!("ui-form-file-too-large").with("name", &file.name).with("most", most));
        }
        if files.iter().any(|file| file.bytes.is_empty()) {
            refuse(word!("ui-form-file-empty").into());
        }
        if files.is_empty() && too_large.is_empty() {
            refuse(word!("ui-form-no-file").into());
        }
        right.then_some(files)
    }

    /// The one file of a field that takes one.
    pub fn file_of(&mut self, input: Input) -> Option<UploadedFile> {
        self.files_of(input)?.into_iter().next()
    }
}

impl FromRequest<AppState> for UploadForm {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let mut multipart =
            Multipart::from_request(Request::from_parts(parts, body), state).await.map_err(|_| Failure::Unreadable)?;
        let mut pairs = Vec::new();
        let (mut files, mut too_large) = (Vec::new(), Vec::new());
        let mut admitted = false;
        while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file_name) = field.file_name().map(base_name) {
                if !admitted {
                    return Err(forged(&visit));
                }
                if files.len() + too_large.len() == MOST_FILES {
                    return Err(Failure::TooLarge);
                }
                match read_file(field).await? {
                    Some(bytes) if file_name.is_empty() && bytes.is_empty() => {}
                    Some(bytes) => files.push(UploadedFile { field: name, name: file_name, bytes }),
                    None => too_large.push(TooLarge { field: name, name: file_name }),
                }
                continue;
            }
            let text = String::from_utf8(read_text(field).await?).map_err(|_| Failure::Unreadable)?;
            if name == csrf::FIELD {
                admitted = csrf::is_valid(state, visit.binding(), &text);
            } else {
                pairs.push((name, text));
            }
        }
        if !admitted {
            return Err(forged(&visit));
        }
        let form = FormState::from_pairs(pairs);
        let form = if files.is_empty() && too_large.is_empty() { form } else { form.with_files() };
        Ok(Self { form, files, too_large })
    }
}

/// A stranger's form was most likely right when its page was opened.
fn forged(visit: &Visit) -> Failure {
    if visit.person().is_none() { Failure::SignedOut(Typed::default()) } else { Failure::Forged }
}

/// The content of a file; `None` when it is larger than [`FILE_LIMIT`]. It is read to its end all the same, so that the
/// page can say at the field which one it was; the limit of the whole body still ends what has no end.
async fn read_file(mut field: Field<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
        bytes = bytes.filter(|read: &Vec<u8>| read.len() + chunk.len() <= FILE_LIMIT);
        if let Some(read) = &mut bytes {
            read.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

async fn read_text(mut field: Field<'_>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
        if bytes.len() + chunk.len() > TEXT_LIMIT {
            return Err(Failure::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "used as a map_err function")]
fn unreadable(error: axum::extract::multipart::MultipartError) -> Failure {
    Failure::from_status(error.status()).unwrap_or(Failure::Unreadable)
}
