"use strict";

// The plane of the ties: light or dark as the page is, with fewer names on a phone, and light on paper.
(() => {
    const PLANE = "neglected-plane";
    const PAPER = 680;
    const scheme = () => document.documentElement.getAttribute("data-mantine-color-scheme") || "light";
    const narrow = window.matchMedia("(max-width: 40em)");
    const chart = () => document.querySelector(`#${PLANE} .js-plotly-plot`);
    let shown = null;

    const merged = (one, other) => Object.fromEntries([...Object.keys(one), ...Object.keys(other)].map((key) =>
        [key, key in other && key.endsWith("axis") ? {...one[key], ...other[key]} : key in other ? other[key] : one[key]]));

    const forPhone = ({data, layout, ...rest}) => ({
        ...rest,
        data: data.map((trace) => ({...trace, ...(trace.meta || {}).phone})),
        layout: merged(layout, layout.meta.phone),
    });

    // The figure comes in the colours of paper; on a dark ground each has a partner.
    const darkened = (figure, dark) => {
        const partner = (_, value) => (typeof value === "string" && dark[value.toLowerCase()]) || value;
        return JSON.parse(JSON.stringify(figure), partner);
    };

    const dressed = (drawn) => {
        const figure = narrow.matches ? forPhone(drawn.figure) : {...drawn.figure};
        shown = {paper: drawn.figure, screen: scheme() === "dark" ? darkened(figure, drawn.dark) : figure};
        return shown.screen;
    };

    const again = () => {
        if (document.getElementById(PLANE) && window.dash_clientside.set_props) {
            window.dash_clientside.set_props("neglected-scheme", {data: `${scheme()} ${narrow.matches}`});
        }
    };
    new MutationObserver(again).observe(document.documentElement, {attributeFilter: ["data-mantine-color-scheme"]});
    narrow.addEventListener("change", again);

    // On paper the plane is light and no wider than the page. Plotly draws it at once, before the browser prints.
    const redraw = ({data, layout}, size) => {
        const plot = chart();
        if (plot !== null && plot._fullLayout && shown !== null) {
            window.Plotly.react(plot, data, {...layout, ...size}, plot._context);
            window.Plotly.redraw(plot);
        }
    };
    window.addEventListener("beforeprint", () => shown && redraw(shown.paper, {width: PAPER, autosize: false}));
    window.addEventListener("afterprint", () => shown && redraw(shown.screen, {autosize: true}));

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        neglected: {
            dressed(drawn) {
                return drawn ? dressed(drawn) : window.dash_clientside.no_update;
            },
        },
    });
})();
