"use strict";

(() => {
    const BOX = "routes-to";
    const stay = () => window.dash_clientside.no_update;
    let taken = false;

    // Not a callback's output: the answer would wait for its function even when that has nothing to say.
    const ask = (target) => {
        const to = (target || "").trim();
        window.dash_clientside.set_props("location", {search: to ? `?to=${encodeURIComponent(to)}` : ""});
    };

    const ours = (option) => option && option.closest(`[aria-labelledby="${BOX}-label"]`) !== null;

    // An option taken from the list is asked for at once. The box tells of its text too late.
    document.addEventListener("click", (event) => {
        const option = event.target.closest("[data-combobox-option]");
        if (ours(option)) {
            ask(option.textContent);
        }
    }, true);

    document.addEventListener("keydown", (event) => {
        const option = document.querySelector("[data-combobox-option][data-combobox-selected]");
        if (event.key === "Enter" && event.target.id === BOX && ours(option)) {
            taken = true;
            ask(option.textContent);
        }
    }, true);

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        netgraph: {
            title(words) {
                document.title = words || "netgraph";
                return stay();
            },

            // Enter or the button: ask for what stands in the box, unless Enter took an option.
            asked(submits, clicks, typed) {
                if ((submits || clicks) && !taken) {
                    ask(typed);
                }
                taken = false;
                return stay();
            },
        },
    });

    // The server has already picked the options: show them all.
    window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
        everyOption: ({options}) => options,
    });
})();
