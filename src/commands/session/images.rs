//! The base images that the course needs: those that are missing are offered to be fetched.

use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::ui::Sign;

use super::super::Services;

/// Offers the ways to get the base images that are missing. A session goes on without them, too.
pub(super) async fn offer(services: &mut Services) -> Result<(), CommandError> {
    match super::super::images::offer(services).await {
        Ok(true) => {
            let all = super::super::judge::base_images(services).join(", ");
            let says = services.words().get("session-images", &[("images", all.into())]);
            services.ui.status(Sign::Pass, &says);
        }
        Ok(false) => {}
        Err(error) if error.exit == Exit::CouldNotLook => services.ui.error(error.error.as_ref(), &error.hints),
        Err(error) => return Err(error),
    }
    Ok(())
}
