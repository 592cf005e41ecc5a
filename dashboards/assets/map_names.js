"use strict";

// Whose name has room on the map: the rule of netgraph.figures.map_names, with the true width of each name.
(() => {
    const MOST_NAMES = 150;
    const TRIES = 8;
    const LINE = 14;
    const TITLE_LINE = 1.35 * LINE;
    const CLOSE = 1.6;
    const EDGE = 3;
    const NARROW = 480;
    const SLIP = 20;
    const BESIDE = 2;
    const MOST_KEYED = 12;
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
            : Math.min(Math.max(x, left + half + EDGE), right - half - EDGE);

    // The titles of circles: a larger circle's first, and none that hides another. On a phone a title that
    // has no room at its circle stands as a number, and its words below the picture.
    const titles = (plot, view, taken) => {
        const trace = plot._fullData.find((one) => kind(one) === "circle names");
        const {x, y, radius, lines, side} = trace ? trace.meta : {x: [], y: [], radius: []};
        // A title that would be cut at an edge stands within it.
        const foot = (one, high) => {
            const [down] = side[one].split(" ");
            const low = view.up(y[one]) + {top: 0, middle: 0.5, bottom: 1}[down] * high;
            return low < view.top || low - high > view.bottom ? low
                : Math.min(Math.max(low, view.top + high + 2), view.bottom - 6);
        };
        const stand = (one, words) => {
            const half = Math.max(...words.map(view.titleWidth)) / 2;
            const high = words.length * TITLE_LINE;
            const beside = {left: -half, center: 0, right: half}[side[one].split(" ")[1]];
            const wanted = view.across(x[one]) + beside;
            const middle = inside(view, wanted, half);
            const low = foot(one, high);
            return {one, lines: words, x: middle, y: low, slip: Math.abs(middle - wanted), half,
                box: [middle - half, middle + half, low - high, low]};
        };
        const narrow = view.right - view.left < NARROW;
        const wide = (one) => 2 * BESIDE * (view.across(radius[one]) - view.across(0));
        const fits = ({one, slip, half}) => !narrow
            || (slip <= SLIP && 2 * half <= Math.min(wide(one), view.right - view.left));
        const seen = ([left, right, high, low]) =>
            left >= view.left && right <= view.right && high >= view.top && low <= view.bottom;
        const taking = (title) => !hits(title.box, taken) && taken.push(title.box) > 0;
        const order = radius.map((_, one) => one).sort((one, other) => radius[other] - radius[one] || one - other);
        const [whole, numbered] = [[], []];
        order.forEach((one) => {
            const title = stand(one, lines[one]);
            if (fits(title) && taking(title)) {
                whole.push(title);
            } else if (narrow && numbered.length < MOST_KEYED) {
                const number = stand(one, ["0"]);
                if (seen(number.box) && taking(number)) {
                    numbered.push(number);
                }
            }
        });
        numbered.sort((one, other) => one.one - other.one);
        return {
            headings: [...whole, ...numbered.map((number, place) => ({...number, lines: [String(place + 1)]}))],
            key: numbered.map(({one}) => lines[one].join(" ")),
        };
    };

    // `view` says where things stand in pixels (y down), which part is seen, and how close it is looked at.
    // Names of the part that is seen come first; those just outside are ready for when the map is moved.
    window.netgraphNames = (plot, view) => {
        const taken = plot._fullData.filter((trace) => FIXED[kind(trace)]).flatMap((trace) =>
            Array.from(trace.x, (x, one) => FIXED[kind(trace)](view.across(x), view.up(trace.y[one]))));
        const {headings, key} = titles(plot, view, taken);
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
        return {names, titles: headings, key, titleLine: TITLE_LINE, shown, drawn: everybody.length};
    };
})();
