//! What each key does.
//!
//! Steps back and forth are one key each; what can't be undone, or tells too much, takes the same key twice, in any
//! language. Who types a command by mistake is told so before its letters do something.

use super::{Action, Direction, Leave, Note, Phase, Press, Question, Sight, State};

impl State {
    pub(super) fn key(&mut self, press: Press) -> Vec<Action> {
        match press {
            Press::Interrupt => return vec![Action::Leave(Leave::Interrupted)],
            Press::End => return vec![Action::Leave(Leave::Quit)],
            Press::Redraw => return vec![Action::Redraw],
            _ => {}
        }
        if self.typing {
            self.typing = !matches!(press, Press::Enter | Press::Esc);
            return Vec::new();
        }
        let question = self.question.take();
        if press == Press::Paste {
            self.last_key = None;
            return vec![Action::Say(Note::Pasted)];
        }
        let Press::Char(key) = press else {
            self.last_key = None;
            return Vec::new();
        };
        let before = self.last_key.replace(key);
        // `docker …` or `cd …`: this is no shell.
        if matches!((before, key), (Some('d'), 'o') | (Some('c'), 'd')) {
            (self.typing, self.last_key) = (true, None);
            return Vec::new();
        }
        self.letter(key, question)
    }

    fn letter(&mut self, key: char, question: Option<Question>) -> Vec<Action> {
        match key {
            'n' if self.phase == Phase::Passed || question == Some(Question::Skip) => {
                vec![Action::Go(Direction::Next)]
            }
            'n' => {
                self.question = Some(Question::Skip);
                Vec::new()
            }
            'd' if self.solution_seen || self.phase == Phase::Passed || question == Some(Question::Solution) => {
                self.solution_seen = true;
                vec![Action::Diff]
            }
            'd' => {
                self.question = Some(Question::Solution);
                Vec::new()
            }
            'p' => vec![Action::Go(Direction::Back)],
            'h' => vec![Action::Hint],
            'a' => vec![Action::Answer],
            's' => vec![Action::Shell],
            'l' => vec![Action::List],
            '?' => vec![Action::Help],
            'q' => vec![Action::Leave(Leave::Quit)],
            'c' | 'r' | 'y' if self.engine != Sight::There => vec![Action::Say(Note::NeedsEngine)],
            'c' => self.judge_now(true),
            'r' => vec![Action::Reset],
            'y' if self.stale && self.phase == Phase::Reading => vec![Action::Accept],
            'y' => vec![Action::Say(Note::NothingToAccept)],
            _ => Vec::new(),
        }
    }
}
