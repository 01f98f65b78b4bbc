//! What the pages of people show: plain values, already permitted for the reader.

use jiff::{Timestamp, civil::Date};
use lantoa_app::account::{AccountView, GrantLine};
use lantoa_app::people::{self, After, Listed, PersonView};
use lantoa_i18n::Word;

use crate::words;

/// One page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// The people.
    pub rows: Vec<Row>,
    /// Cursor of the following page.
    pub next: Option<String>,
    /// Whether the reader may add people.
    pub may_manage: bool,
}

/// A person in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The person.
    pub id: String,
    /// What a form made from this list carries.
    pub version: i64,
    /// The person's page.
    pub address: String,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Whether the person heads the unit.
    pub leads: bool,
    /// Name of the unit.
    pub unit: String,
    /// Birth date.
    pub born: Option<Date>,
    /// Whether the person still works here.
    pub active: bool,
}

impl List {
    pub(super) fn new(list: people::List) -> Self {
        let next = list.next.map(|after| format!("{}~{}", after.id, after.folded));
        Self { rows: list.rows.into_iter().map(row).collect(), next, may_manage: list.may_manage }
    }
}

/// Where a page begins, out of the text in its address.
pub(super) fn after(cursor: &str) -> Option<After> {
    let (id, folded) = cursor.split_once('~')?;
    Some(After { folded: folded.to_owned(), id: id.parse().ok()? })
}

fn row(found: Listed) -> Row {
    Row {
        id: found.id.to_string(),
        version: found.version,
        address: super::address(found.id),
        name: found.name,
        post: found.post,
        leads: found.leads,
        unit: found.unit_name,
        born: found.born,
        active: found.active,
    }
}

/// One person.
#[derive(Debug, Clone)]
pub struct PersonPageView {
    /// Text id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Post, in words.
    pub post: String,
    /// Whether the person heads the unit.
    pub leads: bool,
    /// Category, in words.
    pub category: String,
    /// Birth date.
    pub born: Option<Date>,
    /// "nam", "nữ" or nothing.
    pub gender: String,
    /// E-mail address.
    pub email: String,
    /// Whether the person still works here.
    pub active: bool,
    /// The unit and its superiors, the agency first: name and address.
    pub units: Vec<(String, String)>,
    /// Relatives: id, name, unit.
    pub kin: Vec<(String, String, String)>,
    /// Sensitive data; absent for those who may not read it.
    pub private: Option<PrivateView>,
    /// The account: absent for those who do not look after accounts.
    pub account: Option<Option<AccountRow>>,
    /// Roles in force or to come; absent for those who may not see them.
    pub roles: Vec<RoleRow>,
    /// Whether the reader may change the person.
    pub may_manage: bool,
    /// Whether the reader may open sensitive data with a reason on record.
    pub may_open_private: bool,
    /// Guards changes.
    pub version: i64,
}

/// Sensitive data.
#[derive(Debug, Clone)]
pub struct PrivateView {
    /// dân tộc.
    pub ethnicity: String,
    /// tôn giáo.
    pub religion: String,
    /// Day of joining the Party.
    pub party_since: Option<Date>,
}

impl From<people::private::Private> for PrivateView {
    fn from(private: people::private::Private) -> Self {
        Self { ethnicity: private.ethnicity, religion: private.religion, party_since: private.party_since }
    }
}

/// An account as an administrator sees it.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// The name to sign in with.
    pub login: String,
    /// Whether signing in is forbidden.
    pub disabled: bool,
    /// Whether the password has not been changed yet.
    pub must_change: bool,
    /// Until when nobody can sign in.
    pub locked_until: Option<Timestamp>,
    /// Running sessions.
    pub sessions: usize,
    /// Whether it asks for a second factor.
    pub second: bool,
    /// Guards changes.
    pub version: i64,
}

impl From<AccountView> for AccountRow {
    fn from(account: AccountView) -> Self {
        Self {
            login: account.login,
            disabled: account.disabled,
            must_change: account.must_change,
            locked_until: account.locked_until,
            sessions: account.sessions,
            second: account.second_since.is_some(),
            version: account.version,
        }
    }
}

/// A role.
#[derive(Debug, Clone)]
pub struct RoleRow {
    /// Text id of the grant.
    pub id: String,
    /// The role.
    pub role: Word,
    /// The unit or movement it reaches over.
    pub place: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Whether it is in force today.
    pub in_force: bool,
}

