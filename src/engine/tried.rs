//! What an image does, tried once: the answer is remembered by the image's id and by what goes in.

use super::load::{LoadTrouble, Loaded};
use super::recipe::refused;
use super::{Engine, EngineError, Feature, Scope, convert};
use crate::probe::{CallsSpec, Observation, Probe, RunOutcome, RunSpec, Seen, ServeSpec};

impl Engine {
    /// Tries what `probe` asks for; `None` if it asks for nothing of the kind.
    pub(super) async fn tried(&self, probe: &Probe, scope: &Scope<'_>) -> Option<Result<Observation, EngineError>> {
        match probe {
            Probe::Run(spec) => Some(self.run_once(spec, scope).await),
            Probe::Serve(spec) => Some(self.serve_once(spec, scope).await),
            Probe::Calls(spec) => Some(self.calls_once(spec, scope).await),
            _ => None,
        }
    }

    async fn serve_once(&self, spec: &ServeSpec, scope: &Scope<'_>) -> Result<Observation, EngineError> {
        let image = self.id_of(&spec.image, scope).await?;
        let by_id = Probe::Serve(ServeSpec { image: image.clone(), ..spec.clone() });
        self.once(&by_id, "", scope, async { Ok(Observation::Serve(Box::new(self.serve(spec, &image, scope).await?))) })
            .await
    }

    async fn calls_once(&self, spec: &CallsSpec, scope: &Scope<'_>) -> Result<Observation, EngineError> {
        let image = self.id_of(&spec.image, scope).await?;
        let by_id = Probe::Calls(CallsSpec { image: image.clone(), ..spec.clone() });
        self.once(&by_id, "", scope, async { Ok(Observation::Calls(Box::new(self.calls(spec, &image, scope).await?))) })
            .await
    }

    async fn run_once(&self, spec: &RunSpec, scope: &Scope<'_>) -> Result<Observation, EngineError> {
        let image = self.id_of(&spec.image, scope).await?;
        let loaded = match load(spec, scope).await? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(Observation::Run(outcome)),
        };
        let by_id = Probe::Run(RunSpec { image: image.clone(), ..spec.clone() });
        let content = if loaded == Loaded::default() { String::new() } else { loaded.digest() };
        self.once(&by_id, &content, scope, async {
            Ok(Observation::Run(self.run(spec, &image, &loaded, scope).await?))
        })
        .await
    }

    async fn id_of(&self, image: &str, scope: &Scope<'_>) -> Result<String, EngineError> {
        let inspect = self.named("images", image, "json");
        Ok(convert::image(self.wire.within(scope.deadline, "the image to run", inspect).await?).id)
    }

    /// Does `work` unless it is known already what comes of it.
    async fn once(
        &self,
        probe: &Probe,
        content: &str,
        scope: &Scope<'_>,
        work: impl Future<Output = Result<Observation, EngineError>>,
    ) -> Result<Observation, EngineError> {
        if let Some(Seen::Present(known)) = scope.cache.and_then(|cache| cache.get_with(probe, content)) {
            return Ok(known);
        }
        // The image is there; what can't be found any more is a container that somebody took away meanwhile.
        let outcome = work.await.map_err(|error| match error {
            EngineError::Absent { message } => EngineError::Answer { what: "a try".to_owned(), status: 404, message },
            other => other,
        })?;
        if let Some(cache) = scope.cache {
            cache.put_with(probe, content, &Seen::Present(outcome.clone()));
        }
        Ok(outcome)
    }
}

/// Reads what goes into a run, off the event loop; an outcome if Docker would refuse it.
async fn load(spec: &RunSpec, scope: &Scope<'_>) -> Result<Result<Loaded, RunOutcome>, EngineError> {
    let (own, workspace) = (spec.clone(), scope.workspace.clone());
    let loaded = tokio::task::spawn_blocking(move || Loaded::read(&own, &workspace)).await;
    match loaded {
        Ok(Ok(loaded)) => Ok(Ok(loaded)),
        Ok(Err(LoadTrouble::Missing { instruction, path })) => {
            Ok(Err(refused(&instruction, &format!("`{path}` is not there"))))
        }
        Ok(Err(LoadTrouble::Unread(error))) => Err(error),
        Ok(Err(LoadTrouble::TooMuch)) => Err(EngineError::Unsupported { what: Feature::Folder }),
        Err(_) => Err(EngineError::Unsupported { what: Feature::Runtime }),
    }
}
