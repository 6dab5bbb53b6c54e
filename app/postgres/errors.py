"""What can go wrong with the embedded server, in words for the person at the keyboard."""


class ClusterError(RuntimeError):
    """The embedded PostgreSQL cannot run here; the message says what to do."""


class NoBinaries(ClusterError):
    """No PostgreSQL programs of a usable version were found."""


class ClusterBusy(ClusterError):
    """Another live process of ours holds this data directory."""
