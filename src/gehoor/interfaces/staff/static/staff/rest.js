/* Locks the screen when nobody is there, and keeps what was being typed, sealed, for whoever typed it. Typing, scrolling and pointing
   count as being there, in any tab. Without this file the server locks at the next request, and the page stays on the screen. */
(() => {
  const lock = document.getElementById("lock"), soon = document.getElementById("locks-soon");
  if (!lock) return;
  const rest = lock.dataset.idle * 1000, told_before = Math.min(60_000, rest / 3), tabs = new BroadcastChannel("gehoor-rest");
  let here_at = Date.now(), told_at = Date.now(), locking = false;

  const typed = () => {
    for (const form of document.querySelectorAll("main form[method=post]")) {
      const written = [...form.elements].some((it) => it.matches("textarea, input[type=text], input:not([type])") && it.value !== it.defaultValue);
      if (written) return form;
    }
  };
  const take_along = () => {
    const form = typed();
    const put = (name, value) => {
      const it = document.createElement("input");
      Object.assign(it, { type: "hidden", name, value });
      lock.append(it);
    };
    put("next", location.pathname);
    if (!form) return;
    const said = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") (said[name] ||= []).push(value);
    put("page", new URL(form.action).pathname);
    put("typed", JSON.stringify(said));
  };
  lock.addEventListener("submit", () => {
    locking = true;
    take_along();
    tabs.postMessage("locked");
  });
  const shut = () => { if (!locking) lock.requestSubmit(); };

  const am_here = () => {
    here_at = Date.now();
    soon.hidden = true;
    if (here_at - told_at < rest / 4) return;
    told_at = here_at;
    tabs.postMessage("here");
    fetch(lock.dataset.here, { method: "POST", body: new FormData(lock), redirect: "manual" }).catch(() => {});
  };
  for (const sign of ["keydown", "pointerdown", "input", "wheel", "touchstart"]) addEventListener(sign, am_here, { passive: true });
  tabs.addEventListener("message", (event) => {
    if (event.data === "here") { here_at = Date.now(); soon.hidden = true; } else shut();
  });
  const look = () => {
    const away = Date.now() - here_at;
    if (away >= rest) shut();
    else if (away >= rest - told_before && soon.hidden) { soon.textContent = soon.dataset.words; soon.hidden = false; }
  };
  setInterval(look, Math.min(5_000, rest / 10));
  document.addEventListener("visibilitychange", look);
})();
