//! What may be wrong with an image that is to serve, or to call.

use crate::course::subject::{Calls, Serve};

use super::super::lookup::Looked;
use super::super::object::{Found, Object, find};
use super::super::verdict::NearMiss;
use super::run::{Ended, of_image};
use super::{Case, image};

pub(super) fn find_serve(case: &Case<'_, '_>, serve: &Serve) -> Looked<Option<NearMiss>> {
    if case.is_missing() {
        return match &serve.project {
            Some(project) => super::compose::missing(case, project, Some(&serve.image)).map(Some),
            None => image::missing(case, &serve.image).map(Some),
        };
    }
    let Found::One(Object::Serve(outcome)) = find(&case.check.subject, case.env)? else { return Ok(None) };
    let port = serve.port.to_string();
    let near_miss = |id: &str| NearMiss::new(id).with("image", &serve.image).with("port", &port);
    if outcome.status.is_none() {
        if outcome.exit_code.is_some() || !outcome.error.is_empty() {
            let ended = ended_as(&serve.args, outcome.exit_code, &outcome.lines, &outcome.error);
            return of_image(case, &serve.image, ended);
        }
        let others: Vec<String> = outcome.listening.iter().map(u16::to_string).collect();
        return Ok(match outcome.failure.as_str() {
            "loopback" => Some(near_miss("loopback")),
            _ if !others.is_empty() && !outcome.listening.contains(&serve.port) => {
                Some(near_miss("other-port").with("found", others.join(", ")))
            }
            "refused" => Some(near_miss("not-listening")),
            _ => None,
        });
    }
    if case.wrong("status") {
        let status = outcome.status.map(|status| status.to_string()).unwrap_or_default();
        return Ok(Some(near_miss("other-status").with("actual", status)));
    }
    let line = outcome.body.lines().next().unwrap_or_default();
    Ok(case.wrong("body").then(|| near_miss("other-body").with("actual", line)))
}

pub(super) fn find_calls(case: &Case<'_, '_>, calls: &Calls) -> Looked<Option<NearMiss>> {
    if case.is_missing() {
        return image::missing(case, &calls.image).map(Some);
    }
    let Found::One(Object::Calls(outcome)) = find(&case.check.subject, case.env)? else { return Ok(None) };
    let host = format!("{}:{}", calls.alias, calls.port);
    let near_miss = |id: &str| NearMiss::new(id).with("image", &calls.image).with("host", &host);
    if outcome.count == 0 {
        if let Some(other) = outcome.hosts.first() {
            return Ok(Some(near_miss("calls-other-host").with("found", format!("{other}:{}", calls.port))));
        }
        let ended = ended_as(&calls.args, outcome.exit_code, &outcome.lines, &outcome.error);
        if let Some(near_miss) = of_image(case, &calls.image, ended)? {
            return Ok(Some(near_miss));
        }
        let line = outcome.lines.iter().rev().find(|line| !line.trim().is_empty()).cloned().unwrap_or_default();
        return Ok(outcome.running.then(|| near_miss("no-call").with("line", line)));
    }
    Ok((case.wrong("heard") && !outcome.heard).then(|| near_miss("not-heard")))
}

const fn ended_as<'e>(args: &'e [String], code: Option<i64>, lines: &'e [String], error: &'e str) -> Ended<'e> {
    Ended { entrypoint: None, args, code, lines, error }
}
