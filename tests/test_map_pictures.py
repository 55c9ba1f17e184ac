"""The map as `png` and `pdf`, drawn by libraries and the font that comes with the package."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from bsc_cli.stop import Stop
from bsc_cli.view.map import draw, picture, svg
from bsc_cli.view.map.font import FILES, FOLDER, GLYPHS, lacking
from map_maps import NAUGHTY, generated, one

pytest.importorskip("resvg_py", reason='the extra "png" is not installed')
pytest.importorskip("typst", reason='the extra "pdf" is not installed')

SMALL = """\
scorecard: c
title: Zażółć gęślą jaźń, Ελληνικά, Привет
objectives:
  a: {perspective: customer, title: Satisfy distributors, drives: {b: {after: 2 quarters}}}
  b: {perspective: financial, title: Grow revenue}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a sound strategy to disk."""
    for path, text in sound.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def size_of(png: bytes) -> tuple[int, int]:
    """Read width and height from the header of a PNG (its specification, section 11.2.1)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_is_the_drawing_at_twice_its_size() -> None:
    """A png has two pixels for each of the drawing, and the same drawing gives the same bytes."""
    drawing = draw(one(SMALL))
    first = picture(drawing, "png")
    width, height = size_of(first.data)
    assert (width, height) == (round(drawing.width * 2), -int(-drawing.height // 1) * 2)
    assert first.borrowed == ()
    assert picture(drawing, "png").data == first.data


def test_themes_give_different_pngs() -> None:
    """Auto is light; dark and grey are pictures of their own."""
    drawing = draw(one(SMALL))
    made = {theme: picture(drawing, "png", theme).data for theme in ("auto", "light", "dark", "grey")}
    assert made["auto"] == made["light"]
    assert len(set(made.values())) == 3


def test_a_pdf_is_one_page_of_the_drawings_size_and_always_the_same() -> None:
    """A pdf has a page of 0.75 points a pixel, its texts embedded in both weights, and no day or place in it."""
    drawing = draw(one(SMALL))
    data = picture(drawing, "pdf").data
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box
    assert float(box[1]) == pytest.approx(drawing.width * 0.75)
    assert float(box[2]) == pytest.approx(-(-drawing.height // 1) * 0.75)
    assert data.count(b"/Type/Page/") + data.count(b"/Type/Page\n") == 1
    assert b"Inter-Regular" in data
    assert b"Inter-SemiBold" in data
    assert b"CreationDate" not in data
    assert b"/usr/" not in data
    assert picture(drawing, "pdf").data == data


def test_every_letter_that_is_promised_is_in_the_font() -> None:
    """Each character of `GLYPHS` drawn alone gives a picture other than that of a character that no font has."""
    import resvg_py

    def drawn(letter: str) -> bytes:
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><text x="5" y="20">{letter}</text></svg>'
        )
        return resvg_py.svg_to_bytes(
            svg_string=text, skip_system_fonts=True, font_files=[str(FILES[0])], font_family="Inter"
        )

    box = drawn("\U000f0000")
    some = [chr(first) for first, _ in GLYPHS if first > 0x20] + [chr(last) for _, last in GLYPHS]
    assert [letter for letter in some if drawn(letter) == box] == []


def test_the_font_has_its_licence_beside_it_and_is_small() -> None:
    """The folder holds the licence, and both weights together stay below 300 kilobytes."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in FILES) < 300_000


def test_what_the_font_lacks_is_told() -> None:
    """Of the texts on a map, letters of other scripts are borrowed and named; entities and joiners are no letters."""
    title = "\u5e02 & <Win> \u05d0 e\u0301 \u200d x"
    text = svg(draw(one(f'scorecard: c\nobjectives: {{a: {{perspective: customer, title: "{title}"}}}}')))
    assert lacking(text) == ("\u05d0", "\u5e02")
    assert lacking(svg(draw(one(SMALL)))) == ()


def test_hostile_and_generated_maps_become_pictures() -> None:
    """Whatever the titles are, both libraries take the drawing."""
    for seed in (0, 3):
        drawing = draw(*generated(seed))
        assert picture(drawing, "png").data.startswith(b"\x89PNG")
        assert picture(drawing, "pdf").data.startswith(b"%PDF")
    for title in NAUGHTY:
        quoted = title.replace("'", "''")
        drawing = draw(one(f"scorecard: c\ntitle: '{quoted}'\nobjectives: {{a: {{perspective: customer, title: x}}}}"))
        assert picture(drawing, "pdf").data.startswith(b"%PDF")


def test_a_huge_map_stays_a_picture_that_programs_open() -> None:
    """A drawing wider than 8,000 pixels gets fewer than two pixels for each of its own."""
    from dataclasses import replace

    drawing = replace(draw(one(SMALL)), width=20_000)
    assert size_of(picture(drawing, "png").data)[0] == 16_000


def test_the_command_writes_our_own_pictures(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`bsc map -o x.png` and `.pdf` need no Graphviz; `--theme mono` is another picture; stderr is empty."""
    for name, begin in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")):
        assert run(["map", "--strategy", str(folder), "-o", str(folder / name)]) == 0
        assert (folder / name).read_bytes().startswith(begin)
    assert run(["map", "--strategy", str(folder), "-o", str(folder / "b.png"), "--theme", "mono"]) == 0
    assert (folder / "a.png").read_bytes() != (folder / "b.png").read_bytes()
    assert capfdbinary.readouterr().err == b""


def test_letters_from_the_machines_fonts_are_told(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A picture that needs a font of the machine is drawn, and stderr says for which letters."""
    file = tmp_path / "c.yaml"
    file.write_text("scorecard: c\nobjectives: {a: {perspective: customer, title: Grow \u05d0}}\n", encoding="utf-8")
    assert run(["map", "--strategy", str(file), "-o", str(tmp_path / "c.png")]) == 0
    assert "The font that comes with bsc lacks \u05d0:" in capfdbinary.readouterr().err.decode()


def test_without_the_library_graphviz_draws_and_without_both_the_ways_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Where the extra is absent a `dot` on the PATH draws and stderr says so; without it both are named."""
    module = sys.modules["bsc_cli.view.map.picture"]
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(Stop, match=r'pip install "bsc-cli\[png\]"'):
        picture(draw(one(SMALL)), "png")
    there = folder / "bin"
    there.mkdir()
    monkeypatch.setenv("PATH", str(there))
    assert run(["map", "--strategy", str(folder), "-o", str(folder / "a.pdf")]) == 2
    told = capfdbinary.readouterr().err.decode()
    assert 'pip install "bsc-cli[pdf]"' in told
    assert "graphviz.org" in told
    (there / "dot").write_text(f"#!{sys.executable}\nprint('%PDF drawn by dot')\n", encoding="utf-8")
    (there / "dot").chmod(0o755)
    assert run(["map", "--strategy", str(folder), "-o", str(folder / "a.pdf")]) == 0
    assert (folder / "a.pdf").read_bytes() == b"%PDF drawn by dot\n"
    assert b"Graphviz drew this" in capfdbinary.readouterr().err


def test_drawing_an_svg_loads_neither_library() -> None:
    """The libraries of pictures are imported when a picture is made, not before."""
    code = "import sys, bsc_cli.view.map; sys.exit(bool({'typst', 'resvg_py'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


def test_the_fonts_of_the_machine_are_asked_only_for_what_ours_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """With letters of our font alone no font of the machine is looked at, so that none can change the picture."""
    import resvg_py
    import typst

    asked: list[bool] = []

    def png(**options: object) -> bytes:
        asked.append(not options["skip_system_fonts"])
        return b""

    class Fonts:
        def __init__(self, *, include_system_fonts: bool, **_: object) -> None:
            asked.append(include_system_fonts)

    monkeypatch.setattr(resvg_py, "svg_to_bytes", png)
    monkeypatch.setattr(typst, "Fonts", Fonts)
    for title in ("Zażółć", "\u5e02"):
        drawing = draw(one(f"scorecard: c\nobjectives: {{a: {{perspective: customer, title: {title}}}}}"))
        picture(drawing, "png")
        with pytest.raises(TypeError):
            picture(drawing, "pdf")
    assert asked == [False, False, True, True]
