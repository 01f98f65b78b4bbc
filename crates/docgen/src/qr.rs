//! Codes for telephones, as SVG and as picture bytes; it must not be drawn for text that does not fit.

use flate2::{Compression, Crc, write::ZlibEncoder};
use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::io::Write;

/// The white border every code needs, in modules.
const QUIET: usize = 4;

/// A QR code of level M.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    text: String,
    side: usize,
    dark: Vec<bool>,
}

/// The text is too long for a code: at most 2,331 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

impl Qr {
    /// The code of a text, mostly an address.
    ///
    /// # Errors
    /// The text has more than 2,331 bytes.
    pub fn new(text: &str) -> Result<Self, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { text: text.to_owned(), side: code.width(), dark })
    }

    /// What the code says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The code as SVG without a size of its own, one unit a module.
    #[must_use]
    pub fn svg(&self) -> String {
        let full = self.side + 2 * QUIET;
        let mut path = String::new();
        for y in 0..self.side {
            let mut x = 0;
            while x < self.side {
                let run = (x..self.side).take_while(|&x| self.dark[y * self.side + x]).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
                }
                x += run.max(1);
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {full} {full}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{full}v{full}H0z\"/><path d=\"{path}\"/></svg>"
        )
    }

    /// The code as a PNG of black and white, 8 points a module: for Word, which draws no SVG everywhere.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        const SCALE: usize = 8;
        let side = (self.side + 2 * QUIET) * SCALE;
        let mut raw = Vec::with_capacity(side * (side / 8 + 1));
        for y in 0..side {
            raw.push(0);
            for byte in 0..side / 8 {
                // SCALE is 8, so that a module is one byte of a line.
                raw.push(if self.is_dark(byte, y / SCALE) { 0x00 } else { 0xff });
            }
        }
        let side = u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes();
        let mut head = [side, side].concat();
        head.extend([1, 0, 0, 0, 0]);
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&raw).and_then(|()| packed.finish()).map_or_else(|_| Vec::new(), |data| png(&head, &data))
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = (QUIET..QUIET + self.side).contains(&x) && (QUIET..QUIET + self.side).contains(&y);
        inside && self.dark[(y - QUIET) * self.side + x - QUIET]
    }
}

fn png(head: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in [(b"IHDR", head), (b"IDAT", data), (b"IEND", &[])] {
        let mut sum = Crc::new();
        sum.update(name);
        sum.update(body);
        out.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend(name);
        out.extend(body);
        out.extend(sum.sum().to_be_bytes());
    }
    out
}

impl Serialize for Qr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Qr", 2)?;
        out.serialize_field("text", &self.text)?;
        out.serialize_field("svg", &self.svg())?;
        out.end()
    }
}

/// Made anew from its text: the picture follows from it.
impl<'de> Deserialize<'de> for Qr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            text: String,
        }
        let written = Written::deserialize(deserializer)?;
        Self::new(&written.text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Qr, TooLong};

    #[test]
    fn both_pictures_show_the_same_modules() {
        let code = Qr::new("https://vi.du/quyet-dinh/18").expect("a short text");
        let dark = code.dark.iter().filter(|dark| **dark).count();
        let drawn: usize = code
            .svg()
            .split('h')
            .skip(1)
            .filter_map(|piece| piece.split_once("v1").and_then(|(run, _)| run.parse::<usize>().ok()))
            .sum();
        assert_eq!(dark, drawn);
        assert!(code.svg().contains("M4 4h7v1h-7z"), "the first finder pattern begins behind the white border");
        assert!(code.png().starts_with(b"\x89PNG") && code.png().ends_with(b"IEND\xaeB`\x82"));
    }

    #[test]
    fn too_long_a_text_is_refused() {
        assert_eq!(Qr::new(&"x".repeat(2_332)), Err(TooLong));
        assert!(Qr::new(&"x".repeat(2_331)).is_ok());
    }
}
