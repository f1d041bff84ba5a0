"""The cache: what is kept is found again whole, or not at all."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from derive.shells.running import entries
from derive.shells.running import key as keys
from derive.shells.running.key import key
from derive.shells.running.store import Store, folder
from derive.shells.running.task import Settings

K = "ab" + "c" * 62


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cache")


def entry(store):
    (found,) = [p for p in store.root.rglob("*") if p.is_file() and p.name != "CACHEDIR.TAG"]
    return found


def test_kept_and_found(store):
    assert store.get(K) is None
    store.put(K, "ξ = 1" * 1000)
    assert store.get(K) == "ξ = 1" * 1000
    assert store.usage().entries == 1
    assert (store.root / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


@pytest.mark.parametrize("harm", ["empty", "cut", "flip", "junk", "bomb"])
def test_a_damaged_entry_is_a_miss(store, harm):
    store.put(K, "some text that is kept")
    file = entry(store)
    data = bytearray(file.read_bytes())
    match harm:
        case "empty":
            data = bytearray()
        case "cut":
            data = data[:-3]
        case "flip":
            data[-1] ^= 1
        case "junk":
            data = bytearray(b"\x80\x04junk" * 50)
        case "bomb":
            import zlib
            from hashlib import sha256

            body = zlib.compress(b"\0" * (entries.LARGEST + 1))
            data = bytearray(sha256(body).digest() + body)
    file.write_bytes(bytes(data))
    assert store.get(K) is None
    store.put(K, "again")
    assert store.get(K) == "again"


def test_many_writers_and_readers_of_one_entry_see_whole_texts(store):
    texts = [str(n) * 5000 for n in range(8)]

    def work(n):
        for _ in range(30):
            store.put(K, texts[n])
            assert store.get(K) in texts

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert not list(store.root.rglob("*.tmp"))


def test_processes_at_the_same_time(store):
    code = (
        "import sys; from pathlib import Path; from derive.shells.running.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for n in range(200):\n"
        f"    store.put({K!r}, sys.argv[2] * 3000)\n"
        f"    assert store.get({K!r}) in {{c * 3000 for c in 'xyz'}}\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(store.root), letter]) for letter in "xyz"
    ]
    assert [run.wait(60) for run in runs] == [0, 0, 0]


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache")
    store.put(K, "text")
    assert store.get(K) is None
    assert store.usage().entries == 0


def test_clear_touches_nothing_of_others(store):
    store.put(K, "text")
    other = store.root / "1" / "ab" / "notes.md"
    other.write_text("mine")
    (store.root / "thesis.tex").write_text("mine")
    assert store.clear().entries == 1
    assert store.get(K) is None
    assert other.read_text() == "mine"
    assert (store.root / "thesis.tex").exists()


def test_the_size_is_bounded_and_what_was_used_last_stays(tmp_path):
    store = Store(tmp_path, most=20_000)
    names = [f"{n:064x}" for n in range(30)]
    for n, name in enumerate(names):
        store.put(name, os.urandom(1500).hex())
        path = entries.path_of(str(store.root), name)
        os.utime(path, (n, n))
    assert store.get(names[0]) is not None
    store.trim()
    assert store.usage().size <= 20_000
    assert store.get(names[0]) is not None
    assert store.get(names[1]) is None
    assert store.get(names[-1]) is not None


def test_where_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("DERIVE_CACHE_DIR", str(tmp_path))
    assert folder() == tmp_path
    monkeypatch.delenv("DERIVE_CACHE_DIR")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert folder() == tmp_path / "xdg" / "derive"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert folder() == tmp_path / "home" / ".cache" / "derive"


# Keys.


def test_a_key_depends_on_all_that_the_answer_depends_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    note = tmp_path / "note.md"
    note.write_text("$$1 = 1$$")
    (tmp_path / "other.md").write_text("$$1 = 1$$")
    first = key("note.md", Settings())
    assert first == key("note.md", Settings())
    others = [
        key("other.md", Settings()),
        key("./note.md", Settings()),
        key("note.md", Settings(time_limit=5.0)),
        key("note.md", Settings(evidence=True)),
        key("note.md", Settings(reading=(("layout", "numerator"),))),
    ]
    monkeypatch.setattr(keys, "fingerprint", lambda: "another version")
    others.append(key("note.md", Settings()))
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    note.write_text("$$1 = 2$$")
    others.append(key("note.md", Settings()))
    assert len({first, *others}) == 1 + len(others)
    assert None not in others


def test_code_and_what_is_not_there_have_no_key(tmp_path):
    (tmp_path / "model.py").write_text("x = 1")
    assert key(str(tmp_path / "model.py"), Settings()) is None
    assert key(str(tmp_path / "nothing.md"), Settings()) is None
    assert key(str(tmp_path), Settings()) is None
    assert key("a\0b.md", Settings()) is None


def test_the_fingerprint_names_the_packages_and_sees_an_edit(tmp_path, monkeypatch):
    from derive.shells.running import fingerprint

    found = fingerprint.fingerprint.__wrapped__()
    assert "sympy-1" in found
    assert "python_flint-" in found
    (tmp_path / "a.py").write_text("x = 1")
    monkeypatch.setattr(fingerprint, "_package", lambda: str(tmp_path))
    before = fingerprint.fingerprint.__wrapped__()
    (tmp_path / "a.py").write_text("x = 12")
    assert fingerprint.fingerprint.__wrapped__() != before
