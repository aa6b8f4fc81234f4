// Keeps a page up to date: loads it again when the server says that something changed, and puts in
// what is different. Without this the page can be read, and loaded again by hand.
"use strict";
(() => {
  const QUIET = 300;
  const OLD = 30000;
  let source = null;
  let due = 0;
  let loading = false;
  let again = false;

  function later() {
    clearTimeout(due);
    due = setTimeout(load, QUIET);
  }

  async function load() {
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    try {
      const answer = await fetch(location.pathname + location.search, { credentials: "same-origin", cache: "no-store" });
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      if (answer.ok) {
        take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch (unreachable) {
      say("The server cannot be reached: what is shown may be old.");
    } finally {
      loading = false;
      if (again) {
        again = false;
        later();
      }
    }
  }

  function take(fresh) {
    document.title = fresh.title;
    for (const old of document.querySelectorAll("[data-live]")) {
      const now = fresh.getElementById(old.id);
      if (!now) {
        if (old.dataset.version) {
          old.remove();
        }
        continue;
      }
      const same = old.dataset.version
        ? old.dataset.version === now.dataset.version
        : old.outerHTML === now.outerHTML;
      if (!same) {
        put(old, now);
      }
    }
  }

  function put(old, now) {
    const focused = document.activeElement;
    const href = old.contains(focused) ? focused.getAttribute("href") : null;
    const open = [...old.querySelectorAll("details[open]")].map((each) => each.id);
    const known = new Set([...old.querySelectorAll(".item h2 a")].map((a) => a.getAttribute("href")));
    const node = document.importNode(now, true);
    for (const id of open) {
      const details = id && node.querySelector("#" + CSS.escape(id));
      if (details) {
        details.open = true;
      }
    }
    for (const a of node.querySelectorAll(".item h2 a")) {
      if (!known.has(a.getAttribute("href"))) {
        a.closest(".item").classList.add("fresh-item");
      }
    }
    old.replaceWith(node);
    if (href) {
      const link = node.querySelector('[href="' + CSS.escape(href) + '"]');
      if (link) {
        link.focus();
      }
    }
    const summary = node.dataset.summary;
    if (summary && summary !== old.dataset.summary) {
      say(summary);
    }
  }

  function say(text) {
    const place = document.getElementById("said");
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  }

  // A hidden page gives its connection back: a browser has only six for one server.
  function listen() {
    if (source || document.hidden) {
      return;
    }
    source = new EventSource("/api/events");
    source.addEventListener("changed", later);
    source.addEventListener("open", later);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else {
      listen();
    }
  });
  setInterval(() => {
    if (!document.hidden) {
      load();
    }
  }, OLD);
  listen();
})();
