"""Whether a path lies on another machine, where a file's locks cannot be relied on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

MOUNTS = Path("/proc/self/mounts")
"""What Linux has mounted where (proc(5)); other systems have no such list."""

_REMOTE = frozenset(
    "afs beegfs ceph cifs coda davfs gfs2 glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb3 "
    "smbfs fuse.ceph fuse.curlftpfs fuse.davfs2 fuse.gcsfuse fuse.glusterfs fuse.gvfsd-fuse "
    "fuse.juicefs fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs".split()
)
"""Names of file systems that lie on other machines, or on several at once."""

_ESCAPED = re.compile(r"\\([0-7]{3})")
"""How that list writes blanks and backslashes (getmntent(3))."""


class RemoteMount(NamedTuple):
    """Where another machine's file system begins, and of what kind it is."""

    point: Path
    kind: str


def remote_mount(path: Path) -> RemoteMount | None:
    """Return the mount of another machine that a path lies on, or None where there is none, or
    where the system does not say."""
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        real = path.resolve()
    except OSError:
        return None
    nearest: RemoteMount | None = None
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        found = Path(_ESCAPED.sub(lambda escaped: chr(int(escaped[1], 8)), point))
        # What is mounted later at the same place hides what was there.
        if real.is_relative_to(found) and (
            nearest is None or len(found.parts) >= len(nearest.point.parts)
        ):
            nearest = RemoteMount(found, kind)
    return nearest if nearest is not None and nearest.kind in _REMOTE else None
