//! What the sign-in and account pages show.

pub use crate::kernel::DemoAccount;

use jiff::{Timestamp, civil::Date};
use lantoa_app::account::{GrantLine, SessionLine};
use lantoa_app::second_factor::Standing;
use lantoa_app::sign_in::Session;
use lantoa_i18n::Word;

use crate::words;

/// The accounts of one agency of a demonstration.
#[derive(Debug, Clone)]
pub struct DemoAgency {
    /// Its name.
    pub name: String,
    /// Its accounts.
    pub accounts: Vec<DemoAccount>,
}

/// The accounts by agency in the order of the list, the last agency first: it is the one whose programme runs.
pub(super) fn by_agency(accounts: &[DemoAccount]) -> Vec<DemoAgency> {
    let mut out: Vec<DemoAgency> = Vec::new();
    for account in accounts {
        match out.iter_mut().find(|agency| agency.name == account.office) {
            Some(agency) => agency.accounts.push(account.clone()),
            None => out.push(DemoAgency { name: account.office.clone(), accounts: vec![account.clone()] }),
        }
    }
    out.reverse();
    out
}

/// The own account.
#[derive(Debug, Clone)]
pub struct AccountView {
    /// The name to sign in with.
    pub login: String,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Name of the unit.
    pub unit: String,
    /// Whether a password has to be chosen before anything else.
    pub must_change: bool,
    /// Since when it asks for a second factor.
    pub second_since: Option<Timestamp>,
    /// Running sessions, the last used first.
    pub sessions: Vec<SessionRow>,
    /// Roles in force: role, unit or movement, last day.
    pub roles: Vec<(Word, String, Option<Date>)>,
}

/// A running session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Names it.
    pub key: String,
    /// Browser and system, as far as they can be told.
    pub device: String,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// Whether it is this one.
    pub is_this: bool,
}

impl AccountView {
    /// The view of a running session.
    pub(super) fn new(session: &Session, sessions: Vec<SessionLine>, roles: Vec<GrantLine>, second: &Standing) -> Self {
        let row = |line: SessionLine| SessionRow {
            key: line.key.to_string(),
            device: device(&line.agent),
            created: line.created,
            seen: line.seen,
            is_this: line.is_this,
        };
        let role = |line: GrantLine| (words::role(line.role), line.movement.unwrap_or(line.unit.1), line.to);
        Self {
            login: session.login.clone(),
            name: session.name.clone(),
            post: session.post.clone(),
            unit: session.unit_name.clone(),
            must_change: session.must_change,
            second_since: if let Standing::On { since, .. } = second { Some(*since) } else { None },
            sessions: sessions.into_iter().map(row).collect(),
            roles: roles.into_iter().filter(|line| line.in_force).map(role).collect(),
        }
    }
}

/// "Firefox · Windows" out of what a browser says of itself; what cannot be told is shown as it came, shortened.
fn device(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc_browser/", "Cốc Cốc"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let told =
        |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (told(&BROWSERS), told(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}

/// Sample accounts.
pub(super) fn sample_demo() -> Vec<DemoAgency> {
    let accounts = [
        ("ninh-hoa.thuong-truc", "Thường trực, Thư ký Hội đồng", "UBND thị xã Ninh Hòa"),
        ("phuong.thuong-truc", "Thường trực, Thư ký Hội đồng", "UBND phường Đông Hải"),
        ("phuong.thu-truong", "Thủ trưởng, Chủ tịch Hội đồng", "UBND phường Đông Hải"),
        ("phuong.don-vi", "Cán bộ phụ trách của đơn vị", "UBND phường Đông Hải"),
    ]
    .map(|(username, name, office)| DemoAccount {
        username: username.to_owned(),
        password: "demo".to_owned(),
        name: name.to_owned(),
        office: office.to_owned(),
    });
    by_agency(&accounts)
}

/// A sample account.
pub(super) fn sample() -> AccountView {
    let at = |second| Timestamp::from_second(second).expect("invariant: in range");
    let row = |key: &str, device: &str, seen, is_this| SessionRow {
        key: key.repeat(64),
        device: device.to_owned(),
        created: at(1_795_190_000),
        seen: at(seen),
        is_this,
    };
    AccountView {
        login: "hantt".to_owned(),
        name: "Nguyễn Thị Thanh Hà".to_owned(),
        post: "Chuyên viên".to_owned(),
        unit: "Phòng Nội vụ".to_owned(),
        must_change: false,
        second_since: None,
        sessions: vec![
            row("a", "Firefox · Windows", 1_795_233_600, true),
            row("b", "Chrome · Android", 1_795_230_000, false),
        ],
        roles: vec![
            (words::role(lantoa_domain::policy::Role::StandingBody), "UBND phường Đông Hải".to_owned(), None),
            (
                words::role(lantoa_domain::policy::Role::MovementLead),
                "Dạy tốt – Học tốt".to_owned(),
                Some(jiff::civil::date(2026, 12, 31)),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn devices_are_told_by_what_people_know() {
        let chrome =
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36";
        assert_eq!(device(chrome), "Chrome · Android");
        assert_eq!(device("Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"), "Firefox · Windows");
        assert_eq!(device("curl/8.1"), "curl/8.1");
    }
}
