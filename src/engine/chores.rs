//! Work that must be done even when nobody waits for it any more: a look that was broken off leaves a container to
//! remove.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Counts what is still to be done. Clones count together.
#[derive(Clone)]
pub(super) struct Chores(Arc<watch::Sender<usize>>);

/// One chore under way.
struct Ticket(Chores);

impl Chores {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }

    /// Does `work` in the background. Without a runtime there is nobody to do it: the next sweep will.
    pub(super) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        self.0.send_modify(|count| *count += 1);
        let ticket = Ticket(self.clone());
        runtime.spawn(async move {
            work.await;
            drop(ticket);
        });
    }

    /// Waits until all is done, no longer than `limit`.
    pub(super) async fn done(&self, limit: Duration) {
        let mut count = self.0.subscribe();
        let all = count.wait_for(|count| *count == 0);
        // Whether it was in time makes no difference: what is left is swept later.
        let _ = tokio::time::timeout(limit, all).await;
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| *count -= 1);
    }
}
