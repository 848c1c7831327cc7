/* Draws the figures of a report with uPlot, each from the data block inside it. They are redrawn when the width, the
   colours or the medium change. Without this script a page shows only the figures' tables. */
(() => {
  "use strict";
  const COLOURS = 4;
  const DASHES = [[], [7, 3], [2, 3], [10, 3, 2, 3]];
  const FONT = "12px system-ui, sans-serif";
  const LABEL_ROW = 15;
  const LABEL_ROWS = 3;
  const PRINTED_WIDTH = 660;
  const root = document.documentElement;
  const colour = name => getComputedStyle(root).getPropertyValue(name).trim();

  const plain = value => value == null ? "-" : String(+value.toFixed(2));
  const millis = value => value == null ? "-"
    : value >= 1000 ? +(value / 1000).toPrecision(4) + " s" : +value.toPrecision(3) + " ms";
  /* Each further nine is one unit wide: p0 at 0, p90 at 1, p99 at 2. */
  const nines = percentile => -Math.log10(1 - percentile / 100);
  const percentile = x => "p" + +(100 * (1 - Math.pow(10, -x))).toFixed(2);

  const KINDS = {
    COUNT_OVER_TIME: { name: "Time", x: v => plain(v) + " s", y: plain, log: false, height: 220 },
    MILLIS_OVER_TIME: { name: "Time", x: v => plain(v) + " s", y: millis, log: true, height: 220 },
    MILLIS_BY_PERCENTILE: { name: "Percentile", x: percentile, y: millis, log: true, height: 360 },
    HEAT: { name: "Time", x: v => plain(v) + " s", y: millis, log: true, height: 240 },
  };

  /* A logarithmic axis has no zero. */
  const drawable = (values, kind) => kind.log ? values.map(v => v == null ? null : Math.max(v, 0.01)) : values;

  const line = (data, index, kind) => ({
    label: data.label,
    stroke: colour("--series-" + (index % COLOURS + 1)),
    dash: DASHES[Math.floor(index / COLOURS) % DASHES.length],
    width: 2,
    points: { show: data.values.length < 3 ? true : undefined, size: 5 },
    value: (_, v) => kind.y(v),
  });

  const axis = (values, more) => Object.assign({
    stroke: colour("--muted"), font: FONT, values,
    grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 },
  }, more);

  const axes = (data, kind) => {
    const across = data.axes === "MILLIS_BY_PERCENTILE"
      ? { splits: u => [0, nines(50), 1, 2, 3, 4].filter(x => x <= u.scales.x.max), space: 40 } : { space: 60 };
    across.size = 34;
    return [
      axis((_, splits) => splits.map(v => v == null ? "" : kind.x(v)), across),
      axis((_, splits) => splits.map(v => v == null ? "" : kind.y(v)), { size: 62 }),
    ];
  };

  const shade = (u, data) => {
    u.ctx.save();
    u.ctx.fillStyle = colour("--shade");
    for (const band of data.bands) {
      const from = Math.max(u.bbox.left, u.valToPos(band.from, "x", true));
      const to = Math.min(u.bbox.left + u.bbox.width, u.valToPos(band.to, "x", true));
      if (to > from) u.ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
    }
    u.ctx.restore();
  };

  /* Labels are above the plot, each in the first free row. A label of a band without a free row is left out with its line,
     since many lines would hide the data; the text lists the bands. */
  const mark = (u, data) => {
    const scale = devicePixelRatio, ends = new Array(LABEL_ROWS).fill(-Infinity);
    const right = u.bbox.left + u.bbox.width;
    const all = data.marks.map(m => ({ at: m.at, label: m.label, colour: colour("--muted"), dash: [4, 3], always: true }))
      .concat(data.bands.filter(b => b.label).map(b => ({ at: b.from, label: b.label, colour: colour("--unknown"), dash: [] })))
      .sort((a, b) => a.at - b.at);
    u.ctx.save();
    u.ctx.font = FONT.replace("12px", 12 * scale + "px");
    u.ctx.textBaseline = "alphabetic";
    u.ctx.textAlign = "left";
    for (const m of all) {
      const x = u.valToPos(m.at, "x", true);
      if (x < u.bbox.left - 1 || x > right + 1) continue;
      const width = u.ctx.measureText(m.label).width;
      const left = Math.min(x, u.ctx.canvas.width - width);
      const row = ends.findIndex(end => end + 6 * scale <= left);
      if (row < 0 && !m.always) continue;
      u.ctx.strokeStyle = u.ctx.fillStyle = m.colour;
      u.ctx.lineWidth = scale;
      u.ctx.setLineDash(m.dash.map(d => d * scale));
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
      if (row < 0) continue;
      ends[row] = left + width;
      u.ctx.fillText(m.label, left, u.bbox.top - (4 + row * LABEL_ROW) * scale);
    }
    u.ctx.restore();
  };

  /* The opacity of a cell is proportional to the logarithm of its count. */
  const heat = (u, data) => {
    if (!data.cells) return;
    let most = 1;
    for (let i = 2; i < data.cells.length; i += 3) most = Math.max(most, data.cells[i]);
    u.ctx.save();
    u.ctx.fillStyle = colour("--heat");
    for (let i = 0; i < data.cells.length; i += 3) {
      const [column, step, count] = data.cells.slice(i, i + 3);
      const left = u.valToPos(data.x[column], "x", true), right = u.valToPos(data.x[column] + data.width, "x", true);
      const top = u.valToPos(data.bounds[step + 1], "y", true), bottom = u.valToPos(data.bounds[step], "y", true);
      if (right <= u.bbox.left || left >= u.bbox.left + u.bbox.width) continue;
      u.ctx.globalAlpha = 0.12 + 0.88 * Math.log1p(count) / Math.log1p(most);
      u.ctx.fillRect(left, top, Math.max(1, right - left), bottom - top);
    }
    u.ctx.restore();
  };

  /* The values of a heat map's legend: the counts of the columns. */
  const columns = data => {
    const sums = data.x.map(() => null);
    for (let i = 0; i < data.cells.length; i += 3) sums[data.cells[i]] += data.cells[i + 2];
    return sums;
  };

  const ranges = (data, kind) => data.cells
    ? { x: { time: false, range: (_, min, max) => [min, max === data.x.at(-1) ? max + data.width : max] },
        y: { distr: 3, range: () => [data.bounds[0], data.bounds.at(-1)] } }
    : { x: { time: false, range: (_, min, max) => min === max ? [min - 1, max + 1] : [min, max] },
        y: kind.log ? { distr: 3 } : { range: (_, min, max) => [0, Math.max(1, max * 1.1)] } };

  const series = (data, kind) => [{ label: kind.name, value: (_, v) => v == null ? "-" : kind.x(v) }].concat(data.cells
    ? [{ label: "measured", stroke: colour("--heat"), paths: () => null, points: { show: false },
         value: (_u, _v, _s, index) => index == null ? "-" : plain(columns(data)[index]) }]
    : data.lines.map((lineData, index) => line(lineData, index, kind)));

  const values = (data, kind) => data.cells ? [columns(data)] : data.lines.map(l => drawable(l.values, kind));

  const options = (data, kind, width) => ({
    width, height: kind.height,
    padding: [data.marks.length + data.bands.length > 0 ? LABEL_ROWS * LABEL_ROW + 4 : 12, 16, 0, 0],
    scales: ranges(data, kind),
    axes: axes(data, kind),
    series: series(data, kind),
    legend: { markers: { dash: (u, i) => ["solid", "dashed", "dotted", "double"][Math.floor((i - 1) / COLOURS) % 4] } },
    cursor: { sync: kind.name === "Time" ? { key: "time", scales: ["x", null] } : undefined, drag: { x: true, y: false } },
    hooks: { drawClear: [u => shade(u, data)], drawAxes: [u => heat(u, data)], draw: [u => mark(u, data)] },
  });

  /* Arrow keys move the cursor, Escape resets the zoom, and the names in the legend switch lines on and off. */
  const keys = (u, data) => {
    u.over.tabIndex = 0;
    u.over.setAttribute("role", "img");
    u.over.setAttribute("aria-label", data.title + ". " + data.summary + " The data is in the table below.");
    u.over.addEventListener("keydown", e => {
      if (e.key === "Escape") u.setScale("x", { min: u.data[0][0], max: u.data[0].at(-1) });
      const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
      if (!step) return;
      e.preventDefault();
      const index = Math.min(u.data[0].length - 1, Math.max(0, (u.cursor.idx ?? (step > 0 ? -1 : u.data[0].length)) + step));
      u.setCursor({ left: u.valToPos(u.data[0][index], "x"), top: 0 });
    });
    [...u.root.querySelectorAll(".u-series th")].slice(1).forEach((name, index) => {
      const showPressed = () => name.setAttribute("aria-pressed", u.series[index + 1].show);
      name.tabIndex = 0;
      name.setAttribute("role", "button");
      name.addEventListener("keydown", e => {
        if (e.key !== "Enter" && e.key !== " ") return;
        e.preventDefault();
        name.click();
      });
      name.addEventListener("click", showPressed);
      showPressed();
    });
  };

  const plots = [];
  const draw = () => {
    plots.splice(0).forEach(u => u.destroy());
    const printed = "printed" in root.dataset;
    for (const figure of document.querySelectorAll("figure.chart")) {
      const data = Object.assign({ bands: [], marks: [] }, JSON.parse(figure.querySelector("script").textContent));
      const kind = KINDS[data.axes];
      const place = figure.querySelector(".plot");
      const x = data.axes === "MILLIS_BY_PERCENTILE" ? data.x.map(nines) : data.x;
      const width = printed ? PRINTED_WIDTH : place.clientWidth;
      const u = new uPlot(options(data, kind, width), [x].concat(values(data, kind)), place);
      keys(u, data);
      plots.push(u);
    }
  };

  /* Print always uses the light colours. */
  addEventListener("beforeprint", () => { root.dataset.printed = ""; draw(); });
  addEventListener("afterprint", () => { delete root.dataset.printed; draw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  let width = innerWidth, waiting;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 100);
  });
  draw();
})();
