# What to say when a precise wrong state was seen.
