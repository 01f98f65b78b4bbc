//! The two Vietnamese encodings from before Unicode, over the first 256 characters. Must not be applied to text that is Unicode already.

/// Letters of Vietnamese with marks …
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";
/// … and the code of each in TCVN 5712 (VN3), in the same order.
const TCVN3: [u8; 74] = [
    0xb5, 0xb8, 0xb6, 0xb7, 0xb9, 0xa8, 0xbb, 0xbe, 0xbc, 0xbd, 0xc6, 0xa9, 0xc7, 0xca, 0xc8, 0xc9, 0xcb, 0xae, 0xcc,
    0xd0, 0xce, 0xcf, 0xd1, 0xaa, 0xd2, 0xd5, 0xd3, 0xd4, 0xd6, 0xd7, 0xdd, 0xd8, 0xdc, 0xde, 0xdf, 0xe3, 0xe1, 0xe2,
    0xe4, 0xab, 0xe5, 0xe8, 0xe6, 0xe7, 0xe9, 0xac, 0xea, 0xed, 0xeb, 0xec, 0xee, 0xef, 0xf3, 0xf1, 0xf2, 0xf4, 0xad,
    0xf5, 0xf8, 0xf6, 0xf7, 0xf9, 0xfa, 0xfd, 0xfb, 0xfc, 0xfe, 0xa1, 0xa2, 0xa7, 0xa3, 0xa4, 0xa5, 0xa6,
];

/// VNI: a base letter followed by a mark, as two characters; single characters at the end of the table.
const VNI: [(&str, &str); 134] = [
    ("aâ", "â"),
    ("aá", "ấ"),
    ("aà", "ầ"),
    ("aå", "ẩ"),
    ("aã", "ẫ"),
    ("aä", "ậ"),
    ("aê", "ă"),
    ("aé", "ắ"),
    ("aè", "ằ"),
    ("aú", "ẳ"),
    ("aü", "ẵ"),
    ("aë", "ặ"),
    ("aù", "á"),
    ("aø", "à"),
    ("aû", "ả"),
    ("aõ", "ã"),
    ("aï", "ạ"),
    ("eâ", "ê"),
    ("eá", "ế"),
    ("eà", "ề"),
    ("eå", "ể"),
    ("eã", "ễ"),
    ("eä", "ệ"),
    ("eù", "é"),
    ("eø", "è"),
    ("eû", "ẻ"),
    ("eõ", "ẽ"),
    ("eï", "ẹ"),
    ("oâ", "ô"),
    ("oá", "ố"),
    ("oà", "ồ"),
    ("oå", "ổ"),
    ("oã", "ỗ"),
    ("oä", "ộ"),
    ("où", "ó"),
    ("oø", "ò"),
    ("oû", "ỏ"),
    ("oõ", "õ"),
    ("oï", "ọ"),
    ("ôù", "ớ"),
    ("ôø", "ờ"),
    ("ôû", "ở"),
    ("ôõ", "ỡ"),
    ("ôï", "ợ"),
    ("uù", "ú"),
    ("uø", "ù"),
    ("uû", "ủ"),
    ("uõ", "ũ"),
    ("uï", "ụ"),
    ("öù", "ứ"),
    ("öø", "ừ"),
    ("öû", "ử"),
    ("öõ", "ữ"),
    ("öï", "ự"),
    ("yù", "ý"),
    ("yø", "ỳ"),
    ("yû", "ỷ"),
    ("yõ", "ỹ"),
    ("AÂ", "Â"),
    ("AÁ", "Ấ"),
    ("AÀ", "Ầ"),
    ("AÅ", "Ẩ"),
    ("AÃ", "Ẫ"),
    ("AÄ", "Ậ"),
    ("AÊ", "Ă"),
    ("AÉ", "Ắ"),
    ("AÈ", "Ằ"),
    ("AÚ", "Ẳ"),
    ("AÜ", "Ẵ"),
    ("AË", "Ặ"),
    ("AÙ", "Á"),
    ("AØ", "À"),
    ("AÛ", "Ả"),
    ("AÕ", "Ã"),
    ("AÏ", "Ạ"),
    ("EÂ", "Ê"),
    ("EÁ", "Ế"),
    ("EÀ", "Ề"),
    ("EÅ", "Ể"),
    ("EÃ", "Ễ"),
    ("EÄ", "Ệ"),
    ("EÙ", "É"),
    ("EØ", "È"),
    ("EÛ", "Ẻ"),
    ("EÕ", "Ẽ"),
    ("EÏ", "Ẹ"),
    ("OÂ", "Ô"),
    ("OÁ", "Ố"),
    ("OÀ", "Ồ"),
    ("OÅ", "Ổ"),
    ("OÃ", "Ỗ"),
    ("OÄ", "Ộ"),
    ("OÙ", "Ó"),
    ("OØ", "Ò"),
    ("OÛ", "Ỏ"),
    ("OÕ", "Õ"),
    ("OÏ", "Ọ"),
    ("ÔÙ", "Ớ"),
    ("ÔØ", "Ờ"),
    ("ÔÛ", "Ở"),
    ("ÔÕ", "Ỡ"),
    ("ÔÏ", "Ợ"),
    ("UÙ", "Ú"),
    ("UØ", "Ù"),
    ("UÛ", "Ủ"),
    ("UÕ", "Ũ"),
    ("UÏ", "Ụ"),
    ("ÖÙ", "Ứ"),
    ("ÖØ", "Ừ"),
    ("ÖÛ", "Ử"),
    ("ÖÕ", "Ữ"),
    ("ÖÏ", "Ự"),
    ("YÙ", "Ý"),
    ("YØ", "Ỳ"),
    ("YÛ", "Ỷ"),
    ("YÕ", "Ỹ"),
    ("ñ", "đ"),
    ("Ñ", "Đ"),
    ("ô", "ơ"),
    ("Ô", "Ơ"),
    ("ö", "ư"),
    ("Ö", "Ư"),
    ("æ", "ỉ"),
    ("Æ", "Ỉ"),
    ("ó", "ĩ"),
    ("Ó", "Ĩ"),
    ("ò", "ị"),
    ("Ò", "Ị"),
    ("î", "ỵ"),
    ("Î", "Ỵ"),
    ("í", "í"),
    ("ì", "ì"),
    ("Í", "Í"),
    ("Ì", "Ì"),
];

