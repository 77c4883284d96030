// After an @ in a text box, the names that fit; without scripts the name is typed in full.
const SHOWN = 8;
const CALL = /(^|[^\p{L}\p{N}_@.+-])@([\p{L}\p{N}][^@\n]{0,60})?$/u;
let known;

async function names(address) {
  known ??= fetch(address, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : { names: [] }))
    .then((body) => body.names)
    .catch(() => []);
  return known;
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

class Picker {
  constructor(box) {
    this.box = box;
    this.list = document.createElement("ul");
    this.list.className = "mention-list";
    this.list.id = `${box.id}-mentions`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "People and organizations");
    box.after(this.list);
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.addEventListener("input", () => this.look());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      const row = event.target.closest("li");
      event.preventDefault();
      if (row) this.take(row);
    });
  }

  said() {
    const found = CALL.exec(this.box.value.slice(0, this.box.selectionStart));
    return found ? (found[2] ?? "") : null;
  }

  async look() {
    if (this.said() === null) return this.close();
    const all = await names(this.box.dataset.mentions);
    const said = this.said();
    if (said === null) return this.close();
    const place = (name) => fold(name).indexOf(fold(said));
    const fits = all.filter((name) => place(name) >= 0 && name !== said);
    this.show(fits.sort((one, other) => Math.sign(place(one)) - Math.sign(place(other))).slice(0, SHOWN));
  }

  show(fits) {
    this.list.replaceChildren(
      ...fits.map((name, at) => {
        const row = document.createElement("li");
        row.id = `${this.list.id}-${at}`;
        row.setAttribute("role", "option");
        row.textContent = name;
        return row;
      }),
    );
    this.list.hidden = fits.length === 0;
    if (fits.length) this.choose(this.list.firstElementChild);
    else this.close();
  }

  choose(row) {
    for (const one of this.list.children) one.setAttribute("aria-selected", String(one === row));
    this.box.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }

  take(row) {
    const end = this.box.selectionStart;
    this.box.setRangeText(`${row.textContent} `, end - this.said().length, end, "end");
    this.close();
  }

  key(event) {
    if (this.list.hidden) return;
    const now = this.list.querySelector('[aria-selected="true"]');
    const moves = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" };
    if (event.key in moves) this.choose(now[moves[event.key]] ?? now);
    else if (event.key === "Enter" || event.key === "Tab") this.take(now);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

export function startMentions() {
  // Forms arrive later too: a picker is made when its box is first entered.
  document.addEventListener("focusin", (event) => {
    const box = event.target.closest?.("textarea[data-mentions]");
    if (box && !box.dataset.picking) {
      box.dataset.picking = "yes";
      new Picker(box);
    }
  });
}
