//! The agency's own code and its receivers; it must not decide who may change them.

use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    ui::{Action, Field},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::dispatch::{self, NewPeer, Peer, SettingView};
use lantoa_domain::id::PeerId;
use lantoa_i18n::{Word, word};

const CODE: Input =
    Input::text("ma", word!("dispatch-code")).required().max_chars(35).hint(word!("dispatch-code-hint"));
const ABOVE: Input = Input::text("cap-tren", word!("dispatch-above")).max_chars(200);
const NAME: Input = Input::text("ten", word!("dispatch-peer-name")).required().max_chars(200);
const ADDRESS: Input =
    Input::text("dia-chi", word!("dispatch-address")).required().max_chars(500).hint(word!("dispatch-address-hint"));
const ACTIVE: Input = Input::new(InputKind::Radio, "dung", word!("dispatch-active")).required();

/// `/lien-thong/noi-nhan`.
#[derive(Template)]
#[template(path = "dispatch/setting.html")]
pub(super) struct SettingPage {
    shell: Shell,
    view: SettingView,
    form: FormState,
    fields: Vec<Field>,
    submit: Action,
    new: Action,
}

impl SettingPage {
    pub(super) fn new(visit: &Visit, view: SettingView, form: FormState) -> Self {
        Self {
            shell: visit
                .shell(word!("dispatch-receivers"), Area::Decisions)
                .crumb(word!("dispatch-title"), "/lien-thong"),
            fields: vec![form.show(CODE), form.show(ABOVE)],
            form,
            submit: Action::submit(word!("dispatch-save")).primary(),
            new: Action::link(word!("dispatch-peer-new"), "/lien-thong/noi-nhan/moi").icon("plus"),
            view,
        }
    }
}

/// `/lien-thong/noi-nhan/{id}`.
#[derive(Template)]
#[template(path = "dispatch/peer.html")]
pub(super) struct PeerPage {
    shell: Shell,
    title: Word,
    address: String,
    version: i64,
    form: FormState,
    fields: Vec<Field>,
    submit: Action,
    cancel: Action,
}

impl PeerPage {
    pub(super) fn new(visit: &Visit, known: Option<&Peer>, form: FormState) -> Self {
        let title = if known.is_some() { word!("dispatch-peer-edit") } else { word!("dispatch-peer-new") };
        let last = known.map_or("moi".to_owned(), |peer| peer.id.to_string());
        let ways = [Choice::new("co", word!("dispatch-active-yes")), Choice::new("khong", word!("dispatch-active-no"))];
        Self {
            shell: visit
                .shell(title, Area::Decisions)
                .crumb(word!("dispatch-title"), "/lien-thong")
                .crumb(word!("dispatch-receivers"), "/lien-thong/noi-nhan"),
            title,
            address: format!("/lien-thong/noi-nhan/{last}"),
            version: known.map_or(0, |peer| peer.version),
            fields: vec![form.show(NAME), form.show(CODE), form.show(ADDRESS), form.show_choices(ACTIVE, &ways)],
            form,
            submit: Action::submit(word!("dispatch-save")).primary(),
            cancel: Action::link(word!("dispatch-cancel"), "/lien-thong/noi-nhan"),
        }
    }
}

async fn load(visit: &Visit) -> Result<SettingView, Failure> {
    dispatch::setting(visit.cx()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = load(&visit).await?;
    let form = FormState::filled([(CODE.name, view.code.clone()), (ABOVE.name, view.in_charge.clone())]);
    Ok(visit.page(&SettingPage::new(&visit, view, form)))
}

pub(super) async fn set_code(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (code, above) = (form.text(CODE), form.text(ABOVE));
    if let (Some(code), Some(above)) = (code, above) {
        let seen = form.version()?;
        match dispatch::set_code(visit.cx()?, code, above, seen).await {
            Ok(()) => return Ok(visit.redirect("/lien-thong/noi-nhan", &Flash::done(word!("dispatch-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("code", CODE)])?,
        }
    }
    let view = load(&visit).await?;
    Ok(visit.page_again(&SettingPage::new(&visit, view, form)))
}

fn of_peer(peer: &Peer) -> FormState {
    FormState::filled([
        (NAME.name, peer.name.clone()),
        (CODE.name, peer.code.clone()),
        (ADDRESS.name, peer.address.clone()),
        (ACTIVE.name, if peer.active { "co" } else { "khong" }.to_owned()),
    ])
}

async fn one(visit: &Visit, id: PeerId) -> Result<Peer, Failure> {
    let view = load(visit).await?;
    view.peers.into_iter().find(|peer| peer.id == id && view.may_set).ok_or(Failure::NotFound)
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    if !load(&visit).await?.may_set {
        return Err(Failure::NotFound);
    }
    let form = FormState::filled([(ACTIVE.name, "co".to_owned())]);
    Ok(visit.page(&PeerPage::new(&visit, None, form)))
}

pub(super) async fn show_one(visit: Visit, At(id): At<PeerId>) -> Result<Response, Failure> {
    let peer = one(&visit, id).await?;
    Ok(visit.page(&PeerPage::new(&visit, Some(&peer), of_peer(&peer))))
}

pub(super) async fn add(visit: Visit, form: FormState) -> Result<Response, Failure> {
    keep(visit, None, form).await
}

pub(super) async fn change(visit: Visit, At(id): At<PeerId>, form: FormState) -> Result<Response, Failure> {
    let peer = one(&visit, id).await?;
    keep(visit, Some(peer), form).await
}

async fn keep(visit: Visit, known: Option<Peer>, mut form: FormState) -> Result<Response, Failure> {
    let (name, code, address) = (form.text(NAME), form.text(CODE), form.text(ADDRESS));
    let active = form.choice(ACTIVE, |text| match text {
        "co" => Some(true),
        "khong" => Some(false),
        _ => None,
    });
    if let (Some(name), Some(code), Some(address), Some(active)) = (name, code, address, active) {
        let seen = match &known {
            Some(peer) => Some((peer.id, form.version()?)),
            None => None,
        };
        match dispatch::set_peer(visit.cx()?, NewPeer { seen, name, code, address, active }).await {
            Ok(()) => return Ok(visit.redirect("/lien-thong/noi-nhan", &Flash::done(word!("dispatch-saved")))),
            Err(error) => {
                blame(&mut form, &visit, error, &[("name", NAME), ("code", CODE), ("address", ADDRESS)])?;
            }
        }
    }
    Ok(visit.page_again(&PeerPage::new(&visit, known.as_ref(), form)))
}
