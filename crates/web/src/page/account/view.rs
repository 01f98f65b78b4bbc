//! What the sign-in page shows.

/// An account of a demonstration, listed on its sign-in page.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// To sign in with.
    pub username: String,
    /// To sign in with.
    pub password: String,
    /// Full name.
    pub name: String,
    /// Role and unit.
    pub office: String,
}

/// Sample accounts.
pub(super) fn sample() -> Vec<DemoAccount> {
    [
        ("ha", "Nguyễn Thị Thanh Hà", "Chuyên viên, Phòng Nội vụ"),
        ("long", "Trần Hoàng Long", "Chủ tịch Ủy ban nhân dân phường"),
        ("binh", "Lê Thanh Bình", "Thành viên Hội đồng Thi đua – Khen thưởng"),
        ("thao", "Phạm Phương Thảo", "Văn thư, Trường THCS Đông Hải"),
    ]
    .map(|(username, name, office)| DemoAccount {
        username: username.to_owned(),
        password: "demo".to_owned(),
        name: name.to_owned(),
        office: office.to_owned(),
    })
    .to_vec()
}
