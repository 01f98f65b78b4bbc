//! The electronic code of an agency (Decision 20/2020/QĐ-TTg, amended by 09/2025/QĐ-TTg); it must not know which agency has which.

use std::{fmt, str::FromStr};

/// The most characters of a code.
const MOST: usize = 35;

/// The code of an agency: groups of A–Z and 0–9 separated by points, at most 35 characters in all: `000.00.12.H32`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgencyCode(String);

/// Why a text is no code of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Nothing at all.
    #[error("the code is empty")]
    Empty,
    /// More than 35 characters.
    #[error("the code has more than {MOST} characters")]
    TooLong,
    /// Something else than A–Z, 0–9 and points; lower case is not silently changed.
    #[error("the code holds {0:?}, which is none of A-Z, 0-9 and the point")]
    Sign(char),
    /// Two points side by side, or one at an end.
    #[error("the code has an empty group")]
    EmptyGroup,
}

impl AgencyCode {
    /// The code as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AgencyCode {
    type Err = CodeFault;

    fn from_str(text: &str) -> Result<Self, CodeFault> {
        if text.is_empty() {
            return Err(CodeFault::Empty);
        }
        let known = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.';
        if let Some(other) = text.chars().find(|c| !known(*c)) {
            return Err(CodeFault::Sign(other));
        }
        if text.len() > MOST {
            return Err(CodeFault::TooLong);
        }
        if text.split('.').any(str::is_empty) {
            return Err(CodeFault::EmptyGroup);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for AgencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{AgencyCode, CodeFault};

    #[test]
    fn a_code_is_groups_of_capitals_and_digits() {
        for good in ["H32", "000.00.12.H32", "G22.01", "Z99.ABC", "0101234567", &"A".repeat(35)] {
            assert_eq!(good.parse::<AgencyCode>().map(|code| code.to_string()), Ok(good.to_owned()));
        }
        for (bad, why) in [
            ("", CodeFault::Empty),
            ("h32", CodeFault::Sign('h')),
            ("H32 ", CodeFault::Sign(' ')),
            ("Đ32", CodeFault::Sign('Đ')),
            ("H32..1", CodeFault::EmptyGroup),
            (".H32", CodeFault::EmptyGroup),
            (&"A".repeat(36), CodeFault::TooLong),
        ] {
            assert_eq!(bad.parse::<AgencyCode>(), Err(why), "{bad:?}");
        }
    }
}
