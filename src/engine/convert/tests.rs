//! Recorded answers of several engines, converted.
