//! Signs for verdicts and states, with plain letters for terminals that can't show others. Nothing is said by colour
//! alone.

use super::style::Label;

/// Which signs a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Any character.
    Unicode,
    /// The letters and marks of ASCII.
    Ascii,
}

impl Signs {
    /// The first of the two where any character can be shown, else the second.
    pub const fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self {
            Self::Unicode => unicode,
            Self::Ascii => ascii,
        }
    }

    /// The sign, padded to the same width as every other of these signs.
    pub const fn padded(self, sign: Sign) -> &'static str {
        match sign {
            Sign::Pass => self.pick("✓", "ok"),
            Sign::Fail => self.pick("✗", "x "),
            Sign::Unknown => self.pick("?", "? "),
            Sign::Wait => self.pick("·", ". "),
            Sign::Current => self.pick("●", "> "),
            Sign::Open => self.pick("○", "- "),
            Sign::Skipped => self.pick("↷", "~ "),
            Sign::Remark => self.pick("!", "! "),
        }
    }

    /// The sign without padding.
    pub fn sign(self, sign: Sign) -> &'static str {
        self.padded(sign).trim_end()
    }
}

/// A sign that stands for a verdict or a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Passed.
    Pass,
    /// Failed.
    Fail,
    /// Could not be looked at.
    Unknown,
    /// Waits for another check.
    Wait,
    /// Where the learner is.
    Current,
    /// Not begun.
    Open,
    /// Left out.
    Skipped,
    /// Works, and deserves a look.
    Remark,
}

impl Sign {
    /// The label that goes with it.
    pub const fn label(self) -> Label {
        match self {
            Self::Pass => Label::Pass,
            Self::Fail => Label::Fail,
            Self::Unknown => Label::Unknown,
            Self::Remark => Label::Warning,
            Self::Current => Label::Current,
            Self::Wait | Self::Open | Self::Skipped => Label::Dim,
        }
    }
}
