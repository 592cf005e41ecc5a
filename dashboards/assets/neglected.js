"use strict";

(() => {
    const PLANE = "neglected-plane";
    const scheme = () => document.documentElement.getAttribute("data-mantine-color-scheme") || "light";

    // The figure comes in the colours of paper; on a dark ground each has a partner.
    const dressed = (drawn) => {
        if (scheme() !== "dark") {
            return drawn.figure;
        }
        const partner = (_, value) => (typeof value === "string" && drawn.dark[value.toLowerCase()]) || value;
        return JSON.parse(JSON.stringify(drawn.figure), partner);
    };

    new MutationObserver(() => {
        if (document.getElementById(PLANE) && window.dash_clientside.set_props) {
            window.dash_clientside.set_props("neglected-scheme", {data: scheme()});
        }
    }).observe(document.documentElement, {attributeFilter: ["data-mantine-color-scheme"]});

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        neglected: {
            dressed(drawn) {
                return drawn ? dressed(drawn) : window.dash_clientside.no_update;
            },
        },
    });
})();
