"use strict";

(() => {
    const BOX = "routes-to";
    const FIND = "routes-find";
    const stay = () => window.dash_clientside.no_update;

    // Straight from the page: Dash hears of what stands in the box too late for a quick hand.
    const ask = (target) => {
        const to = (target || "").trim();
        window.dash_clientside.set_props("location", {search: to ? `?to=${encodeURIComponent(to)}` : ""});
    };

    const box = () => document.getElementById(BOX);
    const ours = (option) => option && option.closest(`[aria-labelledby="${BOX}-label"]`) !== null;

    // An option taken from the list is asked for at once, and so is what stands in the box.
    document.addEventListener("click", (event) => {
        const option = event.target.closest("[data-combobox-option]");
        if (ours(option)) {
            ask(option.textContent);
        } else if (event.target.closest(`#${FIND}`)) {
            ask(box().value);
        }
    }, true);

    document.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.isComposing && event.target.id === BOX) {
            const option = document.querySelector("[data-combobox-option][data-combobox-selected]");
            ask(ours(option) ? option.textContent : event.target.value);
        }
    }, true);

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        netgraph: {
            title(words) {
                document.title = words || "netgraph";
                return stay();
            },
        },
    });

    // The server has already picked the options: show them all.
    window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
        everyOption: ({options}) => options,
    });
})();
