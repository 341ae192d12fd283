use std::time::Duration;

use super::*;
use crate::check::Verdict;

const FAIL: Judged = Judged { verdict: Verdict::Fail, settled: true, changed: true, stale: false };
const HAPPENED: Event = Event::Happened { after: Duration::from_millis(1) };
const SOON: Action = Action::Wake(Duration::from_millis(120));
const JUDGE: Action = Action::Judge { asked: false, again: false };
const ASKED: Action = Action::Judge { asked: true, again: false };

fn press(key: char) -> Event {
    Event::Key(Press::Char(key))
}

fn judged(change: impl FnOnce(&mut Judged)) -> Event {
    let mut judged = FAIL;
    change(&mut judged);
    Event::Judged(judged)
}

/// At work on a step, nothing under way.
fn at_work() -> State {
    State { engine: Sight::There, begun: true, ..State::default() }
}

fn passed() -> State {
    State { phase: Phase::Passed, ..at_work() }
}

/// Sends events one after the other and compares what each leads to.
fn plays(mut state: State, script: impl IntoIterator<Item = (Event, Vec<Action>)>) -> State {
    for (event, actions) in script {
        let said = format!("{event:?} in {state:?}");
        assert_eq!(state.step(event), actions, "{said}");
    }
    state
}

#[test]
fn a_step_begins_when_the_engine_is_there_and_is_judged_at_once() {
    let entered = Event::Entered { passed: false, begun: false, solution_seen: false };
    plays(
        State::default(),
        [
            (entered.clone(), vec![Action::StopJudging]),
            (HAPPENED, vec![]),
            (Event::EngineThere, vec![Action::Begin]),
            (Event::Began, vec![JUDGE]),
            (Event::Judged(FAIL), vec![]),
            (entered, vec![Action::StopJudging, Action::Begin]),
        ],
    );
}

#[test]
fn a_burst_leads_to_one_judgement_and_what_happens_meanwhile_to_one_more() {
    plays(
        at_work(),
        [
            (HAPPENED, vec![SOON]),
            (HAPPENED, vec![]),
            (Event::Due, vec![JUDGE]),
            (HAPPENED, vec![]),
            (HAPPENED, vec![]),
            (Event::Judged(FAIL), vec![SOON]),
            (Event::Due, vec![JUDGE]),
            (Event::Judged(FAIL), vec![]),
        ],
    );
}

#[test]
fn a_storm_that_shows_nothing_new_is_looked_at_less_and_less_often() {
    let mut state = at_work();
    let mut waits = Vec::new();
    for _ in 0..8 {
        if let [Action::Wake(wait)] = state.step(HAPPENED)[..] {
            waits.push(wait.as_millis());
        }
        state.step(Event::Due);
        state.step(judged(|judged| judged.changed = false));
    }
    assert_eq!(waits, [120, 240, 480, 960, 1920, 2000, 2000, 2000]);
    assert_eq!(state.step(Event::Happened { after: Duration::from_secs(5) }), [SOON]);
}

#[test]
fn what_may_still_come_true_is_looked_at_again_and_keys_keep_working() {
    let again = Action::Judge { asked: true, again: true };
    let open = || judged(|judged| judged.settled = false);
    let wake = Action::Wake(Duration::from_millis(300));
    plays(
        at_work(),
        [
            (press('c'), vec![ASKED]),
            (open(), vec![wake.clone()]),
            (press('h'), vec![Action::Hint]),
            (HAPPENED, vec![]),
            (Event::Due, vec![again]),
            (open(), vec![wake]),
            (Event::Due, vec![Action::Judge { asked: true, again: true }]),
            // Settled: what happened meanwhile begins anew.
            (Event::Judged(FAIL), vec![SOON]),
        ],
    );
}

#[test]
fn a_pass_is_debriefed_once_and_waits_for_n() {
    let pass = || judged(|judged| judged.verdict = Verdict::Pass);
    let state = plays(
        at_work(),
        [
            (HAPPENED, vec![SOON]),
            (Event::Due, vec![JUDGE]),
            (pass(), vec![Action::Debrief]),
            (HAPPENED, vec![]),
            (press('c'), vec![ASKED]),
            (pass(), vec![]),
            (press('n'), vec![Action::Go(Direction::Next)]),
        ],
    );
    assert_eq!(state.phase, Phase::Passed);
}

