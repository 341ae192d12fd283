//! Medians, ranks, and spans of time in words.

use crate::words::Words;

/// The median of sorted numbers: the mean of the middle two where there is no middle one.
pub(super) fn median(sorted: &[u64]) -> Option<u64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 { Some(upper) } else { Some(upper.midpoint(sorted[middle - 1])) }
}

/// The 90th percentile of sorted numbers, by nearest rank.
pub(super) fn percentile_90(sorted: &[u64]) -> Option<u64> {
    let rank = (sorted.len() * 9).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// Seconds as people say them: `40 s`, `12 min`, `3 h 05`, `2 d`.
pub fn span_words(seconds: u64, words: Words) -> String {
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match seconds {
        0..60 => words.get("report-seconds", &[("count", seconds.into())]),
        60..3600 => words.get("report-minutes", &[("count", minutes.into())]),
        3600..172_800 => {
            let rest = format!("{:02}", minutes % 60);
            words.get("report-hours", &[("count", hours.into()), ("minutes", rest.into())])
        }
        _ => words.get("report-days", &[("count", (hours / 24).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;

    #[test]
    fn medians_and_ranks_follow_their_definitions() {
        for (numbers, middle, ninety) in [
            (&[][..], None, None),
            (&[4], Some(4), Some(4)),
            (&[1, 3], Some(2), Some(3)),
            (&[1, 2, 3], Some(2), Some(3)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some(5), Some(9)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Some(6), Some(10)),
            (&[u64::MAX, u64::MAX], Some(u64::MAX), Some(u64::MAX)),
        ] {
            assert_eq!((median(numbers), percentile_90(numbers)), (middle, ninety), "{numbers:?}");
        }
    }

    #[test]
    fn spans_are_said_as_people_say_them() {
        let said = [0, 59, 60, 3599, 3600, 11_100, 172_800].map(|span| span_words(span, Words::new(Language::En)));
        assert_eq!(said, ["0 s", "59 s", "1 min", "59 min", "1 h 00", "3 h 05", "2 d"]);
    }
}
