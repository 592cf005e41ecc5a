"use strict";

// The map: what is searched, filtered or picked goes into the address; names come and go with the zoom.
(() => {
    const GRAPH = "map-graph";
    const COUNT = "map-count";
    const MOST_NAMES = 150;
    const LETTER = 6.6;
    const LINE = 14;
    const CLOSE = 1.6;
    const SETTLED_MS = 300;
    const FOREGROUND = 1;
    const KEYS = ["any", "all", "not"];
    const stay = () => window.dash_clientside.no_update;
    const query = () => new URLSearchParams(window.location.search);
    const onMap = () => window.location.pathname === "/map";
    const same = (one, other) => one.length === other.length && one.every((term, place) => term === other[place]);

    const go = (asked) => {
        const search = asked.toString() ? `?${asked}` : "";
        if (onMap() && search !== window.location.search) {
            window.dash_clientside.set_props("location", {search});
        }
    };

    const look = (person) => {
        const asked = query();
        if (person) {
            asked.set("person", person);
        } else {
            asked.delete("person");
        }
        go(asked);
    };

    const chart = () => document.querySelector(`#${GRAPH} .js-plotly-plot`);
    const kind = (trace) => (trace.meta || {}).kind;

    // Everybody drawn, the first to be named first; made once for each picture.
    const people = (plot) => {
        if (plot.netgraphPeople && plot.netgraphPeople.of === plot.data) {
            return plot.netgraphPeople.list;
        }
        const list = [];
        plot._fullData.filter((trace) => kind(trace) === "people" && trace.meta.weight).forEach((trace) => {
            for (let place = 0; place < trace.x.length; place += 1) {
                list.push([trace.x[place], trace.y[place], trace.text[place], trace.meta.weight[place]]);
            }
        });
        list.sort((one, other) => other[3] - one[3]);
        plot.netgraphPeople = {of: plot.data, list};
        return list;
    };

    const hits = (box, taken) =>
        taken.some((one) => one[0] < box[1] && one[1] > box[0] && one[2] < box[3] && one[3] > box[2]);

    // The titles of circles: a larger circle's first, and none that hides another.
    const titles = (plot, across, up) => {
        const place = plot.data.findIndex((trace) => kind(trace) === "circle names");
        if (place < 0) {
            return {boxes: []};
        }
        const trace = plot._fullData[place];
        const {radius, text} = trace.meta;
        const order = radius.map((_, one) => one).sort((one, other) => radius[other] - radius[one] || one - other);
        const boxes = [];
        const shown = text.map(() => "");
        order.forEach((one) => {
            const lines = text[one].replace(/<\/?b>/g, "").split("<br>");
            const half = Math.max(...lines.map((line) => line.length)) * LETTER * 0.575;
            const [middle, low] = [across(trace.x[one]), up(trace.y[one])];
            const box = [middle - half, middle + half, low, low + lines.length * 1.35 * LINE];
            if (!hits(box, boxes)) {
                boxes.push(box);
                shown[one] = text[one];
            }
        });
        return {boxes, shown, place};
    };

    // Whose name has room: the same rule as in netgraph.figures.map_names.
    const chosen = (plot) => {
        const {xaxis, yaxis} = plot._fullLayout;
        const [left, right] = xaxis.range;
        const [low, high] = yaxis.range;
        const pixels = xaxis._length / (right - left);
        const across = (x) => (x - left) * pixels;
        const up = (y) => (y - low) * pixels;
        const [farLeft, farRight, farLow, farHigh] = plot._fullLayout.meta.whole;
        const whole = Math.min(xaxis._length / (farRight - farLeft), yaxis._length / (farHigh - farLow));
        const least = pixels > CLOSE * whole ? -Infinity : FOREGROUND;
        const headings = titles(plot, across, up);
        const taken = [...headings.boxes];
        const shown = [];
        for (const [x, y, name, weight] of people(plot)) {
            if (shown.length >= MOST_NAMES || weight < least) {
                break;
            }
            if (x < left || x > right || y < low || y > high) {
                continue;
            }
            const half = name.length * LETTER / 2;
            const [middle, foot] = [across(x), up(y)];
            const box = [middle - half, middle + half, foot + LINE / 2, foot + 1.5 * LINE];
            if (!hits(box, taken)) {
                taken.push(box);
                shown.push([x, y, name]);
            }
        }
        return {shown, headings};
    };

    const write = (plot) => {
        const place = plot.data.findIndex((trace) => kind(trace) === "names");
        const all = people(plot);
        if (place < 0 || all.length === 0) {
            return;
        }
        const {shown, headings} = chosen(plot);
        const said = JSON.stringify([shown, headings.shown]);
        if (said !== plot.netgraphNamed || plot.netgraphOf !== plot.data) {
            plot.netgraphNamed = said;
            plot.netgraphOf = plot.data;
            const heads = plot._fullData[headings.place];
            const column = (number) => shown.map((one) => one[number]);
            window.Plotly.restyle(plot, {
                x: [column(0), heads.x],
                y: [column(1), heads.y],
                text: [column(2), headings.shown],
            }, [place, headings.place]);
        }
        const count = document.getElementById(COUNT);
        const number = (value) => value.toLocaleString("en-US");
        const hidden = all.length - shown.length;
        if (count !== null) {
            const more = hidden ? ` ${number(hidden)} names are hidden: come closer, or take the table.` : "";
            count.textContent = `${number(shown.length)} of ${number(all.length)} people are named.${more}`;
        }
    };

    let waiting = null;
    const later = (tries) => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            const plot = chart();
            if (plot !== null && plot._fullLayout && plot._fullLayout.xaxis && window.Plotly) {
                window.netgraphCrowd(plot);
                write(plot);
            } else if (tries > 0) {
                later(tries - 1);
            }
        }, SETTLED_MS);
    };

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        netgraph_map: {
            ask(person, ...terms) {
                const asked = query();
                if (person) {
                    asked.set("person", person);
                } else {
                    asked.delete("person");
                }
                KEYS.forEach((key, place) => {
                    if (!same(asked.getAll(key), terms[place] || [])) {
                        asked.delete(key);
                        (terms[place] || []).forEach((term) => asked.append(key, term));
                    }
                });
                go(asked);
                return stay();
            },
            fill(search, person, ...terms) {
                const asked = new URLSearchParams(search || "");
                const wanted = asked.get("person");
                const values = KEYS.map((key, place) =>
                    same(asked.getAll(key), terms[place] || []) ? stay() : asked.getAll(key));
                return [(wanted || null) === (person || null) ? stay() : wanted, ...values];
            },
            pick(clicked) {
                if (clicked && clicked.points.length && clicked.points[0].customdata) {
                    look(String(clicked.points[0].customdata));
                }
                return stay();
            },
            choose(rows) {
                if (rows && rows.length) {
                    look(rows[0].id);
                }
                return stay();
            },
            names() {
                later(50);
                return stay();
            },
        },
    });
})();
