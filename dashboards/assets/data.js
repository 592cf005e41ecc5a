"use strict";

(() => {
    const LARGEST = 1000000000;
    const TOO_LARGE = "is larger than 1,000 MB: use netgraph import FILE in a terminal, which has no such limit.";
    const set = (id, props) => window.dash_clientside.set_props(id, props);
    const zone = () => document.getElementById("data-drop");
    const megabytes = (size) => (size / 1e6).toLocaleString("en", {maximumFractionDigits: size < 1e7 ? 1 : 0});
    let busy = false;

    const say = (words) => set("data-sending", {children: words});

    // One plain request a file: Dash itself would hold it in memory twice, as text.
    const send = (file, number, count) => new Promise((done) => {
        if (file.size > LARGEST) {
            done(`${file.name} ${TOO_LARGE}`);
            return;
        }
        const request = new XMLHttpRequest();
        const which = count > 1 ? ` (${number} of ${count})` : "";
        let told = 0;
        request.upload.onprogress = (event) => {
            if (Date.now() - told > 300) {
                told = Date.now();
                say(`Handing over ${file.name}${which}: ${megabytes(event.loaded)} of ${megabytes(file.size)} MB`);
            }
        };
        request.onload = () => {
            let said = "";
            try { said = JSON.parse(request.responseText).said || ""; } catch { said = ""; }
            if (request.status === 200) {
                done("");
            } else if (request.status === 413) {
                done(`${file.name} ${TOO_LARGE}`);
            } else {
                done(`${file.name}: ${said || "it was not taken; load the page again and try once more"}.`);
            }
        };
        request.onerror = () => done(`${file.name}: the dashboard does not answer, or the file cannot be read.`);
        request.open("POST", `/upload?name=${encodeURIComponent(file.name)}`);
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.send(file);
    });

    const take = async (files) => {
        if (busy || files.length === 0) {
            return;
        }
        busy = true;
        const faults = [];
        for (const [at, file] of files.entries()) {
            say(`Handing over ${file.name}`);
            const fault = await send(file, at + 1, files.length);
            if (fault) {
                faults.push(fault);
            }
        }
        busy = false;
        say(faults.join(" "));
        if (faults.length < files.length) {
            set("data-arrived", {data: Date.now()});
        }
    };

    document.addEventListener("click", (event) => {
        if (event.target.closest("#data-choose")) {
            const box = document.createElement("input");
            box.type = "file";
            box.multiple = true;
            box.addEventListener("change", () => take([...box.files]));
            box.click();
        }
    });

    // A file that misses the area must not replace the page.
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
        document.addEventListener(kind, (event) => {
            if (!zone() || !event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) {
                return;
            }
            event.preventDefault();
            zone().classList.toggle("over", kind === "dragenter" || kind === "dragover");
            if (kind === "drop") {
                take([...event.dataTransfer.files]);
            }
        });
    }
})();
