"""Small files of every format, made in memory; the sentences are our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
HS = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'

CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>
<dcterms:created>{created}</dcterms:created><dcterms:modified>{created}</dcterms:modified>
</cp:coreProperties>"""


def make_zip(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    texts = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{texts}</w:p>"


def docx(body: str, core: str = "", prologue: str = "") -> bytes:
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"{prologue}<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    if core:
        members["docProps/core.xml"] = core
    return make_zip(members)


def hp(*texts: str) -> str:
    return f"<hp:p><hp:run>{''.join(f'<hp:t>{text}</hp:t>' for text in texts)}</hp:run></hp:p>"


def hwpx(*sections: str, package: str = "", manifest: str = "", prologue: str = "") -> bytes:
    members = {"mimetype": "application/hwp+zip"}
    for i, section in enumerate(sections):
        members[f"Contents/section{i}.xml"] = f"{prologue}<hs:sec {HS} {HP}>{section}</hs:sec>"
    if package:
        members["Contents/content.hpf"] = package
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return make_zip(members)
