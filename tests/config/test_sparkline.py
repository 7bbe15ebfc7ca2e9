"""A sparkline shows the course of the values, the normal band and the latest value, and never lies by scale."""

from django.template import Context, Template

from config.templatetags.ui import HEIGHT, WIDTH, draw_sparkline


def heights(values: list[float], low: float | None = None, high: float | None = None) -> list[float]:
    return [float(point.split(",")[1]) for point in draw_sparkline(values, low, high).points.split()]


def test_higher_values_are_drawn_higher() -> None:
    first, second, third = heights([4.1, 4.8, 5.6])
    assert first > second > third  # y grows downwards


def test_every_point_is_inside_the_picture() -> None:
    for values in ([1.0], [3.0, 3.0], [-5.0, 0.0, 1000.0]):
        for point in draw_sparkline(values, low=-1.0, high=4.0).points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_constant_value_is_a_line_in_the_middle() -> None:
    assert set(heights([5.0, 5.0, 5.0])) == {HEIGHT / 2}


def test_all_zero_is_drawn_too() -> None:
    assert set(heights([0.0, 0.0])) == {HEIGHT / 2}


def test_the_dot_is_on_the_latest_value() -> None:
    line = draw_sparkline([1.0, 2.0, 1.5])
    assert line.points.endswith(f" {line.last_x},{line.last_y}")


def test_without_normal_limits_there_is_no_band() -> None:
    assert draw_sparkline([1.0, 2.0]).band_y is None


def test_values_above_the_limit_lie_above_the_band() -> None:
    line = draw_sparkline([4.0, 4.5, 5.6], low=3.5, high=5.1)
    assert line.band_y is not None
    assert line.last_y < line.band_y


def test_far_limits_do_not_flatten_the_values() -> None:
    first, last = heights([82.0, 84.0], low=0.0, high=1000.0)
    assert first - last > HEIGHT / 2


def test_a_page_reads_the_label_out_and_skips_empty_lines() -> None:
    page = Template("{% load ui %}{% sparkline values label %}")
    drawn = page.render(Context({"values": [1.0, 2.0], "label": "Potassium <rising>"}))
    assert 'role="img" aria-label="Potassium &lt;rising&gt;"' in drawn
    assert page.render(Context({"values": [], "label": "Potassium"})).strip() == ""
