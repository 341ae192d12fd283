# What `kesako doctor` says.
