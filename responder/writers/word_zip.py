"""Entries of an archive that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import hashlib
import zipfile

from docx.opc.part import Part


def store_part(archive: zipfile.ZipFile, part: Part) -> None:
    """Add a part of a Word file, with its relationships if it has any."""
    store(archive, part.partname.membername, part.blob)
    if part.rels:
        store(archive, part.partname.rels_uri.membername, part.rels.xml)


def store(archive: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    """Add an entry, dated 1980 and of one system."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def seal(archive: zipfile.ZipFile) -> bytes:
    """Return what stands for the content of every entry; no program but this one writes it."""
    entries = sorted(f"{info.filename} {info.CRC} {info.file_size}" for info in archive.infolist())
    return hashlib.sha256("\n".join(entries).encode()).hexdigest().encode()
