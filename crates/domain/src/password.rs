//! What a password and a login must look like; must not know how they are kept.

use crate::refusal::Refusal;
use crate::text::fold;

/// Fewest letters of a password.
pub const SHORTEST: usize = 10;
/// Most letters of a password: longer ones only cost time to hash.
pub const LONGEST: usize = 200;

/// Passwords that are tried first, folded and without digits and signs around them.
const WORST: &[&str] = &[
    "password",
    "passw0rd",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "quantri",
    "quantrivien",
    "matkhau",
    "matkhaumoi",
    "matkhaumacdinh",
    "khongcomatkhau",
    "anhyeuem",
    "emyeuanh",
    "yeuem",
    "yeuanh",
    "toiyeuvietnam",
    "vietnam",
    "vietnamvodich",
    "hanoi",
    "saigon",
    "hochiminh",
    "khanhhoa",
    "binhphuoc",
    "dongnai",
    "thiduakhenthuong",
    "thidua",
    "khenthuong",
    "lantoa",
    "dienhinh",
    "noivu",
    "vanphong",
    "truongphong",
    "chuyenvien",
    "ubnd",
    "uybannhandan",
    "football",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "princess",
    "sunshine",
    "master",
    "trustno",
    "abcdef",
    "abcdefgh",
    "abcdefghij",
    "qazwsx",
    "qazwsxedc",
    "changeme",
    "default",
    "secret",
    "guest",
    "test",
    "testtest",
    "demo",
    "demodemo",
    "user",
    "username",
    "login",
    "doimatkhau",
    "giadinh",
    "hanhphuc",
    "conyeu",
    "meyeu",
    "bome",
    "tinhyeu",
    "motngaymoi",
    "abcabc",
    "aaaaaa",
];

/// Whether a password may be used with this login.
///
/// # Errors
/// `Invalid` on "password" with "short", "long", "is-login", "common" or "pattern".
pub fn check_password(login: &str, password: &str) -> Result<(), Refusal> {
    let wrong = |why| Err(Refusal::Invalid { field: "password", why });
    let letters = password.chars().count();
    if letters < SHORTEST {
        return wrong("short");
    }
    if letters > LONGEST {
        return wrong("long");
    }
    let plain: String = fold(password).chars().filter(|letter| *letter != ' ').collect();
    let login: String = fold(login).chars().filter(|letter| *letter != ' ').collect();
    if login.len() >= 3 && core_of(&plain) == core_of(&login) || plain == login {
        return wrong("is-login");
    }
    if plain.chars().all(|letter| letter.is_ascii_digit()) && letters < 14 || is_run(&plain) {
        return wrong("pattern");
    }
    let core = core_of(&plain);
    if WORST.contains(&core) || WORST.iter().any(|worst| is_repeated(core, worst)) {
        return wrong("common");
    }
    Ok(())
}

/// What is left without the digits around it: "matkhau123" is "matkhau".
fn core_of(plain: &str) -> &str {
    plain.trim_matches(|letter: char| letter.is_ascii_digit())
}

fn is_repeated(text: &str, part: &str) -> bool {
    text.len() > part.len() && text.len().is_multiple_of(part.len()) && text == part.repeat(text.len() / part.len())
}

/// One letter again and again, or letters that follow each other: "aaaaaaaaaa", "0123456789", "abcdefghij".
fn is_run(plain: &str) -> bool {
    let codes: Vec<i64> = plain.chars().map(|letter| i64::from(u32::from(letter))).collect();
    let steps: Vec<i64> = codes.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let same = |wanted: i64| steps.iter().filter(|step| **step == wanted).count();
    [0, 1, -1].into_iter().any(|step| same(step) + 2 >= codes.len())
}

/// The form in which a login is kept and compared.
#[must_use]
pub fn normal_login(login: &str) -> String {
    login.trim().to_lowercase()
}

/// Whether a login in its normal form may be used.
///
/// # Errors
/// `Invalid` on "login" with "length" or "letters".
pub fn check_login(login: &str) -> Result<(), Refusal> {
    let wrong = |why| Err(Refusal::Invalid { field: "login", why });
    if !(3..=64).contains(&login.len()) {
        return wrong("length");
    }
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-@".contains(letter);
    if login.chars().all(allowed) && login.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        wrong("letters")
    }
}

/// A login made of a name as Vietnamese offices make them: given name, then initials — "Nguyễn Thị Thanh Hà" → "hantt".
#[must_use]
pub fn login_of(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let Some((given, rest)) = words.split_last() else { return String::new() };
    let initials: String = rest.iter().filter_map(|word| word.chars().next()).collect();
    format!("{given}{initials}").chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}

/// Failed attempts before the first lock.
pub const FREE_FAILURES: u32 = 5;

/// Seconds for which an account is locked after so many failures in a row: nothing for the first ones, then a minute,
/// doubled each time up to an hour.
#[must_use]
pub fn lock_seconds(failures: u32) -> Option<i64> {
    let over = failures.checked_sub(FREE_FAILURES)?;
    Some((60_i64 << over.min(6)).min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(login: &str, password: &str) -> &'static str {
        match check_password(login, password) {
            Ok(()) => "ok",
            Err(Refusal::Invalid { why, .. }) => why,
            Err(_) => "other",
        }
    }

    #[test]
    fn weak_passwords_are_named_and_strong_ones_pass() {
        assert_eq!(why("hantt", "ngắn quá"), "short");
        assert_eq!(why("nguyenthiha", "NguyenThiHa"), "is-login");
        assert_eq!(why("nguyenthiha", "nguyenthiha2026"), "is-login");
        assert_eq!(why("hantt", "Mật khẩu 123"), "common");
        assert_eq!(why("hantt", "password2026"), "common");
        assert_eq!(why("hantt", "demodemodemo"), "common");
        assert_eq!(why("hantt", "0123456789"), "pattern");
        assert_eq!(why("hantt", "aaaaaaaaaaaa"), "pattern");
        assert_eq!(why("hantt", "2611200526"), "pattern", "a birth date and a bit");
        assert_eq!(why("hantt", "mưa rào tháng sáu"), "ok");
        assert_eq!(why("hantt", "kq7w-3nfd-x8pm"), "ok");
        assert_eq!(why("hantt", &"a b".repeat(100)), "long");
    }

    #[test]
    fn logins_are_short_plain_and_made_from_names() {
        assert_eq!(login_of("Nguyễn Thị Thanh Hà"), "hantt");
        assert_eq!(login_of("Đỗ Đức Ánh"), "anhdd");
        assert!(check_login(&normal_login(" HaNTT ")).is_ok());
        assert!(check_login("ha ntt").is_err() && check_login("hà").is_err() && check_login("ab").is_err());
        assert!(check_login("-abc").is_err());
    }

    #[test]
    fn locks_begin_after_five_and_grow_to_an_hour() {
        let seconds: Vec<_> = (4..14).map(lock_seconds).collect();
        let expected = [None, Some(60), Some(120), Some(240), Some(480), Some(960), Some(1920), Some(3600)];
        assert_eq!(seconds[..8], expected);
        assert_eq!(lock_seconds(u32::MAX), Some(3600));
    }
}
