//! What the pages of administration show.

use jiff::civil::Date;
use lantoa_app::account::{AfterHolder, Holder, Holders};
use lantoa_domain::policy::{Act, Role};
use lantoa_i18n::{Word, word};

use crate::words;

/// A page of administration, with what it is for.
#[derive(Debug, Clone)]
pub struct Door {
    /// Its name.
    pub title: Word,
    /// What it is for.
    pub text: Word,
    /// Its address.
    pub address: &'static str,
    /// Its icon.
    pub icon: &'static str,
}

/// The pages that a reader may do something on.
pub(super) fn doors(may: &dyn Fn(Act) -> bool, sees_people: bool) -> Vec<Door> {
    let door = |title, text, address, icon| Door { title, text, address, icon };
    let all = [
        (true, door(word!("agency-door-units"), word!("agency-door-units-text"), "/quan-tri/don-vi", "network")),
        (
            sees_people,
            door(word!("agency-door-people"), word!("agency-door-people-text"), "/quan-tri/nguoi", "contact"),
        ),
        (
            may(Act::ManageAccounts),
            door(word!("agency-holders"), word!("agency-door-roles-text"), "/quan-tri/vai-tro", "shield-alert"),
        ),
        (
            may(Act::RecordFacts),
            door(word!("agency-door-facts"), word!("agency-door-facts-text"), "/quan-tri/ghi-nhan", "clipboard-check"),
        ),
        (true, door(word!("cluster-title"), word!("cluster-door-text"), "/quan-tri/cum-khoi", "users")),
        (true, door(word!("agency-door-law"), word!("agency-door-law-text"), "/quan-tri/luat", "scroll-text")),
        (true, door(word!("holiday-title"), word!("holiday-door-text"), "/quan-tri/ngay-nghi", "calendar-check")),
        (true, door(word!("agency-settings"), word!("agency-door-settings-text"), "/quan-tri/co-quan", "settings")),
        (may(Act::ManageAccounts), door(word!("mail-title"), word!("agency-door-mail-text"), "/quan-tri/thu", "send")),
        (
            may(Act::ReadJournal),
            door(word!("agency-door-journal"), word!("agency-door-journal-text"), "/nhat-ky", "history"),
        ),
    ];
    all.into_iter().filter(|(open, _)| *open).map(|(_, door)| door).collect()
}

/// Somebody who holds a role today.
#[derive(Debug, Clone)]
pub struct HolderRow {
    /// The role.
    pub role: Word,
    /// Full name.
    pub name: String,
    /// The person's page.
    pub address: String,
    /// The unit or movement it reaches over.
    pub place: String,
    /// Last day.
    pub to: Option<Date>,
    /// Whether the person can sign in.
    pub has_account: bool,
}

/// One page of those who hold roles.
#[derive(Debug, Clone)]
pub struct HolderList {
    /// The rows.
    pub rows: Vec<HolderRow>,
    /// Cursor of the following page.
    pub next: Option<String>,
}

impl HolderList {
    pub(super) fn new(found: Holders) -> Self {
        let next = found.next.map(|after| format!("{}~{}", role_code(after.role), after.grant));
        Self { rows: found.rows.into_iter().map(HolderRow::new).collect(), next }
    }
}

/// A role as addresses name it.
pub(super) fn role_code(role: Role) -> String {
    format!("{role:?}")
}

/// The role that an address names.
pub(super) fn role_of(code: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role_code(*role) == code)
}

/// Where a page begins, out of the text in its address.
pub(super) fn after(cursor: &str) -> Option<AfterHolder> {
    let (role, grant) = cursor.split_once('~')?;
    Some(AfterHolder { role: role_of(role)?, grant: grant.parse().ok()? })
}

impl HolderRow {
    fn new(holder: Holder) -> Self {
        Self {
            role: words::role(holder.grant.role),
            name: holder.name,
            address: format!("/quan-tri/nguoi/{}", holder.person),
            place: holder.grant.movement.unwrap_or(holder.grant.unit.1),
            to: holder.grant.to,
            has_account: holder.has_account,
        }
    }
}

pub(super) fn sample_holders() -> HolderList {
    let row = |role, name: &str, place: &str, has_account| HolderRow {
        role: words::role(role),
        name: name.to_owned(),
        address: "/quan-tri/nguoi/pe_1".to_owned(),
        place: place.to_owned(),
        to: None,
        has_account,
    };
    let rows = vec![
        row(Role::Administrator, "Lê Quang Minh", "UBND phường Đông Hải", true),
        row(Role::UnitHead, "Phạm Phương Thảo", "Trường THCS Đông Hải", false),
    ];
    HolderList { rows, next: Some("UnitHead~gr_1".to_owned()) }
}
