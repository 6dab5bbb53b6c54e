"""Who tells of a file's life: one module a part, each with `of(ctx, client_id)`, newest first."""
