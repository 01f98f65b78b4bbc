//! Forms with files: read whole, limited, and checked for their token before the first file; it must not trust a name or type.

use super::{AppState, Failure, FormState, csrf, visit::Visit};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request, multipart::Field};

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
    /// The content, at most [`FILE_LIMIT`].
    pub bytes: Vec<u8>,
}

/// A form with files. Its token field must stand before the first file, as `ui/form.html` writes it.
#[derive(Debug, Clone)]
pub struct UploadForm {
    /// The text fields.
    pub form: FormState,
    /// The files that were chosen; fields left empty are absent.
    pub files: Vec<UploadedFile>,
}

impl FromRequest<AppState> for UploadForm {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let mut multipart =
            Multipart::from_request(Request::from_parts(parts, body), state).await.map_err(|_| Failure::Unreadable)?;
        let mut pairs = Vec::new();
        let mut files = Vec::new();
        let mut admitted = false;
        while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file_name) = field.file_name().map(base_name) {
                if !admitted {
                    return Err(Failure::Forged);
                }
                let bytes = read(field, FILE_LIMIT).await?;
                if file_name.is_empty() && bytes.is_empty() {
                    continue;
                }
                if files.len() == MOST_FILES {
                    return Err(Failure::TooLarge);
                }
                files.push(UploadedFile { field: name, name: file_name, bytes });
                continue;
            }
            let text = String::from_utf8(read(field, TEXT_LIMIT).await?).map_err(|_| Failure::Unreadable)?;
            if name == csrf::FIELD {
                admitted = csrf::is_valid(state, visit.binding(), &text);
            } else {
                pairs.push((name, text));
            }
        }
        if !admitted {
            return Err(Failure::Forged);
        }
        Ok(Self { form: FormState::from_pairs(pairs), files })
    }
}

async fn read(mut field: Field<'_>, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
        if bytes.len() + chunk.len() > limit {
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
