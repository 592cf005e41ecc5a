"use strict";

// The crowd of the map and its names on a canvas under Plotly's picture (see dashboards/map_canvas.py). The
// canvas is larger than the picture, so that it can be moved with it (assets/map_sight.js).
(() => {
    const OVER = 0.35;
    const NAME = 12;
    const TITLE = 13;
    const HALO = 3;
    const COUNT = "map-count";
    const KEY = "map-key";
    const DASHES = {solid: [], dash: [5, 4], dot: [1.5, 3]};
    const TURN = 2 * Math.PI;
    const corners = (count, first, inner) => Array.from({length: inner ? 2 * count : count}, (_, place) => {
        const angle = first + place * TURN / (inner ? 2 * count : count);
        const far = inner && place % 2 ? inner : 1;
        return [far * Math.cos(angle), far * Math.sin(angle)];
    });
    const SHAPES = {
        square: corners(4, TURN / 8).map(([x, y]) => [x * 1.25, y * 1.25]),
        diamond: corners(4, 0).map(([x, y]) => [x * 1.3, y * 1.3]),
        star: corners(5, -TURN / 4, 0.42).map(([x, y]) => [x * 1.4, y * 1.4]),
        "triangle-up": corners(3, -TURN / 4).map(([x, y]) => [x * 1.2, y * 1.2]),
        "triangle-down": corners(3, TURN / 4).map(([x, y]) => [x * 1.2, y * 1.2]),
        cross: [[-1, -0.4], [-0.4, -0.4], [-0.4, -1], [0.4, -1], [0.4, -0.4], [1, -0.4], [1, 0.4], [0.4, 0.4],
            [0.4, 1], [-0.4, 1], [-0.4, 0.4], [-1, 0.4]],
    };
    const kind = (trace) => (trace.meta || {}).kind;
    // Plotly takes a picture that has left the page apart.
    const crowd = (plot) => (plot._fullData || []).filter((trace) => trace.mode === "none" && kind(trace));

    const trail = (pen, shape, x, y, radius) => {
        if (shape === undefined) {
            pen.moveTo(x + radius, y);
            pen.arc(x, y, radius, 0, TURN);
            return;
        }
        shape.forEach(([dx, dy], place) => pen[place ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius));
        pen.closePath();
    };

    const ties = (pen, trace, shade, across, up, wide, high) => {
        const {color, width, dash} = trace.meta.line;
        const {ends} = trace.meta;
        pen.beginPath();
        for (let place = 0; place < ends.length; place += 4) {
            const ax = across(ends[place] / 100);
            const bx = across(ends[place + 2] / 100);
            const ay = up(ends[place + 1] / 100);
            const by = up(ends[place + 3] / 100);
            if (Math.max(ax, bx) > 0 && Math.min(ax, bx) < wide && Math.max(ay, by) > 0 && Math.min(ay, by) < high) {
                pen.moveTo(ax, ay);
                pen.lineTo(bx, by);
            }
        }
        pen.strokeStyle = shade(color);
        pen.lineWidth = width || 1;
        pen.setLineDash(DASHES[dash] || []);
        pen.stroke();
        pen.setLineDash([]);
    };

    const people = (pen, trace, shade, across, up, wide, high, growth) => {
        const {color, symbol, size} = trace.meta.marker;
        const open = symbol.endsWith("-open");
        const shape = SHAPES[symbol.replace("-open", "")];
        pen.beginPath();
        for (let place = 0; place < trace.x.length; place += 1) {
            const x = across(trace.x[place]);
            const y = up(trace.y[place]);
            if (x > 0 && x < wide && y > 0 && y < high) {
                trail(pen, shape, x, y, growth * size[place] / 2);
            }
        }
        pen.fillStyle = pen.strokeStyle = shade(color);
        pen.lineWidth = 1.2;
        pen[open ? "stroke" : "fill"]();
    };

    const nameFont = (style) => `${NAME}px ${style.fontFamily}`;
    const titleFont = (style) => `bold ${TITLE}px ${style.fontFamily}`;
    const widthIn = (pen, font) => (text) => {
        pen.font = font;
        return pen.measureText(text).width;
    };

    const written = (pen, text, x, y) => {
        pen.strokeText(text, x, y);
        pen.fillText(text, x, y);
    };

    // Names over their marks, titles over their circles, in the colours that the style sheet gives.
    const names = (pen, style, {names: people, titles, titleLine}) => {
        pen.textAlign = "center";
        pen.lineJoin = "round";
        pen.lineWidth = HALO;
        pen.strokeStyle = style.webkitTextStrokeColor;
        pen.fillStyle = style.color;
        pen.font = nameFont(style);
        people.forEach(({name, x, y}) => written(pen, name, x, y - 3));
        pen.font = titleFont(style);
        titles.forEach(({lines, x, y}) => lines.forEach((line, place) =>
            written(pen, line, x, y - 5 - (lines.length - 1 - place) * titleLine)));
    };

    // The titles that stand as numbers, below the picture.
    const list = (key) => {
        const place = document.getElementById(KEY);
        if (place !== null && place.textContent !== key.join("")) {
            place.replaceChildren(...key.map((title) => Object.assign(document.createElement("li"), {textContent: title})));
        }
    };

    const say = ({shown, drawn, key}) => {
        list(key);
        const count = document.getElementById(COUNT);
        const number = (value) => value.toLocaleString("en-US");
        const hidden = drawn - shown;
        const more = hidden ? ` ${number(hidden)} names are hidden: come closer, or take the table.` : "";
        if (count !== null) {
            count.textContent = `${number(shown)} of ${number(drawn)} people are named.${more}`;
        }
    };

    const place = (plot) => {
        const frame = plot.querySelector(".svg-container");
        let box = frame.querySelector(".map-crowd");
        if (box === null) {
            box = document.createElement("div");
            box.className = "map-crowd";
            box.append(document.createElement("canvas"));
            frame.prepend(box);
        }
        const {l, t} = plot._fullLayout._size;
        const {xaxis, yaxis} = plot._fullLayout;
        Object.assign(box.style, {left: `${l}px`, top: `${t}px`, width: `${xaxis._length}px`, height: `${yaxis._length}px`});
        return box.firstChild;
    };

    // What a picture leaves to the canvas; nothing in other views of the same chart.
    const hasCrowd = (plot) => crowd(plot).length > 0;

    const paint = (plot, sharp = Math.min(window.devicePixelRatio || 1, 2)) => {
        const traces = crowd(plot);
        if (traces.length === 0) {
            plot.querySelector(".map-crowd")?.remove();
            return;
        }
        const {xaxis, yaxis, meta} = plot._fullLayout;
        const canvas = place(plot);
        const [wide, high] = [xaxis._length, yaxis._length];
        const size = [wide * (1 + 2 * OVER), high * (1 + 2 * OVER)];
        canvas.width = size[0] * sharp;
        canvas.height = size[1] * sharp;
        Object.assign(canvas.style, {
            left: `${-OVER * wide}px`, top: `${-OVER * high}px`,
            width: `${size[0]}px`, height: `${size[1]}px`, transform: "none",
        });
        const [x0, x1] = xaxis.range;
        const [y0, y1] = yaxis.range;
        const pixels = wide / (x1 - x0);
        const across = (x) => OVER * wide + (x - x0) * pixels;
        const up = (y) => OVER * high + (y1 - y) * high / (y1 - y0);
        const pen = canvas.getContext("2d");
        pen.scale(sharp, sharp);
        const [farLeft, farRight, farLow, farHigh] = meta.whole;
        const closeness = pixels / Math.min(wide / (farRight - farLeft), high / (farHigh - farLow));
        const shade = window.netgraphColours.shade(meta.dark);
        const growth = Math.min(Math.max(Math.sqrt(closeness), 1), 2.5);
        traces.filter((trace) => kind(trace) === "ties").forEach((trace) => ties(pen, trace, shade, across, up, ...size));
        traces.filter((trace) => kind(trace) === "people").reverse()
            .forEach((trace) => people(pen, trace, shade, across, up, ...size, growth));
        const style = window.getComputedStyle(canvas);
        const chosen = window.netgraphNames(plot, {
            across, up, closeness, wide: size[0], high: size[1],
            nameWidth: widthIn(pen, nameFont(style)), titleWidth: widthIn(pen, titleFont(style)),
            left: OVER * wide, right: (1 + OVER) * wide, top: OVER * high, bottom: (1 + OVER) * high,
        });
        names(pen, style, chosen);
        say(chosen);
        plot.netgraphPainted = {x0, x1, y0, y1, wide, high, named: chosen};
    };

    // Where the painted part stands in the ranges of this moment.
    const move = (plot, ranges) => {
        const was = plot.netgraphPainted;
        const canvas = plot.querySelector(".map-crowd canvas");
        if (!was || canvas === null || !plot._fullLayout) {
            return;
        }
        const [x0, x1] = ranges.x || plot._fullLayout.xaxis.range;
        const [y0, y1] = ranges.y || plot._fullLayout.yaxis.range;
        const [scaleX, scaleY] = [(was.x1 - was.x0) / (x1 - x0), (was.y1 - was.y0) / (y1 - y0)];
        const left = (was.x0 - x0) / (x1 - x0) * was.wide;
        const top = (y1 - was.y1) / (y1 - y0) * was.high;
        canvas.style.transformOrigin = `${OVER * was.wide}px ${OVER * was.high}px`;
        canvas.style.transform = `translate(${left}px, ${top}px) scale(${scaleX}, ${scaleY})`;
    };

    window.netgraphCanvas = {hasCrowd, paint, move};
})();