impl RoleRow {
    fn new(line: GrantLine) -> Self {
        Self {
            id: line.id.to_string(),
            role: words::role(line.role),
            place: line.movement.unwrap_or(line.unit.1),
            from: line.from,
            to: line.to,
            in_force: line.in_force,
        }
    }
}

impl PersonPageView {
    pub(super) fn new(found: PersonView) -> Self {
        let person = found.person;
        let unit = |(id, name)| (name, format!("/quan-tri/don-vi/{id}"));
        Self {
            id: person.id.to_string(),
            name: person.name,
            post: person.post,
            leads: person.leads,
            category: person.category,
            born: person.born,
            gender: person.gender,
            email: person.email,
            active: person.active,
            units: found.units.into_iter().map(unit).collect(),
            kin: found.kin.into_iter().map(|one| (one.id.to_string(), one.name, one.unit_name)).collect(),
            private: found.private.map(PrivateView::from),
            account: found.account.map(|account| account.map(AccountRow::from)),
            roles: found.roles.into_iter().map(RoleRow::new).collect(),
            may_manage: found.may_manage,
            may_open_private: found.may_open_private,
            version: person.version,
        }
    }
}

pub(super) fn sample_list() -> List {
    let row = |name: &str, post: &str, unit: &str, leads| Row {
        id: "pe_1".to_owned(),
        version: 1,
        address: "/quan-tri/nguoi/pe_1".to_owned(),
        name: name.to_owned(),
        post: post.to_owned(),
        leads,
        unit: unit.to_owned(),
        born: Some(jiff::civil::date(1988, 3, 14)),
        active: true,
    };
    List {
        rows: vec![
            row("Nguyễn Thị Thanh Hà", "Chuyên viên", "Phòng Nội vụ", false),
            row("Nguyễn Văn Long", "Hiệu trưởng", "Trường THCS Đông Hải", true),
        ],
        next: Some("pe_2~nguyen van long".to_owned()),
        may_manage: true,
    }
}

pub(super) fn sample() -> PersonPageView {
    let role = |role, place: &str, in_force| RoleRow {
        id: "gr_1".to_owned(),
        role: words::role(role),
        place: place.to_owned(),
        from: jiff::civil::date(2026, 1, 1),
        to: None,
        in_force,
    };
    PersonPageView {
        id: "pe_1".to_owned(),
        name: "Nguyễn Văn Long".to_owned(),
        post: "Hiệu trưởng".to_owned(),
        leads: true,
        category: "viên chức".to_owned(),
        born: Some(jiff::civil::date(1979, 8, 2)),
        gender: "nam".to_owned(),
        email: "long@donghai.gov.vn".to_owned(),
        active: true,
        units: vec![
            ("UBND phường Đông Hải".to_owned(), "/quan-tri/don-vi/un_1".to_owned()),
            ("Trường THCS Đông Hải".to_owned(), "/quan-tri/don-vi/un_3".to_owned()),
        ],
        kin: vec![("pe_7".to_owned(), "Nguyễn Thị Hoa".to_owned(), "Phòng Kinh tế".to_owned())],
        private: Some(PrivateView { ethnicity: "Kinh".to_owned(), religion: String::new(), party_since: None }),
        account: Some(Some(AccountRow {
            login: "longnv".to_owned(),
            disabled: false,
            must_change: true,
            locked_until: Some(Timestamp::from_second(1_795_240_000).expect("invariant: in range")),
            sessions: 1,
            second: true,
            version: 4,
        })),
        roles: vec![
            role(lantoa_domain::policy::Role::UnitHead, "Trường THCS Đông Hải", true),
            role(lantoa_domain::policy::Role::UnitClerk, "Trường THCS Đông Hải", false),
        ],
        may_manage: true,
        may_open_private: false,
        version: 2,
    }
}

pub(super) fn sample_bare() -> PersonPageView {
    PersonPageView {
        post: String::new(),
        leads: false,
        category: String::new(),
        born: None,
        gender: String::new(),
        email: String::new(),
        active: false,
        kin: Vec::new(),
        private: None,
        account: Some(None),
        roles: Vec::new(),
        may_open_private: true,
        ..sample()
    }
}
