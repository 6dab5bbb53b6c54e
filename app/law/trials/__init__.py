"""What changes for a case when the law does: an edition that begins, a figure tried."""
