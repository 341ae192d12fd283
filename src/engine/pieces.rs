//! What a process wrote, as the engine sends it: pieces, each behind eight bytes that tell the stream and, in the last
//! four, the size.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::text;

/// How much is kept: the end.
pub(super) const KEPT: usize = 256 * 1024;

/// Undoes the engine's interleaving, piece by piece.
#[derive(Default)]
pub(super) struct Pieces {
    head: Vec<u8>,
    piece: Vec<u8>,
    left: usize,
}

impl Pieces {
    /// Takes in what has come; the pieces that are whole now.
    pub(super) fn take(&mut self, mut data: &[u8]) -> Vec<Vec<u8>> {
        let mut whole = Vec::new();
        while !data.is_empty() {
            if self.left > 0 {
                let (now, rest) = data.split_at(self.left.min(data.len()));
                self.piece.extend_from_slice(now);
                self.left -= now.len();
                data = rest;
            } else {
                let (now, rest) = data.split_at((8 - self.head.len()).min(data.len()));
                self.head.extend_from_slice(now);
                data = rest;
                let [_, _, _, _, a, b, c, d] = self.head[..] else { continue };
                self.left = u32::from_be_bytes([a, b, c, d]) as usize;
                self.head.clear();
            }
            if self.left == 0 && !self.piece.is_empty() {
                whole.push(std::mem::take(&mut self.piece));
            }
        }
        whole
    }
}

/// What was written, and when.
#[derive(Default)]
pub(super) struct Spoken {
    bytes: VecDeque<u8>,
    last: Option<Timestamp>,
    pause: Option<u64>,
}

impl Spoken {
    /// Notes a piece that was written at a time.
    pub(super) fn note(&mut self, piece: &[u8], at: Option<Timestamp>) {
        self.bytes.extend(piece);
        let excess = self.bytes.len().saturating_sub(KEPT);
        self.bytes.drain(..excess);
        let Some(at) = at else { return };
        if let Some(last) = self.last {
            let silence = u64::try_from(at.duration_since(last).as_millis()).unwrap_or_default();
            self.pause = self.pause.max(Some(silence));
        }
        self.last = self.last.max(Some(at));
    }

    /// Notes a piece of a log whose lines begin with their time.
    pub(super) fn note_stamped(&mut self, piece: &[u8]) {
        let space = piece.iter().position(|byte| *byte == b' ');
        let stamp = space.and_then(|space| std::str::from_utf8(&piece[..space]).ok()?.parse().ok());
        match (stamp, space) {
            (Some(stamp), Some(space)) => self.note(&piece[space + 1..], Some(stamp)),
            _ => self.note(piece, None),
        }
    }

    /// The longest silence between the first and the last words, in milliseconds.
    pub(super) const fn pause(&self) -> Option<u64> {
        self.pause
    }

    /// All of it as it came.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.bytes.iter().copied().collect()
    }

    /// The text without its last line end, and its lines.
    pub(super) fn text(&self) -> (String, Vec<String>) {
        let output = String::from_utf8_lossy(&self.bytes()).into_owned();
        let output = output.strip_suffix('\n').map(str::to_owned).unwrap_or(output);
        let lines = text::lines(&output);
        (output, lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(words: &[&str]) -> Vec<u8> {
        let mut wire = Vec::new();
        for (index, words) in words.iter().enumerate() {
            let stream = 1 + u8::try_from(index % 2).unwrap();
            wire.extend([stream, 0, 0, 0, 0, 0, 0, u8::try_from(words.len()).unwrap()]);
            wire.extend(words.bytes());
        }
        wire
    }

    #[test]
    fn pieces_are_whole_wherever_they_are_cut() {
        let wire = wire(&["one\n", "two\n", "three\n"]);
        for size in 1..=wire.len() {
            let mut pieces = Pieces::default();
            let whole: Vec<Vec<u8>> = wire.chunks(size).flat_map(|piece| pieces.take(piece)).collect();
            assert_eq!(whole, [&b"one\n"[..], b"two\n", b"three\n"], "{size}");
        }
    }

    #[test]
    fn the_longest_silence_is_between_two_pieces_and_the_times_are_no_text() {
        let mut spoken = Spoken::default();
        spoken.note_stamped(b"2026-01-02T03:04:05.000000000Z going to bed\n");
        assert_eq!(spoken.pause(), None);
        spoken.note_stamped(b"2026-01-02T03:04:05.400000000Z nap over\n");
        spoken.note_stamped(b"2026-01-02T03:04:05.500000000Z really\n");
        assert_eq!(spoken.pause(), Some(400));
        assert_eq!(spoken.text().1, ["going to bed", "nap over", "really"]);
    }

    #[test]
    fn only_the_end_of_much_is_kept() {
        let mut spoken = Spoken::default();
        for _ in 0..3 {
            spoken.note(&vec![b'x'; KEPT], None);
        }
        spoken.note(b"end", None);
        let (output, _) = spoken.text();
        assert_eq!((output.len(), output.ends_with("xend")), (KEPT, true));
    }
}
