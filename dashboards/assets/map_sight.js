"use strict";

// What part of the map is looked at. Plotly's own equal scales would cost a calculation of everything at each
// turn of the wheel, so the two axes are kept at one scale here. The canvas moves with the picture, which
// costs next to nothing, and is painted anew when it rests.
(() => {
    const REST_MS = 120;
    const SAME = 1e-6;
    const PAPER = 700;
    const FINE = 4;
    const {hasCrowd, paint, move} = window.netgraphCanvas;
    const ranges = (plot) => [...plot._fullLayout.xaxis.range, ...plot._fullLayout.yaxis.range];
    const close = (one, other) =>
        one.every((value, place) => Math.abs(value - other[place]) <= SAME * (one[1] - one[0]));

    // The least part at one scale that shows all of what is wanted, in the same middle.
    const fitted = (plot, [left, right, low, high]) => {
        const {xaxis, yaxis} = plot._fullLayout;
        const unit = Math.max((right - left) / xaxis._length, (high - low) / yaxis._length);
        const [x, y] = [(left + right) / 2, (low + high) / 2];
        const [across, up] = [unit * xaxis._length / 2, unit * yaxis._length / 2];
        return [x - across, x + across, y - up, y + up];
    };

    // What is wanted stays when the window changes, and when the same map is drawn anew: through another lens,
    // with a filter, after a look at another page.
    let kept = {of: null, wanted: []};
    const settle = (plot) => {
        const now = ranges(plot);
        const of = JSON.stringify([plot._fullLayout.uirevision, plot._fullLayout.meta.whole]);
        const sight = plot.netgraphSight;
        const moved = sight && sight.of === plot.data && !close(now, sight.shown);
        const wanted = kept.of === of && !moved ? kept.wanted : now;
        const shown = fitted(plot, wanted);
        kept = {of, wanted};
        plot.netgraphSight = {of: plot.data, shown};
        plot.dataset.fitted = "";
        if (!close(now, shown)) {
            window.Plotly.relayout(plot, {"xaxis.range": shown.slice(0, 2), "yaxis.range": shown.slice(2)});
        }
    };

    const resized = (plot) => {
        const {xaxis, yaxis} = plot._fullLayout;
        const was = plot.netgraphPainted;
        return was && (was.wide !== xaxis._length || was.high !== yaxis._length);
    };

    const wire = (plot) => {
        let resting = null;
        const rest = () => {
            clearTimeout(resting);
            resting = setTimeout(() => hasCrowd(plot) && paint(plot), REST_MS);
        };
        plot.on("plotly_relayouting", (now) => {
            const pair = (axis) => now[`${axis}.range[0]`] === undefined
                ? now[`${axis}.range`] : [now[`${axis}.range[0]`], now[`${axis}.range[1]`]];
            move(plot, {x: pair("xaxis"), y: pair("yaxis")});
            clearTimeout(resting);
        });
        // Dash would draw everything anew for each part that is looked at: what is asked of it stands in the
        // address alone.
        plot.removeAllListeners("plotly_relayout");
        plot.on("plotly_relayout", () => {
            if (hasCrowd(plot)) {
                settle(plot);
                move(plot, {});
                rest();
            }
        });
        plot.on("plotly_afterplot", () => {
            if (plot.netgraphSight.of !== plot.data || resized(plot)) {
                look(plot);
            }
        });
    };

    const look = (plot) => {
        if (hasCrowd(plot)) {
            settle(plot);
        }
        paint(plot);
    };

    // A picture that has just been drawn.
    window.netgraphSight = (plot) => {
        look(plot);
        if (!plot.netgraphWired && hasCrowd(plot)) {
            plot.netgraphWired = true;
            wire(plot);
        }
    };

    const again = (act) => {
        const plot = document.querySelector("#map-graph .js-plotly-plot");
        if (plot !== null && plot.netgraphWired) {
            act(plot);
        }
    };
    // Light or dark: all that is drawn changes its colour.
    const recolour = (plot, sharp) => {
        window.netgraphColours.redress(plot);
        paint(plot, sharp);
    };
    new MutationObserver(() => again((plot) => recolour(plot)))
        .observe(document.documentElement, {attributeFilter: ["data-mantine-color-scheme"]});
    // On paper: light, no wider than the page, finer than on a screen. The picture is not drawn anew, only
    // shrunk and recoloured, as a browser does not wait for it.
    const shrink = (plot, width, height, share) => {
        const [box, frame] = [plot.parentElement.style, plot.closest(".map-frame").style];
        Object.assign(box, {width, height: height || "100%", transform: share && `scale(${share})`, transformOrigin: "0 0"});
        Object.assign(frame, {width: share && `calc(${width} * ${share})`, height: share && `calc(${height} * ${share})`});
        document.documentElement.style.colorScheme = share && "light";
    };
    window.addEventListener("beforeprint", () => again((plot) => {
        const {width, height} = plot._fullLayout;
        shrink(plot, `${width}px`, `${height}px`, Math.min(1, PAPER / width));
        recolour(plot, FINE);
    }));
    window.addEventListener("afterprint", () => again((plot) => {
        shrink(plot, "", "", "");
        recolour(plot);
    }));
})();