#[test]
fn skipping_and_the_solution_take_the_same_key_twice() {
    let state = plays(
        at_work(),
        [
            (press('n'), vec![]),
            (press('h'), vec![Action::Hint]),
            (press('n'), vec![]),
            (press('n'), vec![Action::Go(Direction::Next)]),
            (press('d'), vec![]),
            (Event::Key(Press::Enter), vec![]),
            (press('d'), vec![]),
            (press('d'), vec![Action::Diff]),
            (press('d'), vec![Action::Diff]),
        ],
    );
    assert!(state.solution_seen);
    plays(passed(), [(press('d'), vec![Action::Diff])]);
}

#[test]
fn a_command_typed_here_does_nothing_until_enter() {
    let state = plays(at_work(), "docker run".chars().map(|key| (press(key), vec![])));
    assert!(state.typing);
    plays(state, [(Event::Key(Press::Enter), vec![]), (press('h'), vec![Action::Hint])]);
}

#[test]
fn an_engine_that_goes_away_ends_the_judgement_and_one_that_comes_begins_another() {
    plays(
        at_work(),
        [
            (HAPPENED, vec![SOON]),
            (Event::EngineGone, vec![Action::StopJudging]),
            (Event::Due, vec![]),
            (Event::Judged(FAIL), vec![]),
            (press('c'), vec![Action::Say(Note::NeedsEngine)]),
            (press('h'), vec![Action::Hint]),
            (Event::EngineThere, vec![JUDGE]),
        ],
    );
    plays(passed(), [(Event::EngineGone, vec![Action::StopJudging]), (Event::EngineThere, vec![])]);
}

#[test]
fn only_state_from_before_can_be_accepted() {
    plays(
        at_work(),
        [
            (press('y'), vec![Action::Say(Note::NothingToAccept)]),
            (press('c'), vec![ASKED]),
            (judged(|judged| judged.stale = true), vec![]),
            (press('y'), vec![Action::Accept]),
            (press('r'), vec![Action::Reset]),
        ],
    );
}

#[test]
fn what_other_commands_record_is_taken_in() {
    let step: crate::course::StepId = "01-kesako/build".parse().unwrap();
    let state = plays(
        passed(),
        [
            (Event::Record(Change::Other), vec![]),
            (Event::Record(Change::Elsewhere(step.clone())), vec![Action::Go(Direction::To(step))]),
            (Event::Record(Change::Restarted), vec![JUDGE]),
        ],
    );
    assert_eq!(state.phase, Phase::Reading);
    plays(at_work(), [(Event::Record(Change::Other), vec![JUDGE])]);
}

#[test]
fn an_answer_is_judged_as_asked_for_even_while_a_judgement_runs() {
    plays(
        at_work(),
        [(HAPPENED, vec![SOON]), (Event::Due, vec![JUDGE]), (Event::Answered, vec![Action::StopJudging, ASKED])],
    );
}

#[test]
fn every_way_out_is_a_key() {
    for (event, leave) in [
        (press('q'), Leave::Quit),
        (Event::Key(Press::End), Leave::Quit),
        (Event::Key(Press::Interrupt), Leave::Interrupted),
    ] {
        for state in [at_work(), passed(), State { typing: event != press('q'), ..at_work() }] {
            plays(state, [(event.clone(), vec![Action::Leave(leave)])]);
        }
    }
}

#[test]
fn a_question_goes_with_the_next_key_or_the_next_news() {
    let asked = || plays(at_work(), [(press('n'), vec![])]);
    assert_eq!(asked().question, Some(Question::Skip));
    let quiet = Event::Happened { after: Duration::from_mins(1) };
    for (event, left) in [
        (press('x'), None),
        (Event::Key(Press::Esc), None),
        (quiet, None),
        (HAPPENED, Some(Question::Skip)),
        (judged(|it| it.changed = true), None),
        (judged(|it| it.changed = false), Some(Question::Skip)),
        (Event::Record(Change::Other), None),
        (Event::EngineGone, None),
    ] {
        let mut state = asked();
        state.step(event.clone());
        assert_eq!(state.question, left, "{event:?}");
    }
}

#[test]
fn pasted_text_is_no_keys() {
    let state = plays(at_work(), [(Event::Key(Press::Paste), vec![Action::Say(Note::Pasted)]), (press('n'), vec![])]);
    assert_eq!((state.typing, state.question), (false, Some(Question::Skip)));
    // Whoever types commands here goes on doing so.
    plays(State { typing: true, ..at_work() }, [(Event::Key(Press::Paste), vec![]), (press('q'), vec![])]);
}
