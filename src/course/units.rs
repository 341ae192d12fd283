//! Sizes, spans of time and points in time, as course files write them.

use jiff::Timestamp;

const SIZES: [(&str, u64); 9] = [
    ("B", 1),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
];

const SPANS: [(&str, u64); 4] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

/// Bytes of `20MB`, `1.5 GiB` or a bare `512`. Case does not matter.
pub fn parse_size(text: &str) -> Option<u64> {
    if let Ok(bytes) = text.trim().parse() {
        return Some(bytes);
    }
    parse_with(text, &SIZES)
}

/// Milliseconds of `30s`, `500ms`, `2m`, `1.5h`. A bare number has no meaning here.
pub fn parse_span(text: &str) -> Option<u64> {
    parse_with(text, &SPANS)
}

/// A point in time such as `2026-11-24T10:00:00Z`.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

fn parse_with(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let text = text.trim();
    let split = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let (number, unit) = (&text[..split], text[split..].trim());
    let factor = units.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?.1;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let tenths = u32::try_from(fraction.len()).ok().filter(|digits| (1..=6).contains(digits))?;
    let part = fraction.parse::<u64>().ok()?.checked_mul(factor)? / 10_u64.pow(tenths);
    whole.parse::<u64>().ok()?.checked_mul(factor)?.checked_add(part)
}
