//! Removing single things, by id or exact name.
