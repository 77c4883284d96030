"""Files, folders and archives of bills, and what is wrong with them."""

import io
import tarfile
import zipfile

import pytest

from legislation.sources import archives
from legislation.sources.archives import UnreadablePath, read_paths

CONTENT = {
    "a/BILLSTATUS-119hr1.xml": b"<one/>",
    "b/BILLSTATUS-119hr2.xml": b"<two/>",
    "readme.txt": b"no bill",
}


def make_zip(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in CONTENT.items():
            archive.writestr(name, content)
    return path


def make_tar(path, mode):
    with tarfile.open(path, mode) as archive:
        for name, content in CONTENT.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


@pytest.fixture
def make(tmp_path):
    return {
        "zip": lambda: make_zip(tmp_path / "bills.zip"),
        "tar.xz": lambda: make_tar(tmp_path / "bills.tar.xz", "w:xz"),
        "tar": lambda: make_tar(tmp_path / "bills.tar", "w"),
        "tar.gz": lambda: make_tar(tmp_path / "bills.tar.gz", "w:gz"),
    }


@pytest.mark.parametrize("kind", ["zip", "tar.xz", "tar.gz", "tar"])
def test_an_archive_gives_its_xml_files_in_order(make, kind):
    path = make[kind]()
    assert list(read_paths([path])) == [
        (f"{path}:{name}", CONTENT[name]) for name in CONTENT if name.endswith(".xml")
    ]


def test_a_folder_gives_its_files_and_the_archives_in_it(tmp_path, make):
    make["zip"]()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "BILLSTATUS-119s1.xml").write_bytes(b"<three/>")
    (tmp_path / "notes.txt").write_text("not read")
    assert sorted(content for _, content in read_paths([tmp_path])) == [b"<one/>", b"<three/>", b"<two/>"]


def test_what_is_missing_or_empty_is_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "empty").mkdir()
    good = tmp_path / "BILLSTATUS-119s1.xml"
    good.write_bytes(b"<good/>")
    found = dict(read_paths([tmp_path / "absent.xml", tmp_path / "empty", good]))
    assert found[str(good)] == b"<good/>"
    assert "no such file" in str(found[str(tmp_path / "absent.xml")])
    assert "no XML file" in str(found[str(tmp_path / "empty")])


@pytest.mark.parametrize("kind", ["zip", "tar.xz", "tar.gz", "tar"])
def test_a_cut_off_archive_ends_with_an_entry_that_says_so(make, kind):
    path = make[kind]()
    whole = path.read_bytes()
    cut = len(whole) // 2 if kind != "tar" else 700
    path.write_bytes(whole[:cut])
    last_name, last = list(read_paths([path]))[-1]
    assert last_name == str(path)
    assert isinstance(last, UnreadablePath)
    assert "breaks off" in str(last)


def test_a_zip_bomb_is_refused_and_the_rest_is_read(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", b"\0" * (8 * 1024 * 1024))
        archive.writestr("good.xml", b"<good/>")
    found = dict(read_paths([path]))
    assert "refused" in str(found[f"{path}:bomb.xml"])
    assert found[f"{path}:good.xml"] == b"<good/>"


def test_a_member_larger_than_any_bill_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "large.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        member = tarfile.TarInfo("large.xml")
        member.size = 2000
        archive.addfile(member, io.BytesIO(b"x" * 2000))
    ((_, found),) = read_paths([path])
    assert "larger than" in str(found)


def test_archives_are_read_lazily(make):
    found = read_paths([make["tar.xz"](), "absent.xml"])
    assert next(found)[1] == b"<one/>"


def test_links_and_folders_in_a_tar_are_not_followed(tmp_path):
    path = tmp_path / "links.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        link = tarfile.TarInfo("BILLSTATUS-119hr1.xml")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        archive.addfile(link)
    ((name, found),) = read_paths([path])
    assert name == str(path)
    assert "no XML file" in str(found)
