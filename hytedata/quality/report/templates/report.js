"use strict";
// Everything can be read without this; it filters the worklists, sorts tables and opens all for print.
const all = (what, under = document) => [...under.querySelectorAll(what)];

function filterLists(form) {
  const lists = document.getElementById("lists");
  const told = form.querySelector("[role=status]");
  const rows = all(".rows > li", lists).map((row) => [row, row.textContent.toLowerCase()]);
  const show = () => {
    const { severity, place, source, words } = Object.fromEntries(new FormData(form));
    const sought = words.trim().toLowerCase();
    const any = severity || place || source || sought;
    let count = 0;
    for (const [row, text] of rows) {
      const group = row.closest(".group");
      const fits = (!severity || group.dataset.severity === severity)
        && (!place || row.dataset.m === place)
        && (!source || row.dataset.s === source)
        && (!sought || text.includes(sought) || group.dataset.title.includes(sought));
      row.hidden = !fits;
      count += fits;
    }
    for (const group of all(".group", lists)) {
      group.hidden = any && !group.querySelector(".rows > li:not([hidden])");
    }
    for (const owner of all(".owner", lists)) {
      owner.hidden = any && !owner.querySelector(".group:not([hidden])");
    }
    const left = all(".owner:not([hidden])", lists);
    if (any && left.length <= 10) left.forEach((owner) => { owner.open = true; });
    told.textContent = any ? form.dataset.told.replace("{n}", count.toLocaleString(document.documentElement.lang)) : "";
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.hidden = false;
}

function sortTable(table) {
  const body = table.tBodies[0];
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  };
  const collator = new Intl.Collator(document.documentElement.lang);
  all("thead th", table).forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending" && head.classList.contains("n")
        || head.getAttribute("aria-sort") === "ascending";
      all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (one, other) => typeof one === "number" ? one - other : collator.compare(one, other);
      const rows = [...body.rows].sort((a, b) => (down ? -1 : 1) * order(value(a, at), value(b, at)));
      body.append(...rows);
    });
  });
}

all("form.filter").forEach(filterLists);
all("table.sorts").forEach(sortTable);
const openTarget = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", openTarget);
openTarget();
addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));
