"""Files that do harm or cannot be read, made for tests: nothing here was found in the wild."""

import zlib

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources << {resources} >> /Contents {contents} 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, more: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


def assembled(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, of which the first is the catalog and the second the page tree."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode()


def pdf(pages: list[tuple[bytes, str]], more: list[bytes] | None = None, trailer: str = "") -> bytes:
    """A PDF of pages (stream object, resources); object 3 is a font, the objects `more` come right after it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT, *(more or [])]
    kids = []
    for content, resources in pages:
        objects.append(content)
        page = PAGE.format(resources=resources, contents=len(objects))
        objects.append(page.encode())
        kids.append(len(objects))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()
    return assembled(objects, trailer)


def plain(n: int) -> tuple[bytes, str]:
    """A harmless page with a sentence."""
    text = f"BT /F 12 Tf 60 700 Td (Page {n} tells that the office of room {n} is open.) Tj ET"
    return stream(text.encode()), "/Font << /F 3 0 R >>"


def looping(pages: int, bad: int) -> bytes:
    """A PDF of which one page draws a form that draws a form twice, and so on: two to the power of 26 of them."""
    depth = 26
    forms = []
    for level in range(depth):
        last = level == depth - 1
        content = b"0 0 1 1 re f" if last else b"/X Do /X Do"
        inner = "" if last else f"/Resources << /XObject << /X {5 + level} 0 R >> >>"
        forms.append(stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {inner}"))
    bomb = stream(b"/X Do"), "/XObject << /X 4 0 R >>"
    return pdf([bomb if n == bad else plain(n) for n in range(1, pages + 1)], forms)


def swelling(pages: int, bad: int) -> bytes:
    """A PDF of which one page unpacks to 200 MB of drawing."""
    packer = zlib.compressobj(9)
    part = b"0 0 m 9 9 l S\n" * 80_000
    packed = b"".join(packer.compress(part) for _ in range(200)) + packer.flush()
    bomb = stream(packed, "/Filter /FlateDecode"), ""
    return pdf([bomb if n == bad else plain(n) for n in range(1, pages + 1)])


def locked() -> bytes:
    """A PDF that asks for a password."""
    secret = "<" + "5a" * 32 + ">"
    crypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    return pdf([plain(1)], trailer=crypt)


def scanned() -> bytes:
    """A PDF of one page that is a picture."""
    form = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = stream(bytes(range(64)), form)
    return pdf([(stream(b"q 500 0 0 700 50 50 cm /I Do Q"), "/XObject << /I 4 0 R >>")], [picture])