/// From TCVN3 held in the first 256 characters.
pub(crate) fn from_tcvn3(text: &str) -> String {
    text.chars()
        .map(|c| {
            let at = u8::try_from(u32::from(c)).ok().and_then(|byte| TCVN3.iter().position(|code| *code == byte));
            at.and_then(|at| LETTERS.chars().nth(at)).unwrap_or(c)
        })
        .collect()
}

/// From VNI held in the first 256 characters.
pub(crate) fn from_vni(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let pair: String = chars[at..chars.len().min(at + 2)].iter().collect();
        if let Some((_, letter)) = VNI.iter().find(|(code, _)| *code == pair && pair.chars().count() == 2) {
            out.push_str(letter);
            at += 2;
            continue;
        }
        let single = pair.chars().next().map(|c| c.to_string()).unwrap_or_default();
        match VNI.iter().find(|(code, _)| *code == single) {
            Some((_, letter)) => out.push_str(letter),
            None => out.push(chars[at]),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
pub(crate) fn to_tcvn3(text: &str) -> String {
    text.chars().map(|c| LETTERS.chars().position(|letter| letter == c).map_or(c, |at| char::from(TCVN3[at]))).collect()
}

#[cfg(test)]
pub(crate) fn to_vni(text: &str) -> String {
    text.chars()
        .map(|c| {
            let letter = c.to_string();
            VNI.iter().find(|(_, to)| *to == letter).map_or(letter.clone(), |(code, _)| (*code).to_owned())
        })
        .collect()
}
