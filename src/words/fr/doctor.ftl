# Ce que dit `kesako doctor`.
