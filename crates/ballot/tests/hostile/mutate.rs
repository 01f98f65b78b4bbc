//! Bundles as their parts, and the ways to change them; must not use the reader that is tested.

use lantoa_ballot::EntryKind;
use lantoa_ballot::board::next_head;
use serde_json::Value;

/// Kinds of change.
pub(crate) const MUTATIONS: usize = 14;
/// What every bundle begins with.
const MAGIC: &[u8; 16] = b"TDKT-BUNDLE\0\0\0\0\x01";
/// The group order, little endian: a number just too large.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// A small generator (splitmix64), so that every case can be made again from its number.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.next() % bound as u64) as usize }
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// One entry; its length is written as it stands here, true or not.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) kind: u32,
    pub(crate) length: u32,
    pub(crate) payload: Vec<u8>,
    head: Vec<u8>,
}

/// A bundle in parts.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) count: u32,
    pub(crate) entries: Vec<Part>,
}

impl File {
    /// Takes an honest bundle apart.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let (mut at, mut entries) = (20, Vec::new());
        for _ in 0..number(16) {
            let (kind, length) = (number(at), number(at + 4));
            let end = at + 8 + length as usize;
            let (payload, head) = (bytes[at + 8..end].to_vec(), bytes[end..end + 32].to_vec());
            entries.push(Part { kind, length, payload, head });
            at = end + 32;
        }
        Self { count: number(16), entries }
    }

    /// A bundle of these entries with true lengths and a chain that follows.
    pub(crate) fn of(entries: Vec<(u32, Vec<u8>)>) -> Self {
        let part = |(kind, payload): (u32, Vec<u8>)| Part { kind, length: 0, payload, head: Vec::new() };
        let mut file = Self { count: 0, entries: entries.into_iter().map(part).collect() };
        file.follow();
        file
    }

    /// Sets count, lengths and heads to what the entries are, as whoever owns a database would.
    fn follow(&mut self) {
        self.count = self.entries.len() as u32;
        let mut head = [0; 32];
        for (index, entry) in (0_u32..).zip(&mut self.entries) {
            entry.length = entry.payload.len() as u32;
            let kind = EntryKind::from_number(entry.kind).unwrap_or(EntryKind::Ballot);
            head = next_head(&head, index, kind, &entry.payload);
            entry.head = head.to_vec();
        }
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.count.to_le_bytes());
        for entry in &self.entries {
            out.extend(entry.kind.to_le_bytes());
            out.extend(entry.length.to_le_bytes());
            out.extend_from_slice(&entry.payload);
            out.extend_from_slice(&entry.head);
        }
        out
    }
}

/// A file with one to three changes; mostly the chain is made to follow again, so that more than the chain is tested.
pub(crate) fn mutant(honest: &File, chance: &mut Chance, reached: &mut [usize; MUTATIONS]) -> Vec<u8> {
    let mut file = honest.clone();
    let mut raw = Vec::new();
    for _ in 0..1 + chance.below(3) {
        let kind = chance.below(MUTATIONS);
        reached[kind] += 1;
        if kind < 4 {
            raw.push(kind);
        } else {
            change(&mut file, kind, chance);
        }
        if kind > 6 && chance.below(8) > 0 {
            file.follow();
        }
    }
    let mut bytes = file.write();
    raw.into_iter().for_each(|kind| change_bytes(&mut bytes, kind, chance));
    bytes
}

/// Changes that know nothing.
fn change_bytes(bytes: &mut Vec<u8>, kind: usize, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    match kind {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.truncate(at),
        2 => bytes.extend(vec![chance.pick(&[0, 0xff, b'{']); 1 + chance.below(5_000)]),
        _ => {
            let block: Vec<u8> = bytes[at..bytes.len().min(at + chance.below(200))].to_vec();
            let to = chance.below(bytes.len());
            bytes.splice(to..to, block);
        }
    }
    if bytes.is_empty() {
        bytes.push(0);
    }
}

/// Changes that know where things stand.
fn change(file: &mut File, kind: usize, chance: &mut Chance) {
    if file.entries.is_empty() {
        return;
    }
    let (at, other) = (chance.below(file.entries.len()), chance.below(file.entries.len()));
    let entry = &mut file.entries[at];
    match kind {
        4 => {
            let near = [entry.length.wrapping_sub(1), entry.length.wrapping_add(1), entry.length.wrapping_add(40)];
            entry.length = chance.pick(&[0, 1, u32::MAX, 1 << 31, near[0], near[1], near[2]]);
        }
        5 => {
            let near = [file.count.wrapping_sub(1), file.count.wrapping_add(1)];
            file.count = chance.pick(&[0, 1, near[0], near[1], 20_000, 20_001, u32::MAX]);
        }
        6 => entry.head = vec![chance.below(256) as u8; 32],
        7 => entry.kind = chance.below(12) as u32,
        8 => file.entries.swap(at, other),
        9 => file.entries.insert(other, file.entries[at].clone()),
        10 => drop(file.entries.remove(at)),
        11 => file.entries[at].payload = file.entries[other].payload.clone(),
        12 => payload(&mut entry.payload, chance),
        _ => file.entries[0].payload = manifest(&file.entries[0].payload, chance),
    }
}

fn payload(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    match chance.below(5) {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.truncate(at),
        2 => bytes.extend(vec![chance.below(256) as u8; 1 + chance.below(100)]),
        3 => {
            let end = bytes.len().min(at + 4);
            bytes[at..end].fill(chance.pick(&[0, 0xff, 0x7f]));
        }
        _ => {
            // A number just too large, the neutral point, no point: where points and numbers stand, most often.
            let block = chance.pick(&[ORDER, [0; 32], [0xff; 32], [1; 32]]);
            let at = 4 * (at / 4);
            let end = bytes.len().min(at + 32);
            bytes[at..end].copy_from_slice(&block[..end - at]);
        }
    }
}

/// The manifest with one value changed, or its text broken.
fn manifest(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match chance.below(6) {
        0 => return b"[".repeat(1 + chance.below(100_000)),
        1 => return text.replacen('{', "{\"version\":1,", 1).into_bytes(),
        2 => return text.replacen('{', "{\"more\":{},", 1).into_bytes(),
        3 => return text.replacen(',', " ,", 1).into_bytes(),
        _ => {}
    }
    let Ok(mut value) = serde_json::from_slice::<Value>(bytes) else { return b"{}".to_vec() };
    let mut left = chance.below(80);
    alter(&mut value, &mut left, chance);
    serde_json::to_vec(&value).unwrap()
}

/// Walks to one value and puts another there.
fn alter(value: &mut Value, left: &mut usize, chance: &mut Chance) {
    if *left == 0 {
        let deep = (0..100).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        let others =
            [Value::Null, (-1).into(), 0.into(), u64::MAX.into(), 1.5.into(), "".into(), "0".repeat(64).into()];
        *value = match chance.below(9) {
            7 => deep,
            8 => Value::String("đ".repeat(chance.below(100_000))),
            place => others[place].clone(),
        };
    }
    *left = left.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| alter(one, left, chance)),
        Value::Object(fields) => {
            if *left < 3
                && let Some(name) = fields.keys().next().cloned()
            {
                fields.remove(&name);
            }
            fields.values_mut().for_each(|one| alter(one, left, chance));
        }
        _ => {}
    }
}
