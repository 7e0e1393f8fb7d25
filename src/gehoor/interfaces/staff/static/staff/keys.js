/* Keys for a working day. What a key does stands in the page, on the link, button or field that it stands for: data-key="a", or
   "g l" for two presses. j and k go through a list. Without this file all of it is reached with Tab and Enter.
   Never while somebody types, never away from a form that was changed, and off for whoever switches it off. */
(() => {
  const OFF = "gehoor-keys-off", SOON = 1500;
  const shown = document.getElementById("keys");
  let first = "", pressed_at = 0, changed = false;

  const is_off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const turn = (on) => { try { on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"); } catch { /* for this page only */ } };
  const is_field = (at) => at.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const stays_here = (it) => it.matches("input, textarea");

  for (const box of document.querySelectorAll("[data-keys-on]")) {
    box.checked = !is_off();
    box.closest("[hidden]").hidden = false;
    box.addEventListener("change", () => {
      turn(box.checked);
      for (const other of document.querySelectorAll("[data-keys-on]")) other.checked = box.checked;
    });
  }
  document.addEventListener("input", (event) => { if (event.target.closest("main form[method=post]")) changed = true; });

  const step = (by) => {
    const cases = [...document.querySelectorAll("a.ref")];
    const here = cases.indexOf(document.activeElement.closest("tr, li")?.querySelector("a.ref"));
    const next = cases[here < 0 ? (by > 0 ? 0 : cases.length - 1) : here + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(cases.length);
  };
  const act = (keys) => {
    if (keys === "?" && shown) { shown.showModal(); return true; }
    if (keys === "j" || keys === "k") return step(keys === "j" ? 1 : -1);
    const it = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
    if (!it || (changed && !stays_here(it))) return false;
    if (stays_here(it)) { it.focus(); it.scrollIntoView({ block: "nearest" }); } else it.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || shown?.open) return;
    if (event.key === "Escape" && event.target.matches?.("textarea")) { event.target.blur(); return; }
    if (event.key.length !== 1 || is_field(event.target) || is_off()) return;
    const now = Date.now(), both = first && now - pressed_at < SOON ? `${first} ${event.key}` : "";
    first = "";
    if (event.key === "g" && !both) { first = "g"; pressed_at = now; return; }
    if (act(both || event.key)) event.preventDefault();
  });
})();
