"use strict";

// The colours of the map: a picture comes in those of paper, and on a dark ground each has a partner
// (``layout.meta.dark``). What the canvas paints takes it while it paints, what Plotly draws is told here.
(() => {
    const onDark = () => window.getComputedStyle(document.documentElement).colorScheme === "dark";

    // What a colour of paper, or its partner, is on the ground of this moment.
    const shade = (pairs) => {
        const wanted = onDark() ? pairs : Object.fromEntries(Object.entries(pairs).map((pair) => pair.reverse()));
        return (color) => wanted[color] || color;
    };

    const dressed = (trace, pairs) => {
        const partner = shade(pairs);
        const look = (part) => ({
            ...part,
            ...(part.color && {color: partner(part.color)}),
            ...(part.marker && {marker: look(part.marker)}),
            ...(part.line && {line: look(part.line)}),
        });
        return trace.mode === "none" ? trace : look(trace);
    };

    // Light has become dark, or dark light.
    const redress = (plot) => {
        const partner = shade(plot._fullLayout.meta.dark);
        const places = plot.data.map((_, place) => place).filter((place) => plot.data[place].mode !== "none");
        const now = (read) => places.map((place) => partner(read(plot.data[place])));
        window.Plotly.restyle(plot, {
            "marker.color": now(({marker}) => marker && marker.color),
            "marker.line.color": now(({marker}) => marker && marker.line && marker.line.color),
            "line.color": now(({line}) => line && line.color),
        }, places);
    };

    window.netgraphColours = {shade, dressed, redress};
})();
