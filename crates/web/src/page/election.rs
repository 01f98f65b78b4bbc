//! The electronic secret ballot: preparing it, the key ceremony, codes, voting, opening the sums. It must not see a code, a choice or a seed: browsers make and keep them.

mod booth;
mod check;
mod codes;
mod elsewhere;
mod hand_out;
mod keys;
mod list;
mod own;
mod paper;
mod paper_count;
mod prepare;
mod receipt;
mod sample;
mod show;
mod step;
mod sums;
pub(super) mod view;

use crate::{
    kernel::{AppState, Failure, FormState, Shell, Visit, json, with_program},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::{Router, http::StatusCode, response::Response, routing::get};
use lantoa_app::election::{self, ElectionView};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::{Message, word};

pub(crate) use prepare::digests;
pub(crate) use sample::board_file;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/hoi-dong/phien/{id}/phieu-dien-tu", get(prepare::show).post(prepare::save))
        .route("/phieu/{id}", get(show::show))
        .route("/phieu/{id}/khoa", get(keys::show))
        .route("/phieu/{id}/le-tao-khoa", get(keys::state).post(keys::post))
        .route("/phieu/{id}/may-rieng", get(own::show).post(own::post))
        .route("/phieu/{id}/lam-lai", get(step::show_restart).post(step::restart))
        .route("/phieu/{id}/lam-lai-ma", get(step::show_renew).post(step::renew))
        .route("/phieu/{id}/ma", get(codes::show_make).post(codes::list))
        .route("/phieu/{id}/thu-hoi", get(codes::show_revoke).post(codes::revoke))
        .route("/phieu/{id}/phat", get(hand_out::show).post(hand_out::save))
        .route("/phieu/{id}/phieu-giay", get(paper::show).post(paper::take))
        .route("/phieu/{id}/giay", get(paper_count::show).post(paper_count::save))
        .route("/phieu/{id}/buoc/{step}", get(step::show).post(step::take))
        .route("/phieu/{id}/bo", get(elsewhere::show).post(elsewhere::cast))
        .route("/phieu/{id}/bo/kiem-tra", axum::routing::post(elsewhere::spoil))
        .route("/phieu/{id}/mo", get(sums::show).post(sums::post))
        .route("/phieu/{id}/goi", get(sums::bundle))
        .route("/phieu/{id}/huy", get(step::show_give_up).post(step::give_up))
        .route("/kiem-tra-phieu", get(check::show))
        .route("/bo-phieu/{uuid}", get(booth::show).post(booth::cast))
        .route("/bo-phieu/{uuid}/danh-sach", get(booth::manifest))
        .route("/bo-phieu/{uuid}/thu-tu", get(booth::sequence))
        .route("/bo-phieu/{uuid}/kiem-tra", get(check::show_challenge).post(booth::spoil))
        .route("/bo-phieu/{uuid}/theo-doi", get(list::show))
        .route("/bo-phieu/{uuid}/bien-nhan", get(receipt::show))
        .route("/bo-phieu/{uuid}/so-phieu", get(receipt::board))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    prepare::samples(easel);
    show::samples(easel);
    keys::samples(easel);
    codes::samples(easel);
    hand_out::samples(easel);
    paper::samples(easel);
    paper_count::samples(easel);
    step::samples(easel);
    booth::samples(easel);
    list::samples(easel);
    sums::samples(easel);
    check::samples(easel);
    receipt::samples(easel);
    own::samples(easel);
    elsewhere::samples(easel);
}

/// The page of an election.
pub(super) fn address(id: ElectionId) -> String {
    format!("/phieu/{id}")
}

/// The public address on which members vote.
fn booth_address(uuid: &str) -> String {
    format!("/bo-phieu/{uuid}")
}

/// The election as its reader may see it.
async fn load(visit: &Visit, id: ElectionId) -> Result<ElectionView, Failure> {
    election::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

/// The frame of a page that belongs to an election.
fn shell(visit: &Visit, title: impl Into<Message>, view: &ElectionView) -> Shell {
    visit
        .shell(title, Area::Councils)
        .crumb(word!("ui-area-councils"), Area::Councils.address())
        .crumb(view.session_title.as_str(), format!("/hoi-dong/phien/{}", view.session))
        .crumb(view.title.as_str(), address(view.id))
}

/// A page whose script runs the ballot program.
fn page_with_program(visit: &Visit, page: &impl Template) -> Response {
    with_program(visit.page(page))
}

/// What a script of ours is told when all went well.
fn done() -> Response {
    json(StatusCode::OK, serde_json::json!({}))
}

/// 32 bytes as 64 lower-case hexadecimal digits.
fn digest(text: &str) -> Option<[u8; 32]> {
    bytes(text)?.try_into().ok()
}

/// Bytes as lower-case hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |sign: u8| match sign {
        b'0'..=b'9' => Some(sign - b'0'),
        b'a'..=b'f' => Some(sign - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let read = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect::<Option<Vec<u8>>>();
    read.filter(|_| rest.is_empty())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The public credentials that a form sends, one in each field of that name.
fn credentials(form: &FormState, name: &str) -> Result<Vec<[u8; 32]>, Failure> {
    form.all(name).map(|text| digest(text).ok_or(Failure::Unreadable)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_they_are_written() {
        assert_eq!(bytes("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
        for wrong in ["0", "0g", "FF", "ff "] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
        assert_eq!(digest(&"ab".repeat(32)), Some([0xab; 32]));
        assert_eq!(digest(&"ab".repeat(31)), None);
    }
}
