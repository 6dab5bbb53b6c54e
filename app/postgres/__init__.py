"""The embedded PostgreSQL: a real server, started and watched by this small supervisor.

It runs only where no database address is set. See docs/adr/ for why it is ours.
"""

from app.postgres.binaries import find_binaries, server_version
from app.postgres.cluster import DATABASE, OWNER, Cluster
from app.postgres.errors import ClusterBusy, ClusterError, NoBinaries
from app.postgres.sharing import SharedCluster, shared_cluster

__all__ = [
    "DATABASE",
    "OWNER",
    "Cluster",
    "ClusterBusy",
    "ClusterError",
    "NoBinaries",
    "SharedCluster",
    "find_binaries",
    "server_version",
    "shared_cluster",
]
