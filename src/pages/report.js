"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const table = document.getElementById("grid");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const detail = document.getElementById("detail");
  const count = document.getElementById("count");
  const first = data.first;

  document.getElementById("tools").hidden = false;
  detail.hidden = false;

  const say = (text, kind) => {
    const line = document.createElement("p");
    line.textContent = text;
    if (kind) line.className = kind;
    detail.append(line);
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const span = (seconds) => {
    if (seconds < 60) return fill(words.seconds, { count: seconds });
    if (seconds < 3600) return fill(words.minutes, { count: Math.floor(seconds / 60) });
    const minutes = String(Math.floor(seconds / 60) % 60).padStart(2, "0");
    return fill(words.hours, { count: Math.floor(seconds / 3600), minutes });
  };

  const show = (cell) => {
    const row = cell.parentElement;
    const column = cell.cellIndex - first;
    const step = data.steps[column];
    const done = data.learners[row.dataset.i].find((it) => it[0] === column);
    detail.replaceChildren();
    const head = document.createElement("strong");
    head.textContent = `${row.cells[0].textContent.trim()} · ${step[0]} ${step[1]}`;
    detail.append(head);
    if (!done) return say(words.open);
    const [, state, seconds, attempts, hints, solution, slips] = done;
    const parts = [words.states[state], span(seconds), fill(words.attempts, { count: attempts }), fill(words.hints, { count: hints })];
    if (solution) parts.push(words.solution);
    say(parts.join(" · "));
    for (const [slip, times] of slips) say(`${times}× ${data.slips[slip]}`, "soft");
  };

  let here = null;
  const go = (cell, focus) => {
    if (here) here.tabIndex = -1;
    here = cell;
    cell.tabIndex = 0;
    if (focus) cell.focus();
  };
  const visible = () => Array.from(body.rows).filter((row) => !row.hidden);
  const restart = () => {
    const row = visible()[0];
    if (row && row.cells[first]) go(row.cells[first], false);
  };
  body.addEventListener("focusin", (event) => { if (event.target.matches("td.x")) show(event.target); });
  body.addEventListener("mouseover", (event) => { if (event.target.matches("td.x")) show(event.target); });
  body.addEventListener("click", (event) => { if (event.target.matches("td.x")) go(event.target, true); });
  body.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("td.x") || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = visible();
    const row = shown.indexOf(cell.parentElement);
    const last = cell.parentElement.cells.length - 1;
    let [y, x] = [row, cell.cellIndex];
    switch (event.key) {
      case "ArrowRight": x += 1; break;
      case "ArrowLeft": x -= 1; break;
      case "ArrowDown": y += 1; break;
      case "ArrowUp": y -= 1; break;
      case "Home": x = first; break;
      case "End": x = last; break;
      case "PageDown": y += 10; break;
      case "PageUp": y -= 10; break;
      default: return;
    }
    event.preventDefault();
    y = Math.min(Math.max(y, 0), shown.length - 1);
    x = Math.min(Math.max(x, first), last);
    go(shown[y].cells[x], true);
  });

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  };
  for (const button of table.tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const rising = head.getAttribute("aria-sort") === "descending" || (head.getAttribute("aria-sort") !== "ascending" && head.cellIndex === 0);
      for (const other of table.tHead.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const sign = rising ? 1 : -1;
      const order = (one, other) => {
        const [a, b] = [value(one, head.cellIndex), value(other, head.cellIndex)];
        return sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || one.dataset.i - other.dataset.i;
      };
      body.append(...rows.sort(order));
      restart();
    });
  }

  const search = document.getElementById("search");
  const which = document.getElementById("which");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = () => {
    const wanted = plain(search.value.trim());
    for (const row of rows) {
      const named = plain(row.cells[0].textContent).includes(wanted);
      row.hidden = !(named && (which.value === "all" || row.dataset.is.split(" ").includes(which.value)));
    }
    count.textContent = fill(words.shown, { shown: visible().length, all: rows.length });
    restart();
  };
  search.addEventListener("input", filter);
  which.addEventListener("change", filter);
  filter();
})();
