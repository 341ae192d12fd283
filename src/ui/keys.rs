//! Keys as they are pressed, and what else reaches a terminal program: a new size, a signal to end.
//!
//! Read with crossterm's event stream, which works on every platform, waits without polling, and lets go of the
//! terminal when dropped: so a prompt or a shell that runs meanwhile gets every key.

use std::collections::VecDeque;

use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use futures_util::StreamExt;

/// Something that happened at the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, as typed.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Ctrl+C, or the signal of that name.
    CtrlC,
    /// Ctrl+D.
    CtrlD,
    /// Ctrl+L: draw everything again.
    CtrlL,
    /// Something was pasted; what, is nobody's business here.
    Paste,
    /// The terminal has a new size, or the program came back from being stopped: ask for the size, draw again.
    Resize,
    /// A signal asks the program to end, or the terminal is gone.
    Hangup,
}

/// The stream of keys.
#[derive(Debug)]
pub struct Keys {
    source: Source,
    signals: Signals,
}

#[derive(Debug)]
enum Source {
    Terminal(EventStream),
    Suspended,
    Scripted(VecDeque<Key>),
}

impl Keys {
    /// The terminal's keys, and this process's signals from now on. Must be called within a tokio runtime.
    pub fn open() -> std::io::Result<Self> {
        Ok(Self { source: Source::Terminal(EventStream::new()), signals: Signals::listen()? })
    }

    /// Prepared keys, then the end: for tests.
    pub fn scripted(keys: impl IntoIterator<Item = Key>) -> Self {
        Self { source: Source::Scripted(keys.into_iter().collect()), signals: Signals::none() }
    }

    /// The next key; `None` when there will be no more. While suspended it waits, for signals that end the program
    /// only. Dropping the future loses no key.
    pub async fn next(&mut self) -> Option<Key> {
        let Self { source, signals } = self;
        match source {
            Source::Scripted(keys) => keys.pop_front(),
            Source::Suspended => Some(signals.next(true).await),
            Source::Terminal(stream) => loop {
                let event = tokio::select! {
                    event = stream.next() => event,
                    key = signals.next(false) => return Some(key),
                };
                match event {
                    Some(Ok(event)) => {
                        if let Some(key) = translate(&event) {
                            return Some(key);
                        }
                    }
                    Some(Err(_)) | None => return None,
                }
            },
        }
    }

    /// Lets go of the terminal.
    pub(super) fn suspend(&mut self) {
        if matches!(self.source, Source::Terminal(_)) {
            self.source = Source::Suspended;
        }
    }

    /// Takes it back.
    pub(super) fn resume(&mut self) {
        if matches!(self.source, Source::Suspended) {
            // Ctrl+C meant for the shell or prompt that ran meanwhile is not ours.
            self.signals.forget();
            // Dropping the stream left a wake-up behind. Taken together with a key, it would hide that key until the
            // next one: so it is taken now, before anybody can answer what is about to be drawn.
            let _ = crossterm::event::poll(std::time::Duration::ZERO);
            self.source = Source::Terminal(EventStream::new());
        }
    }
}

