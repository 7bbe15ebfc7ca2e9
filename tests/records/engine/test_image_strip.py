"""Do image files lose their names and keep their pixels?"""

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from records.engine.dicom import UnreadableImage
from records.engine.image_strip import stripped

NAME = "Joan Rivers-Stone"


def _gradient() -> Image.Image:
    image = Image.new("L", (16, 16))
    image.putdata(list(range(256)))
    return image


def test_a_png_loses_its_texts(tmp_path: Path) -> None:
    info = PngInfo()
    info.add_text("Patient", NAME)
    info.add_itxt("Comment", NAME)
    _gradient().save(tmp_path / "a.png", pnginfo=info)
    data = stripped(tmp_path / "a.png", "PNG")
    assert NAME.encode() not in data
    (tmp_path / "b.png").write_bytes(data)
    assert Image.open(tmp_path / "b.png").tobytes() == _gradient().tobytes()


def test_a_jpeg_loses_camera_data_and_comments(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = NAME
    _gradient().save(tmp_path / "a.jpg", exif=exif, comment=NAME.encode())
    before = Image.open(tmp_path / "a.jpg").tobytes()
    data = stripped(tmp_path / "a.jpg", "JPEG")
    assert NAME.encode() not in data
    (tmp_path / "b.jpg").write_bytes(data)
    assert Image.open(tmp_path / "b.jpg").tobytes() == before


@pytest.mark.parametrize("progressive", [False, True])
def test_what_stands_between_and_behind_the_scans_of_a_jpeg_goes(tmp_path: Path, progressive: bool) -> None:
    _gradient().resize((64, 64)).save(tmp_path / "a.jpg", progressive=progressive)
    whole = (tmp_path / "a.jpg").read_bytes()
    before = Image.open(tmp_path / "a.jpg").tobytes()
    last = whole.rindex(b"\xff\xda")  # a comment before the last scan, and a second picture's data at the end
    comment = b"\xff\xfe" + (len(NAME) + 2).to_bytes(2, "big") + NAME.encode()
    (tmp_path / "a.jpg").write_bytes(whole[:last] + comment + whole[last:] + NAME.encode())
    data = stripped(tmp_path / "a.jpg", "JPEG")
    assert NAME.encode() not in data
    (tmp_path / "b.jpg").write_bytes(data)
    assert Image.open(tmp_path / "b.jpg").tobytes() == before


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_cut_picture_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    _gradient().save(path)
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(UnreadableImage):
        stripped(path, kind)


def test_elements_that_dicom_does_not_know_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(b"\0" * 128 + b"DICM" + NAME.encode())
    assert NAME.encode()[6:] not in stripped(path, "DICOM")
    assert caplog.text == ""


def test_what_stands_before_a_dicom_begins_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(NAME.encode().ljust(128, b"\0") + b"DICM")
    assert NAME.encode() not in stripped(path, "DICOM")


def test_a_damaged_dicom_is_refused_without_quoting_it(tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(NAME.encode() * 20)
    with pytest.raises(UnreadableImage) as caught:
        stripped(path, "DICOM")
    assert NAME not in str(caught.value)
