//! `images pull`: from the registry that a reference names, or from a mirror under the plain name.

use crate::engine::{EngineError, PullProgress, PullTrouble};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::ui::{Sign, Transfer};
use crate::words::Words;

use super::super::Services;
use super::super::base::{Base, ImageOrigin};
use super::{note, sweep};

/// Pulls images. Says in one line why one can't be had, and offers what works.
pub(super) async fn pull(services: &mut Services, wanted: Vec<Base>, mirror: Option<&str>) -> Result<(), CommandError> {
    let mut failed: Option<(String, PullTrouble)> = None;
    for base in &wanted {
        let reference = &base.image.reference;
        match from(services, reference, mirror).await {
            Ok(()) => {
                let says = services.words().get("commands-images-pulled", &[("reference", reference.as_str().into())]);
                services.ui.status(Sign::Pass, &says);
                note(services, base, ImageOrigin::Registry);
                sweep(services, base).await;
            }
            Err(EngineError::Pull { why, message, .. }) => {
                if let Some((line, _)) = failed.take() {
                    services.ui.warning(&line);
                }
                failed = Some((why_not(reference, why, &message, services.words()), why));
                if !is_about_one_image(why) {
                    break;
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    match failed {
        None => Ok(()),
        Some((line, why)) => Err(other_ways(CommandError::new(Exit::CouldNotLook, PullFailed { line, why }))),
    }
}

/// An image could not be pulled.
#[derive(Debug, thiserror::Error)]
#[error("{line}")]
pub(super) struct PullFailed {
    line: String,
    why: PullTrouble,
}

impl PullFailed {
    /// Whether there is no way to the registry: stand-ins are what is left.
    pub(super) const fn lacks_network(&self) -> bool {
        matches!(
            self.why,
            PullTrouble::Offline
                | PullTrouble::Refused
                | PullTrouble::Timeout
                | PullTrouble::RateLimit
                | PullTrouble::Certificate
        )
    }
}

/// Whether another image may be had all the same.
const fn is_about_one_image(why: PullTrouble) -> bool {
    matches!(why, PullTrouble::NotFound | PullTrouble::Denied | PullTrouble::Other)
}

/// The other ways to get images, as hints.
pub(super) fn other_ways(error: CommandError) -> CommandError {
    error
        .hint("`kesako images load FILE`")
        .hint("`kesako images pull --mirror PREFIX`")
        .hint("`kesako images stand-in`")
}

/// Why an image can't be pulled, on one line.
pub(in super::super) fn why_not(reference: &str, why: PullTrouble, message: &str, words: Words) -> String {
    let key = match why {
        PullTrouble::Offline => "commands-pull-offline",
        PullTrouble::Refused => "commands-pull-refused",
        PullTrouble::RateLimit => "commands-pull-rate-limit",
        PullTrouble::NotFound => "commands-pull-not-found",
        PullTrouble::Denied => "commands-pull-denied",
        PullTrouble::Timeout => "commands-pull-timeout",
        PullTrouble::Certificate => "commands-pull-certificate",
        PullTrouble::Disk => "commands-pull-disk",
        PullTrouble::Other => "commands-pull-other",
    };
    let message = message.lines().next().unwrap_or_default();
    words.get(key, &[("reference", reference.into()), ("message", message.into())])
}

async fn from(services: &Services, reference: &str, mirror: Option<&str>) -> Result<(), EngineError> {
    let Some(mirror) = mirror else { return one(services, reference).await };
    let mut result = Ok(());
    for there in mirrored(mirror, reference) {
        // What was there before under the mirror's name stays there.
        let had = services.engine.has(&there).await?;
        result = one(services, &there).await;
        if result.is_ok() {
            services.engine.tag(&there, reference).await?;
            if !had {
                services.engine.remove_image(&there).await?;
            }
            return Ok(());
        }
        if !matches!(result, Err(EngineError::Pull { why: PullTrouble::NotFound, .. })) {
            break;
        }
    }
    result
}

/// The names that a mirror may have an image under. One that stands in for the hub has its own images below `library`.
fn mirrored(mirror: &str, reference: &str) -> Vec<String> {
    let prefix = mirror.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let plain = format!("{prefix}/{reference}");
    if reference.contains('/') { vec![plain] } else { vec![plain, format!("{prefix}/library/{reference}")] }
}

async fn one(services: &Services, reference: &str) -> Result<(), EngineError> {
    let mut transfer = Transfer::begin(&services.ui, reference);
    let progress = |news: PullProgress| {
        if let (Some((done, all)), false) = (news.bytes, news.layer.is_empty()) {
            transfer.layer(&news.layer, &news.status, done, all);
        }
    };
    let result = services.engine.pull(reference, progress).await;
    transfer.end();
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;

    #[test]
    fn a_mirror_is_asked_for_the_plain_name_then_for_the_hubs() {
        for (mirror, reference, names) in [
            ("room:5000", "alpine", &["room:5000/alpine", "room:5000/library/alpine"][..]),
            ("https://room/hub/", "node:24-slim", &["room/hub/node:24-slim", "room/hub/library/node:24-slim"]),
            ("room", "ada/tool:1", &["room/ada/tool:1"]),
        ] {
            assert_eq!(mirrored(mirror, reference), names);
        }
    }

    #[test]
    fn why_an_image_can_t_be_pulled_fits_one_line_in_each_language() {
        use PullTrouble as T;
        let all = [T::Offline, T::Refused, T::RateLimit, T::NotFound, T::Denied, T::Timeout, T::Certificate, T::Disk];
        for why in all.into_iter().chain([T::Other]) {
            for language in Language::ALL {
                let line = why_not("alpine", why, "first\nsecond", Words::new(language));
                assert!(line.contains("alpine") && !line.contains('\n') && !line.starts_with("commands-"), "{line}");
            }
        }
    }
}
