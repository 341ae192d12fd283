//! An account that a course gives for a registry of its own: `[accounts."HOST"]` in `lessons/course.toml`.

use std::fmt;

use super::diagnostic::Problems;
use super::value::{Fields, Node};
use super::vars::Vars;

/// An account of a registry that the course has the learner run. Its password stands in the lessons; what a learner
/// stores for any other registry is never part of a course.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The registry's host, variables not yet put in: `localhost:{{registry_port}}`.
    pub host: String,
    /// Name.
    pub user: String,
    /// Password.
    pub password: String,
}

impl Account {
    /// With the variables of its host put in.
    #[must_use]
    pub fn expanded(&self, vars: &Vars) -> Self {
        Self { host: vars.expand(&self.host).into_owned(), ..self.clone() }
    }
}

/// Without the password.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("host", &self.host).field("user", &self.user).finish_non_exhaustive()
    }
}

pub(super) fn read_accounts(node: &Node, problems: &mut Problems<'_>) -> Vec<Account> {
    let mut accounts = Vec::new();
    for entry in node.expect_table("accounts", problems).into_iter().flatten() {
        let Some(mut fields) = Fields::of(&entry.node, &entry.key, problems) else { continue };
        let user = fields.required_text("user", "this account", problems);
        let password = fields.required_text("password", "this account", problems);
        fields.finish("an account", problems);
        if entry.key.contains('/') {
            problems.error(entry.key_span.clone(), format!("`{}` is no registry's host", entry.key));
        }
        if let (Some(user), Some(password)) = (user, password) {
            accounts.push(Account { host: entry.key.clone(), user: user.value, password: password.value });
        }
    }
    accounts
}