fn translate(event: &Event) -> Option<Key> {
    match event {
        Event::Resize(..) => Some(Key::Resize),
        Event::Paste(_) => Some(Key::Paste),
        Event::Key(KeyEvent { code, modifiers, kind, .. }) if *kind != KeyEventKind::Release => {
            let control = modifiers.contains(KeyModifiers::CONTROL) && !modifiers.contains(KeyModifiers::ALT);
            match code {
                KeyCode::Char('c' | 'C') if control => Some(Key::CtrlC),
                KeyCode::Char('d' | 'D') if control => Some(Key::CtrlD),
                KeyCode::Char('l' | 'L') if control => Some(Key::CtrlL),
                KeyCode::Char(_) if control => None,
                KeyCode::Char(c) => Some(Key::Char(*c)),
                KeyCode::Enter => Some(Key::Enter),
                KeyCode::Esc => Some(Key::Esc),
                KeyCode::Backspace => Some(Key::Backspace),
                KeyCode::Up => Some(Key::Up),
                KeyCode::Down => Some(Key::Down),
                KeyCode::Left => Some(Key::Left),
                KeyCode::Right => Some(Key::Right),
                KeyCode::PageUp => Some(Key::PageUp),
                KeyCode::PageDown => Some(Key::PageDown),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(unix)]
mod signals {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    use super::Key;

    /// SIGINT, SIGTERM, SIGHUP, SIGCONT, in this order.
    #[derive(Debug)]
    pub(super) struct Signals(Option<[Signal; 4]>);

    impl Signals {
        pub(super) fn listen() -> std::io::Result<Self> {
            Ok(Self(Some([
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::hangup())?,
                signal(SignalKind::from_raw(CONTINUE))?,
            ])))
        }

        pub(super) const fn none() -> Self {
            Self(None)
        }

        /// The next signal as a key; only one that ends the program if `ending_only`.
        pub(super) async fn next(&mut self, ending_only: bool) -> Key {
            let Some([interrupt, terminate, hangup, go_on]) = &mut self.0 else { return std::future::pending().await };
            tokio::select! {
                _ = interrupt.recv(), if !ending_only => Key::CtrlC,
                _ = go_on.recv(), if !ending_only => Key::Resize,
                _ = terminate.recv() => Key::Hangup,
                _ = hangup.recv() => Key::Hangup,
            }
        }

        /// Forgets what arrived of those that don't end the program.
        pub(super) fn forget(&mut self) {
            use futures_util::FutureExt;
            if let Some([interrupt, _, _, go_on]) = &mut self.0 {
                let _ = interrupt.recv().now_or_never();
                let _ = go_on.recv().now_or_never();
            }
        }
    }

    /// SIGCONT: "the process was continued".
    #[cfg(any(
        target_os = "macos",
        target_os = "ios",
        target_os = "freebsd",
        target_os = "openbsd",
        target_os = "netbsd"
    ))]
    const CONTINUE: i32 = 19;
    #[cfg(not(any(
        target_os = "macos",
        target_os = "ios",
        target_os = "freebsd",
        target_os = "openbsd",
        target_os = "netbsd"
    )))]
    const CONTINUE: i32 = 18;
}

#[cfg(not(unix))]
mod signals {
    use super::Key;

    /// Ctrl+C arrives as a key; there is nothing else to listen to.
    #[derive(Debug)]
    pub(super) struct Signals;

    impl Signals {
        #[expect(clippy::unnecessary_wraps, reason = "fails on other platforms")]
        pub(super) const fn listen() -> std::io::Result<Self> {
            Ok(Self)
        }

        pub(super) const fn none() -> Self {
            Self
        }

        pub(super) async fn next(&mut self, _ending_only: bool) -> Key {
            std::future::pending().await
        }

        pub(super) const fn forget(&mut self) {}
    }
}

use signals::Signals;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_keys_have_names_and_other_chords_are_nothing() {
        let press = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        for (event, key) in [
            (press(KeyCode::Char('n'), KeyModifiers::NONE), Some(Key::Char('n'))),
            (press(KeyCode::Char('É'), KeyModifiers::SHIFT), Some(Key::Char('É'))),
            (press(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Key::CtrlC)),
            (press(KeyCode::Char('d'), KeyModifiers::CONTROL), Some(Key::CtrlD)),
            (press(KeyCode::Char('z'), KeyModifiers::CONTROL), None),
            // AltGr is Ctrl and Alt on some keyboards: `@` there is a character.
            (press(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT), Some(Key::Char('@'))),
            (press(KeyCode::F(1), KeyModifiers::NONE), None),
            (Event::Resize(80, 24), Some(Key::Resize)),
            (Event::Paste("nnq".to_owned()), Some(Key::Paste)),
            (Event::Key(KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release)), None),
        ] {
            assert_eq!(translate(&event), key, "{event:?}");
        }
    }

    #[tokio::test]
    async fn scripted_keys_come_in_order_and_end() {
        let mut keys = Keys::scripted([Key::Char('h'), Key::CtrlC]);
        keys.suspend();
        keys.resume();
        assert_eq!(keys.next().await, Some(Key::Char('h')));
        assert_eq!(keys.next().await, Some(Key::CtrlC));
        assert_eq!(keys.next().await, None);
    }
}
