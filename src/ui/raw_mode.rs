//! The terminal in raw mode: entered by the session alone, and left on every way out.
//!
//! Leaving is done by whichever comes first: the guard's drop (an ordinary return, an error, an unwinding panic), or a
//! panic hook that runs before the message is printed. Signals that end the process arrive as keys
//! ([`Key::Hangup`](super::Key::Hangup)), so that the session returns and the guard drops.

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// No cursor; what is pasted comes as one piece, not as keys.
const TAKE: &str = "\x1b[?25l\x1b[?2004h";
const GIVE_BACK: &str = "\x1b[?2004l\x1b[?25h";

/// Whether the terminal is raw now, and whether it was told anything else.
static RAW: AtomicBool = AtomicBool::new(false);
static TOLD: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Raw mode, for as long as it lives.
#[derive(Debug)]
pub(super) struct RawMode {
    controls: bool,
}

impl RawMode {
    /// Enters raw mode; with `controls`, where the terminal understands that, without a cursor and with pastes marked.
    pub(super) fn enter(controls: bool) -> io::Result<Self> {
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                if restore() {
                    // The cursor stands behind what was drawn last; the message gets a line of its own.
                    let _ = write("\r\n");
                }
                previous(panic);
            }));
        });
        enable_raw_mode()?;
        RAW.store(true, Ordering::SeqCst);
        if controls {
            TOLD.store(true, Ordering::SeqCst);
            write(TAKE)?;
        }
        Ok(Self { controls })
    }

    /// Enters it again after something else changed the terminal: the process was stopped and continued.
    pub(super) fn renew(&self) -> io::Result<()> {
        // Left first: entering twice would take the raw state for the one to return to.
        disable_raw_mode()?;
        enable_raw_mode()?;
        if self.controls { write(TAKE) } else { Ok(()) }
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether line feeds need a carriage return at this moment.
pub(super) fn is_raw() -> bool {
    RAW.load(Ordering::SeqCst)
}

/// Leaves raw mode; says whether it was on.
fn restore() -> bool {
    let was_raw = RAW.swap(false, Ordering::SeqCst);
    if was_raw {
        // Nobody is left to tell when this fails.
        let _ = disable_raw_mode();
        if TOLD.swap(false, Ordering::SeqCst) {
            let _ = write(GIVE_BACK);
        }
    }
    was_raw
}

fn write(sequence: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(sequence.as_bytes())?;
    out.flush()
}
