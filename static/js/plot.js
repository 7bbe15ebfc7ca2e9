// Values over time with uPlot, loaded only where a page draws one. The table under the drawing is its
// text alternative and where the values are read from.

const YEAR_SECONDS = 31_536_000;
let library = null;

function load(script, style) {
  library ??= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    document.head.append(
      Object.assign(document.createElement("script"), { src: script, onload: done, onerror: failed }),
    );
  });
  return library;
}

/** Of a panel the parts have names (systolic, diastolic); a single value has none. */
function partLabel(rows, name) {
  if (!name.startsWith("part")) return undefined;
  const key = name.replace("part", "label");
  return rows.find((row) => row.dataset[key])?.dataset[key];
}

/** Columns for uPlot, oldest first: seconds, then one list of values for each line. */
function read(table) {
  const rows = [...table.querySelectorAll("tbody tr[data-time]")].reverse();
  const names = ["value", "part1", "part2"].filter((name) => rows.some((row) => row.dataset[name] !== undefined));
  const number = (text) => (text === undefined ? null : Number(text));
  return {
    times: rows.map((row) => Number(row.dataset.time)),
    lines: names.map((name) => ({
      label: partLabel(rows, name),
      values: rows.map((row) => number(row.dataset[name])),
    })),
  };
}

/** `light-dark()` is not understood by a canvas: let the browser resolve it on an element. */
function resolved(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function band(figure) {
  const { low, high } = figure.dataset;
  return (plot) => {
    if (low === undefined && high === undefined) return;
    const clamp = (value, fallback) => (value === undefined ? fallback : Number(value));
    const top = Math.max(plot.bbox.top, plot.valToPos(clamp(high, plot.scales.y.max), "y", true));
    const bottom = Math.min(
      plot.bbox.top + plot.bbox.height,
      plot.valToPos(clamp(low, plot.scales.y.min), "y", true),
    );
    if (bottom <= top) return;
    plot.ctx.save();
    plot.ctx.fillStyle = resolved("--chart-soft");
    plot.ctx.fillRect(plot.bbox.left, top, plot.bbox.width, bottom - top);
    plot.ctx.restore();
  };
}

/** Months by name: 10/6 may be June or October. */
function dateLabels(plot, splits) {
  const long = plot.scales.x.max - plot.scales.x.min > YEAR_SECONDS;
  const shape = long ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat(document.documentElement.lang, shape);
  return splits.map((seconds) => format.format(new Date(seconds * 1000)));
}

function options(figure, lines) {
  const axis = { stroke: resolved("--muted"), grid: { stroke: resolved("--line"), width: 1 }, ticks: { show: false } };
  const styles = [
    { stroke: resolved("--chart"), width: 2 },
    { stroke: resolved("--literature"), width: 2, dash: [6, 4] },
  ];
  return {
    width: figure.clientWidth - 24,
    height: figure.clientHeight - 56,
    cursor: { y: false },
    scales: { x: { time: true } },
    axes: [{ ...axis, space: 80, values: dateLabels }, { ...axis, label: figure.dataset.unit, labelSize: 18 }],
    series: [
      { value: "{YYYY}-{MM}-{DD}" },
      ...lines.map((line, at) => ({
        ...styles[at],
        label: line.label ?? figure.dataset.name,
        points: { show: true, size: 6, fill: styles[at].stroke },
        spanGaps: true,
      })),
    ],
    hooks: { drawClear: [band(figure)] },
  };
}

function draw(figure) {
  const { times, lines } = read(document.getElementById(figure.dataset.plot));
  figure.querySelector(".uplot")?.remove();
  const plot = new uPlot(options(figure, lines), [times, ...lines.map((line) => line.values)], figure);
  new ResizeObserver(() => plot.setSize({ width: figure.clientWidth - 24, height: figure.clientHeight - 56 })).observe(
    figure,
  );
}

export async function startPlots(part) {
  for (const figure of part.querySelectorAll("[data-plot]")) {
    try {
      await load(figure.dataset.script, figure.dataset.style);
      draw(figure);
      document.addEventListener("themechange", () => figure.isConnected && draw(figure));
    } catch {
      figure.remove(); // the table says the same
    }
  }
}
