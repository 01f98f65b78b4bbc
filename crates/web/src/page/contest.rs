//! Writing contests: the public page with its form, the desk of those who run them, the work of the jury. It must not show an author to a juror.

mod desk;
mod excel;
mod form;
mod judge;
mod lead;
mod public;
mod receipt;
mod sample;
mod say;
mod show;

use crate::{kernel::AppState, sample::Easel};
use axum::{
    Router,
    routing::{get, post},
};

pub(super) use sample::public as sample_public;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/cuoc-thi", get(public::list))
        .route("/cuoc-thi/{id}", get(public::show).post(public::send))
        .route("/cuoc-thi/bai/tra-cuu", get(receipt::ask))
        .route("/cuoc-thi/bai/{code}", get(receipt::show))
        .route("/cuoc-thi/bai/{code}/rut", get(receipt::show_withdraw).post(receipt::withdraw))
        .route("/cuoc-thi/bai/{code}/rut-dong-y", get(receipt::show_take_back).post(receipt::take_back))
        .route("/tuyen-truyen/cuoc-thi", get(show::list))
        .route("/tuyen-truyen/cuoc-thi/excel", post(excel::contests))
        .route("/tuyen-truyen/cuoc-thi/moi", get(form::show_new).post(form::set_up))
        .route("/tuyen-truyen/cuoc-thi/{id}", get(show::show))
        .route("/tuyen-truyen/cuoc-thi/{id}/excel", post(excel::entries))
        .route("/tuyen-truyen/cuoc-thi/{id}/xep-hang/excel", post(excel::ranking))
        .route("/tuyen-truyen/cuoc-thi/{id}/sua", get(form::show_edit).post(form::edit))
        .route("/tuyen-truyen/cuoc-thi/{id}/buoc/{step}", get(show::show_step).post(show::step))
        .route("/tuyen-truyen/cuoc-thi/{id}/giam-khao", get(show::show_seat).post(show::seat))
        .route("/tuyen-truyen/cuoc-thi/{id}/giam-khao/bo", post(show::unseat))
        .route("/tuyen-truyen/cuoc-thi/{id}/phan-bai", post(show::deal))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}", get(desk::show))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/nhan", get(desk::show_admit).post(desk::admit))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/tu-choi", get(desk::show_refuse).post(desk::refuse))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/xoa-tac-gia", get(desk::show_erase).post(desk::erase))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/rut-dong-y", get(desk::show_close).post(desk::close))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/giao", post(desk::give))
        .route("/tuyen-truyen/cuoc-thi/bai/{id}/thu", post(desk::take))
        .route("/cham-thi", get(judge::list))
        .route("/cham-thi/phieu/{id}", get(judge::show).post(judge::mark))
        .route("/cham-thi/phieu/{id}/khong-cham", get(judge::show_declare).post(judge::declare))
        .route("/cham-thi/cuoc-thi/{id}", get(lead::show))
        .route("/cham-thi/phieu/{id}/tra-lai", get(lead::show_give_back).post(lead::give_back))
        .route("/cham-thi/cuoc-thi/{id}/thong-nhat", get(lead::show_agree).post(lead::agree))
        .route("/cham-thi/cuoc-thi/{id}/dong-diem", get(lead::show_settle).post(lead::settle))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
