//! What the agency sets for its documents: head, phrases, recipients, how it counts, where strangers check. It must not change what is issued.

use super::stamp;
use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Field},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::document::seal::Holder;
use lantoa_app::document::{self, Change, Counting, Phrases, Setting, SettingView};
use lantoa_domain::Refusal;
use lantoa_i18n::word;

const SUPERIOR: Input = Input::new(InputKind::Lines, "cap-tren", word!("document-set-superior"))
    .max_chars(300)
    .hint(word!("document-set-superior-hint"));
const PLACE: Input =
    Input::text("dia-danh", word!("document-set-place")).max_chars(80).hint(word!("document-set-place-hint"));
const FUND: Input = Input::text("nguon-kinh-phi", word!("document-set-fund")).required().max_chars(300);
const CARRIED: Input = Input::text("thi-hanh", word!("document-set-carried")).required().max_chars(500);
const RECIPIENTS: Input = Input::new(InputKind::Lines, "noi-nhan", word!("document-recipients"))
    .required()
    .max_chars(2000)
    .hint(word!("document-lines-hint"));
const ADDRESS: Input =
    Input::text("dia-chi", word!("document-set-address")).max_chars(200).hint(word!("document-set-address-hint"));
const TRUSTED: Input =
    Input::new(InputKind::File, "tep", word!("document-trust-file")).required().accept(".pem,.crt,.cer,.der");
const COUNTING: Input = Input::new(InputKind::Radio, "danh-so", word!("document-set-counting")).required();

/// `/van-ban/thiet-lap`.
#[derive(Template)]
#[template(path = "document/setting.html")]
struct SettingPage {
    shell: Shell,
    view: SettingView,
    form: FormState,
    counting: Vec<Choice>,
    submit: Option<Action>,
    back: Action,
    trust: FormState,
    add: Action,
}

impl SettingPage {
    fn new(visit: &Visit, view: SettingView, form: FormState) -> Self {
        Self {
            shell: visit.shell(word!("document-settings"), Area::Decisions).crumb(word!("document-title"), "/van-ban"),
            counting: vec![
                Choice::new("chung", word!("document-counting-together")),
                Choice::new("theo-loai", word!("document-counting-per-type")),
            ],
            submit: view.may_edit.then(|| Action::submit(word!("decision-form-save")).primary().icon("check")),
            back: Action::link(word!("ui-confirm-back"), "/van-ban"),
            trust: FormState::empty(),
            add: Action::submit(word!("document-trust-add")).icon("upload"),
            view,
            form,
        }
    }

    fn until(&self, holder: &Holder) -> jiff::Timestamp {
        holder.until
    }

    fn head(&self) -> Vec<Field> {
        [SUPERIOR, PLACE].iter().map(|input| self.form.show(*input)).collect()
    }

    fn phrases(&self) -> Vec<Field> {
        [FUND, CARRIED, RECIPIENTS].iter().map(|input| self.form.show(*input)).collect()
    }
}

fn filled(view: &SettingView) -> FormState {
    let phrases = &view.setting.phrases;
    let counting = match view.counting {
        Counting::Together => "chung",
        Counting::PerType => "theo-loai",
    };
    FormState::filled([
        (FormState::VERSION, view.version.to_string()),
        (SUPERIOR.name, phrases.superior.clone()),
        (PLACE.name, phrases.place.clone()),
        (FUND.name, phrases.fund.clone()),
        (CARRIED.name, phrases.carried_out_by.clone()),
        (RECIPIENTS.name, phrases.recipients.join("\n")),
        (ADDRESS.name, view.setting.address.clone()),
        (COUNTING.name, counting.to_owned()),
    ])
}

/// `/van-ban/thiet-lap/tin-cay`: adds issuers whom the agency trusts.
pub(super) async fn trust(visit: Visit, mut upload: UploadForm) -> Result<Response, Failure> {
    let file = upload.files_of(TRUSTED).and_then(|mut files| files.pop());
    let mut wrong = upload.form;
    let seen = wrong.version()?;
    if let Some(file) = file {
        match document::trust(visit.cx()?, seen, &file.bytes).await {
            Ok(()) => return Ok(visit.redirect("/van-ban/thiet-lap", &Flash::done(word!("document-trust-added")))),
            Err(Error::Refused(Refusal::Invalid { field: "file", .. })) => {
                wrong.refuse(TRUSTED, word!("document-trust-wrong"));
            }
            Err(why) => return Err(visit.failed(why)),
        }
    }
    let view = load(&visit).await?;
    let form = filled(&view);
    Ok(visit.page_again(&SettingPage { trust: wrong, ..SettingPage::new(&visit, view, form) }))
}

/// `/van-ban/thiet-lap/tin-cay/{serial}/bo`.
pub(super) async fn distrust(visit: Visit, At(serial): At<String>, form: FormState) -> Result<Response, Failure> {
    document::distrust(visit.cx()?, form.version()?, serial).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/van-ban/thiet-lap", &Flash::done(word!("document-trust-removed"))))
}

async fn load(visit: &Visit) -> Result<SettingView, Failure> {
    document::setting(visit.cx()?).await.map_err(|why| visit.failed(why))
}

/// What is set.
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = load(&visit).await?;
    let form = filled(&view);
    Ok(visit.page(&SettingPage::new(&visit, view, form)))
}

/// Sets it.
pub(super) async fn set(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    if let Some(change) = typed(&mut form, seen) {
        match document::set(visit.cx()?, change).await {
            Ok(()) => return Ok(visit.redirect("/van-ban/thiet-lap", &Flash::done(word!("decision-saved")))),
            Err(Error::Refused(Refusal::Invalid { field: "address", .. })) => {
                form.refuse(ADDRESS, word!("document-set-address-wrong"));
            }
            Err(why) => return Err(visit.failed(why)),
        }
    }
    let view = load(&visit).await?;
    Ok(visit.page_again(&SettingPage::new(&visit, view, form)))
}

fn typed(form: &mut FormState, seen: i64) -> Option<Change> {
    let (superior, place, fund) = (form.text(SUPERIOR), form.text(PLACE), form.text(FUND));
    let (carried, recipients, address) = (form.text(CARRIED), form.text(RECIPIENTS), form.text(ADDRESS));
    let counting = form.choice(COUNTING, |text| match text {
        "chung" => Some(Counting::Together),
        "theo-loai" => Some(Counting::PerType),
        _ => None,
    });
    let phrases = Phrases {
        superior: superior?,
        place: place?,
        fund: fund?,
        carried_out_by: carried?,
        recipients: stamp::lines(&recipients?),
    };
    Some(Change { seen, phrases, address: address?, counting: counting? })
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = || SettingView {
        setting: Setting { address: "https://thidua.donghai.gov.vn".to_owned(), ..Setting::default() },
        version: 3,
        counting: Counting::Together,
        counting_from: 2027,
        trusted: vec![Holder {
            name: "Cơ quan chứng thực gốc (mẫu)".to_owned(),
            organisation: "Ban Cơ yếu Chính phủ".to_owned(),
            issuer: "Cơ quan chứng thực gốc (mẫu)".to_owned(),
            serial: "01A2".to_owned(),
            from: visit.state().now(),
            until: visit.state().now(),
        }],
        may_edit: true,
        may_trust: true,
    };
    let form = filled(&view());
    easel.show("document/setting", &SettingPage::new(&visit, view(), form));
    let mut wrong = FormState::empty();
    typed(&mut wrong, 3);
    wrong.refuse(ADDRESS, word!("document-set-address-wrong"));
    easel.show("document/setting-wrong", &SettingPage::new(&visit, view(), wrong));
}
