"use strict";

// Whose name has room on the map: the rule of netgraph.figures.map_names, with the true width of each name.
(() => {
    const MOST_NAMES = 150;
    const TRIES = 8;
    const LINE = 14;
    const TITLE_LINE = 1.35 * LINE;
    const CLOSE = 1.6;
    const FOREGROUND = 1;
    // What Plotly writes itself, in the rings: the room it takes.
    const FIXED = {
        bands: (x, y) => [x - 25, x + 25, y - 9, y + 9],
        you: (x, y) => [x - 16, x + 16, y - 9, y + 26],
    };
    const kind = (trace) => (trace.meta || {}).kind;

    // Everybody drawn, the first to be named first; made once for each picture.
    const people = (plot) => {
        if (plot.netgraphPeople && plot.netgraphPeople.of === plot.data) {
            return plot.netgraphPeople.list;
        }
        const list = [];
        plot._fullData.filter((trace) => kind(trace) === "people").forEach((trace) => {
            trace.meta.names.forEach((name, place) => {
                list.push({x: trace.x[place], y: trace.y[place], name, weight: trace.meta.weight[place]});
            });
        });
        list.sort((one, other) => other.weight - one.weight);
        plot.netgraphPeople = {of: plot.data, list};
        return list;
    };

    const hits = (box, taken) =>
        taken.some((one) => one[0] < box[1] && one[1] > box[0] && one[2] < box[3] && one[3] > box[2]);

    // The middle of a name: within the edges where they would cut it.
    const inside = ({left, right}, x, half) =>
        x < left - half || x > right + half || 2 * half > right - left ? x
            : Math.min(Math.max(x, left + half), right - half);

    // The titles of circles: a larger circle's first, and none that hides another.
    const titles = (plot, view, taken) => {
        const trace = plot._fullData.find((one) => kind(one) === "circle names");
        const {x, y, radius, lines, side} = trace ? trace.meta : {x: [], y: [], radius: []};
        // A title that would be cut at an edge stands within it.
        const foot = (one) => {
            const [down] = side[one].split(" ");
            const high = lines[one].length * TITLE_LINE;
            const low = view.up(y[one]) + {top: 0, middle: 0.5, bottom: 1}[down] * high;
            return low < view.top || low - high > view.bottom ? low
                : Math.min(Math.max(low, view.top + high + 2), view.bottom - 6);
        };
        const centre = (one, half) => {
            const beside = {left: -half, center: 0, right: half}[side[one].split(" ")[1]];
            return inside(view, view.across(x[one]) + beside, half);
        };
        const order = radius.map((_, one) => one).sort((one, other) => radius[other] - radius[one] || one - other);
        return order.flatMap((one) => {
            const half = Math.max(...lines[one].map(view.titleWidth)) / 2;
            const [middle, low] = [centre(one, half), foot(one)];
            const box = [middle - half, middle + half, low - lines[one].length * TITLE_LINE, low];
            if (hits(box, taken)) {
                return [];
            }
            taken.push(box);
            return [{x: middle, y: low, lines: lines[one]}];
        });
    };

    // `view` says where things stand in pixels (y down), which part is seen, and how close it is looked at.
    // Names of the part that is seen come first; those just outside are ready for when the map is moved.
    window.netgraphNames = (plot, view) => {
        const taken = plot._fullData.filter((trace) => FIXED[kind(trace)]).flatMap((trace) =>
            Array.from(trace.x, (x, one) => FIXED[kind(trace)](view.across(x), view.up(trace.y[one]))));
        const headings = titles(plot, view, taken);
        const least = view.closeness > CLOSE ? -Infinity : FOREGROUND;
        const everybody = people(plot);
        const names = [];
        const choose = (wanted) => {
            let [tried, shown] = [0, 0];
            for (const one of everybody) {
                if (shown >= MOST_NAMES || tried >= TRIES * MOST_NAMES || one.weight < least) {
                    break;
                }
                const [x, y] = [view.across(one.x), view.up(one.y)];
                if (wanted(x, y)) {
                    tried += 1;
                    const half = view.nameWidth(one.name) / 2;
                    const middle = inside(view, x, half);
                    const box = [middle - half, middle + half, y - 1.5 * LINE, y - LINE / 2];
                    if (!hits(box, taken)) {
                        taken.push(box);
                        names.push({x: middle, y: y - LINE / 2, name: one.name});
                        shown += 1;
                    }
                }
            }
            return shown;
        };
        const seen = (x, y) => x >= view.left && x <= view.right && y >= view.top && y <= view.bottom;
        const shown = choose(seen);
        choose((x, y) => !seen(x, y) && x >= 0 && x <= view.wide && y >= 0 && y <= view.high);
        return {names, titles: headings, titleLine: TITLE_LINE, shown, drawn: everybody.length};
    };
})();
