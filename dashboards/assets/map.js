"use strict";

// The map: what is searched, filtered or picked goes into the address.
(() => {
    const GRAPH = "map-graph";
    const TRY_MS = 40;
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

    // A picture comes when React and Plotly have made it, however long that takes.
    let waiting = null;
    const there = (plot, figure) => plot !== null && plot.data === figure.data && plot._fullLayout
        && plot._fullLayout.xaxis && !plot.classList.contains("dash-graph--pending");
    const watch = (figure) => {
        const plot = chart();
        if (figure && there(plot, figure)) {
            window.netgraphSight(plot);
        } else if (figure && onMap()) {
            waiting = setTimeout(() => watch(figure), TRY_MS);
        }
    };

    // What is said under the pointer, safe for Plotly's little HTML.
    const CODES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"};
    const safe = (text) => text.replace(/[&<>]/g, (sign) => CODES[sign]);
    const hovers = ({names, said}) => {
        const lines = said.map(({texts, which}) => [texts.map(safe), which]);
        return names.map((name, place) => [`<b>${safe(name)}</b>`, ...lines.map(([texts, which]) => texts[which[place]])]
            .filter(Boolean).join("<br>"));
    };

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        netgraph_map: {
            // Whom the typed letters may mean, and who is looked at: a Select forgets whom its options do not name.
            offered(typed, person, everybody) {
                const [ids, labels] = everybody || [[], []];
                const taken = typed ? labels.indexOf(typed) : -1;
                if ((taken >= 0 && ids[taken] !== person) || (person && !everybody)) {
                    return stay();  // somebody is being taken from the list: their id comes in a moment
                }
                const places = new Set(window.netgraphMatching(labels, typed || ""));
                if (person && ids.includes(person)) {
                    places.add(ids.indexOf(person));
                }
                return [...places].map((place) => ({value: ids[place], label: labels[place]}));
            },
            put_together(sent) {
                if (!sent) {
                    return stay();
                }
                const {dark} = sent.layout.meta;
                const data = sent.data.map((trace) => (trace.meta || {}).said
                    ? {...trace, hovertext: hovers(trace.meta)} : window.netgraphColours.dressed(trace, dark));
                return {...sent, data};
            },
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
            drawn(figure) {
                clearTimeout(waiting);
                watch(figure);
                return stay();
            },
        },
    });
})();
