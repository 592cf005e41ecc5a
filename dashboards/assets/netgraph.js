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

    // A button that is pressed acts once: not again for a double click, nor while Enter is held. Those inside
    // a field, which take one name after the other away, act each time.
    const button = (event) => event.target instanceof Element && event.target.closest("button")
        && !event.target.closest(".mantine-Input-wrapper");
    document.addEventListener("click", (event) => {
        if (event.detail > 1 && button(event)) {
            event.preventDefault();
            event.stopImmediatePropagation();
        }
    }, true);
    document.addEventListener("keydown", (event) => {
        if (event.repeat && ["Enter", " "].includes(event.key) && button(event)) {
            event.preventDefault();
        }
    }, true);

    // What was pressed often leaves with the answer, or is shut while it is looked for. Whoever pressed it goes
    // on, unless they went elsewhere meanwhile: at the same button, else at the next card that has one, else
    // at the line that closes the list or at the first heading.
    let pressed = null;
    let soon = 0;
    const cards = () => [...document.querySelectorAll("main li:not(.week-answered)")]
        .filter((card) => card.querySelector("button:enabled"));
    const before = (card) => (one) => one.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;

    document.addEventListener("click", (event) => {
        const at = event.target instanceof Element && event.target.closest("button");
        const card = at && at.closest("main li");
        pressed = at ? {button: at, id: at.id, place: card ? cards().filter(before(card)).length : -1} : null;
    }, true);

    const next = (place) => {
        const heading = document.querySelector("main h1");
        if (place < 0) {
            return heading;
        }
        const open = cards();
        const card = open[place] || open[0];
        return card ? card.querySelector("button:enabled") : document.querySelector(".enough-line") || heading;
    };

    const goOn = () => {
        soon = 0;
        const here = document.activeElement;
        const lost = pressed && (here === null || here === document.body
            || (here === pressed.button && here.id !== pressed.id));
        if (!lost) {
            pressed = here === (pressed || {}).button ? pressed : null;
            return;
        }
        const same = pressed.id && document.getElementById(pressed.id);
        const to = same || next(pressed.place);
        if (to && !to.disabled) {
            pressed = {...pressed, button: to, id: to.id};
            if (to.matches("h1")) {
                to.tabIndex = -1;
            }
            to.focus({preventScroll: to.matches("h1")});
        }
    };

    new MutationObserver(() => {
        if (pressed !== null && soon === 0) {
            soon = setTimeout(goOn, 50);
        }
    }).observe(document.documentElement, {attributeFilter: ["disabled"], childList: true, subtree: true});

    // A tab that is looked at again may be older than the book: the server says.
    const look = () => {
        if (document.visibilityState === "visible" && window.dash_clientside.set_props) {
            window.dash_clientside.set_props("looked", {data: Date.now()});
        }
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);

    // The form that a link speaks of stands further down.
    document.addEventListener("click", (event) => {
        const form = event.target.closest(".to-knows") && document.getElementById("knows");
        if (form) {
            setTimeout(() => {
                form.scrollIntoView({block: "center"});
                document.getElementById("knows-person").focus({preventScroll: true});
            }, 50);
        }
    });

    const MOST = 8;
    const FEWEST_LETTERS = 2;
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

    // Where among all names the first stand that contain what is typed, accents aside.
    const plainly = new WeakMap();
    const matching = (names, typed) => {
        const wanted = plain(typed.trim());
        const found = [];
        if (wanted.length < FEWEST_LETTERS) {
            return found;
        }
        if (!plainly.has(names)) {
            plainly.set(names, names.map(plain));
        }
        const all = plainly.get(names);
        for (let place = 0; place < all.length && found.length < MOST; place += 1) {
            if (all[place].includes(wanted)) {
                found.push(place);
            }
        }
        return found;
    };
    window.netgraphMatching = matching;

    window.dash_clientside = Object.assign({}, window.dash_clientside, {
        netgraph: {
            title(words) {
                document.title = words || "netgraph";
                return stay();
            },
            // A field is emptied when what was saved from it still stands there.
            clear(written) {
                Object.entries((written || {}).taken || {}).forEach(([id, text]) => {
                    const field = document.getElementById(id);
                    if (field && text && field.value === text) {
                        window.dash_clientside.set_props(id, {value: ""});
                    }
                });
                return stay();
            },
            kept(written, boxes) {
                const done = (written || {}).names || [];
                const tidy = (name) => name.split(/\s+/).filter(Boolean).join(" ");
                return boxes.map((names) => {
                    const left = (names || []).filter((name) => !done.includes(tidy(name)));
                    return left.length === (names || []).length ? stay() : left;
                });
            },
            // The names that may be meant, and those that stand there: a box forgets what its options do not name.
            offered(typed, tags, names) {
                const found = matching(names || [], typed || "").map((place) => names[place]);
                return [...new Set([...found, ...(tags || [])])];
            },
            said(close, spoke) {
                const given = (one) => one !== null && one !== undefined;
                const people = close.filter((level, row) => given(level) || given(spoke[row])).length;
                return people === 0 ? "Nothing said yet" : `Said of ${people} ${people === 1 ? "person" : "people"}`;
            },
        },
    });

    window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, {
        // The server has already picked the options: show them all.
        everyOption: ({options}) => options,
        // Those that contain what is typed, accents aside.
        typedOption: ({options, search}) => {
            const typed = plain(search.trim());
            return typed.length < FEWEST_LETTERS ? []
                : options.filter((option) => plain(option.label).includes(typed)).slice(0, MOST);
        },
    });
})();
