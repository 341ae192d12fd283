//! Sizes and times, with the units and the decimal sign of a language.

use crate::course::Language;

use super::Words;

impl Words {
    /// A size as docker rounds it: `22.9 MB`, `22,9 Mo`.
    pub fn size(self, bytes: u64) -> String {
        let units = match self.language() {
            Language::En => ["GB", "MB", "kB", "B"],
            Language::Fr => ["Go", "Mo", "ko", "o"],
        };
        let factors = [1_000_000_000, 1_000_000, 1_000, 1];
        let place = factors.iter().position(|factor| bytes >= *factor).unwrap_or(factors.len() - 1);
        self.measured(bytes, factors[place], units[place])
    }

    /// A time of so many milliseconds: `0.8 s`.
    pub fn span(self, milliseconds: u64) -> String {
        if milliseconds < 100 {
            format!("{milliseconds}{}ms", self.blank())
        } else {
            self.measured(milliseconds, 1000, "s")
        }
    }

    fn measured(self, value: u64, factor: u64, unit: &str) -> String {
        let (whole, blank) = (value / factor, self.blank());
        if value.is_multiple_of(factor) {
            return format!("{whole}{blank}{unit}");
        }
        let sign = match self.language() {
            Language::En => '.',
            Language::Fr => ',',
        };
        format!("{whole}{sign}{}{blank}{unit}", value % factor * 10 / factor)
    }

    const fn blank(self) -> char {
        match self.language() {
            Language::En => ' ',
            Language::Fr => '\u{a0}',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_the_language() {
        let (english, french) = (Words::new(Language::En), Words::new(Language::Fr));
        for (bytes, en, fr) in [
            (0, "0 B", "0\u{a0}o"),
            (1500, "1.5 kB", "1,5\u{a0}ko"),
            (20_000_000, "20 MB", "20\u{a0}Mo"),
            (22_987_654, "22.9 MB", "22,9\u{a0}Mo"),
            (7_000_000_000, "7 GB", "7\u{a0}Go"),
        ] {
            assert_eq!((english.size(bytes).as_str(), french.size(bytes).as_str()), (en, fr));
        }
        for (time, en, fr) in [(3000, "3 s", "3\u{a0}s"), (853, "0.8 s", "0,8\u{a0}s"), (40, "40 ms", "40\u{a0}ms")] {
            assert_eq!((english.span(time).as_str(), french.span(time).as_str()), (en, fr));
        }
    }
}
