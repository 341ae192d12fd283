# What checks look at, and why one could not.
