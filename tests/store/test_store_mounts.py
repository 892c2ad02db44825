"""Books on another machine's disk are not written, and are read only where nobody writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallybook.core.origins import Origin
from tallybook.errors import BookError
from tallybook.store import mounts, open_store
from tallybook.store.mounts import RemoteMount, remote_mount


def mounted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *lines: str) -> None:
    table = tmp_path / "mounts"
    table.write_text("".join(f"{line}\n" for line in ("/dev/vda / ext4 rw 0 0", *lines)))
    monkeypatch.setattr(mounts, "MOUNTS", table)


def test_the_nearest_mount_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    far, near = tmp_path / "a b", tmp_path / "a b" / "disk"
    near.mkdir(parents=True)
    escaped = str(far).replace(" ", "\\040")
    mounted(
        monkeypatch, tmp_path,
        f"host:/x {escaped} nfs4 rw 0 0", f"/dev/vdb {escaped}/disk xfs rw 0 0",
    )  # fmt: skip
    assert remote_mount(far / "a.db") == RemoteMount(far, "nfs4")
    assert remote_mount(far / "deeper" / "a.db") == RemoteMount(far, "nfs4")
    assert remote_mount(near / "a.db") is None
    assert remote_mount(tmp_path / "a bc") is None
    link = tmp_path / "link"
    link.symlink_to(far)
    assert remote_mount(link / "a.db") == RemoteMount(far, "nfs4")


def test_a_later_mount_hides_an_earlier_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted(monkeypatch, tmp_path, f"h:/x {tmp_path} cifs rw 0 0", f"/dev/b {tmp_path} ext4 rw 0 0")
    assert remote_mount(tmp_path / "a.db") is None


def test_a_system_without_such_a_list_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "no")
    assert remote_mount(tmp_path / "a.db") is None


def test_a_book_on_another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = open_store(path, create=True)
    with store.writer() as writer:
        writer.put([Origin("c", "o", "")])
    store.close()
    mounted(monkeypatch, tmp_path, f"host:/x {tmp_path} nfs4 rw 0 0")
    refused = rf"lies on another machine \(nfs4 at {tmp_path}\).*keep the book on this machine"
    for place in (path, tmp_path / "new.db"):
        with pytest.raises(BookError, match=refused):
            open_store(place, create=True)
    assert not (tmp_path / "new.db").exists()
    store = open_store(path)
    with store.view() as view:
        assert [origin.id for origin in view.scan(Origin)] == ["c"]
    with pytest.raises(BookError, match="is read-only; copy it"), store.writer() as writer:
        writer.put([Origin("d", "o", "")])
    store.close()
    # Somebody writes there, or was killed while writing: what the file says is not all.
    path.with_name("a.db-wal").write_bytes(b"...")
    with pytest.raises(BookError, match=refused):
        open_store(path)
