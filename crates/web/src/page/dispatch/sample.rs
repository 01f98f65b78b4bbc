//! The pages of sending with invented data. It must not reach the product.

use super::{
    ListPage, PEERS, SendPage,
    setting::{PeerPage, SettingPage},
};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};
use jiff::civil::date;
use lantoa_app::dispatch::{DispatchKind, DispatchLine, DispatchState, Outbox, Peer, Sendable, SettingView};
use lantoa_domain::{Refusal, id::Id};
use lantoa_i18n::word;

fn peer(n: i64, name: &str, code: &str) -> Peer {
    Peer {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        name: name.to_owned(),
        code: code.to_owned(),
        address: "https://truc.tinh.vi.du/edxml".to_owned(),
        active: n < 3,
        version: 1,
    }
}

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let now = visit.state().now();
    let line = |n: i64, kind, state, words: &str| DispatchLine {
        id: Id::from_raw(n),
        document: Id::from_raw(1),
        number: 87,
        symbol: "QĐ-UBND".to_owned(),
        on_day: date(2026, 11, 25),
        title: "Công nhận điển hình tiên tiến năm 2026".to_owned(),
        peer: Id::from_raw(n),
        name: "Ban Thi đua - Khen thưởng tỉnh".to_owned(),
        code: "000.00.12.H32".to_owned(),
        kind: lantoa_app::dispatch::Word(kind),
        state: lantoa_app::dispatch::Word(state),
        words: words.to_owned(),
        tries: 2,
        next_try: now,
        queued: now,
        settled: None,
        version: 1,
    };
    let rows = vec![
        line(4, DispatchKind::Revoked, DispatchState::Received, "Đã tiếp nhận"),
        line(3, DispatchKind::New, DispatchState::Waiting, "HTTP 503"),
        line(2, DispatchKind::New, DispatchState::Refused, "Sai nơi nhận"),
        line(1, DispatchKind::New, DispatchState::Sent, ""),
    ];
    let query = || ListQuery::new("/lien-thong", &[]);
    let outbox = |rows| Outbox { rows, next: None, may_send: true, may_set: true };
    easel.show("dispatch/list", &ListPage::new(&visit, query(), outbox(rows.clone())));
    easel.show("dispatch/list-empty", &ListPage::new(&visit, query(), outbox(Vec::new())));
    let peers = vec![peer(1, "Ban Thi đua - Khen thưởng tỉnh", "000.00.12.H32"), peer(3, "Sở Nội vụ", "000.00.13.H32")];
    let sendable = Sendable {
        id: Id::from_raw(1),
        number: "87/QĐ-UBND".to_owned(),
        title: "Công nhận điển hình tiên tiến năm 2026".to_owned(),
        peers: peers.clone(),
        sent: rows,
        refused: None,
    };
    let mut wrong = FormState::empty();
    wrong.refuse(PEERS, word!("dispatch-none-chosen"));
    easel.show("dispatch/send", &SendPage::new(&visit, sendable.clone(), wrong));
    let closed = Sendable { refused: Some(Refusal::InUse), sent: Vec::new(), ..sendable };
    easel.show("dispatch/send-closed", &SendPage::new(&visit, closed, FormState::empty()));
    let view = SettingView {
        code: "000.05.30.H32".to_owned(),
        in_charge: "Ủy ban nhân dân tỉnh".to_owned(),
        version: 1,
        peers: peers.clone(),
        may_set: true,
    };
    easel.show("dispatch/setting", &SettingPage::new(&visit, view.clone(), FormState::empty()));
    let read = SettingView { may_set: false, ..view };
    easel.show("dispatch/setting-read", &SettingPage::new(&visit, read, FormState::empty()));
    easel.show("dispatch/peer", &PeerPage::new(&visit, Some(&peers[0]), FormState::empty()));
    easel.show("dispatch/peer-new", &PeerPage::new(&visit, None, FormState::empty()));
}
