"use strict";

// A step that is answered leaves with its buttons. Whoever pressed one goes on at the next open step, else at
// the line that closes the list, whenever the answer comes, unless they went elsewhere meanwhile.
(() => {
    const STEPS = ".week-steps > li";
    let pressed = null;

    document.addEventListener("click", (event) => {
        const step = event.target instanceof Element && event.target.closest(STEPS);
        const button = step && event.target.closest("button");
        if (button) {
            pressed = {button, place: [...step.parentElement.children].indexOf(step)};
        }
    });

    const next = (place) => {
        const steps = [...document.querySelectorAll(STEPS)];
        const open = steps.filter((step) => step.querySelector(".week-done"));
        const after = open.find((step) => steps.indexOf(step) >= place) || open[0];
        return after ? after.querySelector(".week-done") : document.querySelector(".enough-line");
    };

    new MutationObserver(() => {
        if (pressed === null) {
            return;
        }
        const here = document.activeElement;
        const gone = !pressed.button.isConnected || pressed.button.closest(".week-answered");
        if (gone && (here === document.body || here === null || here === pressed.button)) {
            const to = next(pressed.place);
            if (to) {
                to.focus();
            }
        }
        if (gone || (here !== document.body && here !== pressed.button)) {
            pressed = null;
        }
    }).observe(document.documentElement, {childList: true, subtree: true});
})();
