//! How the bytes of a file stand for text: bytes in, [`Encoding`] out, and the text of UTF-16 that says what it is.

use crate::probe::Encoding;

const MARK_UTF8: &[u8] = b"\xef\xbb\xbf";
const MARK_LE: &[u8] = b"\xff\xfe";
const MARK_BE: &[u8] = b"\xfe\xff";

/// How `bytes` stand for text. They may be cut off anywhere.
pub(super) fn of(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(MARK_LE) {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(MARK_BE) {
        return Encoding::Utf16Be;
    }
    if bytes.contains(&0) {
        return zeros(bytes);
    }
    match std::str::from_utf8(bytes) {
        // A sign cut in two at the end is no error.
        Err(error) if error.error_len().is_some() => Encoding::Other,
        _ if bytes.starts_with(MARK_UTF8) => Encoding::Utf8Mark,
        _ => Encoding::Utf8,
    }
}

/// UTF-16 without a mark has every second byte zero, as long as it is written in Latin letters.
fn zeros(bytes: &[u8]) -> Encoding {
    let pairs: Vec<[bool; 2]> = bytes.chunks_exact(2).map(|pair| [pair[0] == 0, pair[1] == 0]).collect();
    let mostly = |pair: [bool; 2]| pairs.iter().filter(|it| **it == pair).count() * 5 >= pairs.len() * 4;
    match (mostly([false, true]), mostly([true, false])) {
        _ if pairs.is_empty() => Encoding::Binary,
        (true, _) => Encoding::Utf16Le,
        (_, true) => Encoding::Utf16Be,
        _ => Encoding::Binary,
    }
}

/// The text of UTF-16 that begins with its mark; nothing of any other.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        _ if bytes.starts_with(MARK_LE) => u16::from_le_bytes,
        _ if bytes.starts_with(MARK_BE) => u16::from_be_bytes,
        _ => return String::new(),
    };
    let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn the_first_bytes_tell_how_the_rest_is_read() {
        let text = "FROM alpine\nCMD echo héllo\n";
        let (le, be) = (utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes));
        for (what, bytes, encoding, text) in [
            ("nothing", Vec::new(), Encoding::Utf8, ""),
            ("UTF-8", text.into(), Encoding::Utf8, ""),
            ("UTF-8, cut off", "é".as_bytes()[..1].to_vec(), Encoding::Utf8, ""),
            ("UTF-8, marked", [MARK_UTF8, text.as_bytes()].concat(), Encoding::Utf8Mark, ""),
            ("UTF-16", [MARK_LE, &le].concat(), Encoding::Utf16Le, text),
            ("UTF-16, the other way round", [MARK_BE, &be].concat(), Encoding::Utf16Be, text),
            ("UTF-16 without a mark", le, Encoding::Utf16Le, ""),
            ("UTF-16 without a mark, the other way round", be, Encoding::Utf16Be, ""),
            ("Latin-1", b"h\xe9llo\n".to_vec(), Encoding::Other, ""),
            ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0".to_vec(), Encoding::Binary, ""),
            ("a zero", b"\0".to_vec(), Encoding::Binary, ""),
        ] {
            assert_eq!((of(&bytes), decoded(&bytes).as_str()), (encoding, text), "{what}");
        }
    }
}
