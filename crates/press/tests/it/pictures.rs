//! First pages as pictures, compared with those somebody looked at and kept in `golden/`; it must not fail for a hair's breadth.
//!
//! `LANTOA_UPDATE_GOLDEN=1 cargo nextest run -p lantoa-press pictures` keeps new ones, to be looked at before they are committed.

use std::fs;
use std::path::{Path, PathBuf};

use lantoa_docgen::{Document, Paper, Press, sample};
use lantoa_press::Typesetter;

/// Low enough for small files, high enough that a line that moved is seen.
const DPI: u16 = 48;
/// The mean difference of two pages, of 255, after blurring.
const MEAN: f64 = 0.6;
/// The share of points that differ clearly, in ten thousands.
const CLEARLY: usize = 20;

/// Grey points of a page.
#[derive(PartialEq, Eq)]
struct Picture {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

fn read(file: &[u8]) -> Picture {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    let grey = |four: &[u8]| match four {
        [red, green, blue, ..] => {
            u8::try_from((u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue)) / 10).unwrap_or(255)
        }
        [grey, ..] => *grey,
        [] => 255,
    };
    let points = bytes[..info.buffer_size()].chunks(info.color_type.samples()).map(grey).collect();
    Picture { width: info.width as usize, height: info.height as usize, points }
}

/// Small files of grey points: what is red or blue on a page stands in its document.
fn write(picture: &Picture) -> Vec<u8> {
    let mut out = Vec::new();
    let (width, height) = (u32::try_from(picture.width).expect("small"), u32::try_from(picture.height).expect("small"));
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("a header");
    let row = |row: &[u8]| {
        let four = |grey: u8| u8::try_from((u16::from(grey) * 15 + 127) / 255).unwrap_or(15);
        row.chunks(2).map(|two| four(two[0]) << 4 | two.get(1).map_or(0, |grey| four(*grey))).collect::<Vec<u8>>()
    };
    let packed: Vec<u8> = picture.points.chunks(picture.width).flat_map(row).collect();
    writer.write_image_data(&packed).expect("a picture");
    writer.finish().expect("an end");
    out
}

/// The mean of each point and its neighbours, so that an edge that falls between two points makes no difference.
fn blurred(picture: &Picture) -> Vec<u8> {
    let at = |x: usize, y: usize| usize::from(picture.points[y * picture.width + x]);
    let mut out = Vec::with_capacity(picture.points.len());
    for y in 0..picture.height {
        for x in 0..picture.width {
            let (left, right) = (x.saturating_sub(1), (x + 1).min(picture.width - 1));
            let (above, below) = (y.saturating_sub(1), (y + 1).min(picture.height - 1));
            let sum: usize = [above, y, below].iter().flat_map(|y| [left, x, right].map(|x| at(x, *y))).sum();
            out.push(u8::try_from(sum / 9).expect("a mean"));
        }
    }
    out
}

/// What is different, or nothing.
fn difference(old: &Picture, new: &Picture) -> Option<String> {
    if (old.width, old.height) != (new.width, new.height) {
        return Some(format!("{}×{} became {}×{}", old.width, old.height, new.width, new.height));
    }
    let apart: Vec<u8> = blurred(old).iter().zip(blurred(new)).map(|(old, new)| old.abs_diff(new)).collect();
    let sum: u64 = apart.iter().map(|apart| u64::from(*apart)).sum();
    let mean =
        f64::from(u32::try_from(sum).expect("a small page")) / f64::from(u32::try_from(apart.len()).expect("small"));
    let clearly = apart.iter().filter(|apart| **apart > 40).count() * 10_000 / apart.len();
    (mean > MEAN || clearly > CLEARLY).then(|| format!("mean {mean:.2} of 255, {clearly} in 10,000 points clearly"))
}

fn drawn(document: &Document) -> Picture {
    let file = Typesetter::new().page(document, 1, DPI).unwrap_or_else(|why| panic!("{}: {why}", document.title));
    // As the kept ones: sixteen greys.
    grey_of(&write(&read(&file)))
}

fn grey_of(file: &[u8]) -> Picture {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut points = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut points).expect("a picture");
    Picture { width: info.width as usize, height: info.height as usize, points }
}

fn kept(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{id}.png"))
}

#[test]
fn first_pages_look_as_they_did() {
    let update = std::env::var_os("LANTOA_UPDATE_GOLDEN").is_some();
    let (mut wrong, mut size) = (Vec::new(), 0);
    for one in sample::all() {
        let new = drawn(&one.document);
        let path = kept(&one.id);
        let old = fs::read(&path).ok().map(|file| grey_of(&file));
        let what = match &old {
            None => Some("is not kept yet".to_owned()),
            Some(old) => difference(old, &new),
        };
        if let Some(what) = what {
            if update {
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(&path, write(&new)).expect("a file");
            } else {
                let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.png", one.id));
                fs::write(&shown, write(&new)).expect("a file");
                wrong.push(format!("{}: {what}; it is now {}", one.id, shown.display()));
            }
        }
        size += fs::metadata(&path).map_or(0, |file| file.len());
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nLook at them; LANTOA_UPDATE_GOLDEN=1 keeps them.");
    assert!(size < 1_500_000, "{size} bytes are too many to keep");
}

#[test]
fn no_picture_is_kept_of_a_paper_that_is_gone() {
    let ids: Vec<String> = sample::all().into_iter().map(|one| format!("{}.png", one.id)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    for file in fs::read_dir(folder).expect("golden").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        assert!(ids.contains(&name), "{name}");
    }
}

#[test]
fn the_comparison_sees_what_a_person_would_see() {
    let paper = sample::recognition(6, sample::DAY);
    let old = drawn(&paper.document());
    assert_eq!(difference(&old, &drawn(&paper.document())), None);

    let mut other = paper.clone();
    other.signer.name = "Trần Văn Khác".to_owned();
    other.about.push_str(" và một dòng nữa mà hôm qua chưa có ở đây");
    assert!(difference(&old, &drawn(&other.document())).is_some(), "another line in the title moves the page");

    // A hair's breadth is no difference: every point a little lighter, as another way of smoothing edges makes it.
    let lighter = old.points.iter().map(|point| point.saturating_add(4).max(*point)).collect();
    let hair = Picture { width: old.width, height: old.height, points: lighter };
    assert_eq!(difference(&old, &hair), None);
}
