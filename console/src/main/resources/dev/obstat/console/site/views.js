// Draws the catalog with what an answer says of each entity, and asks again while a slider moves.
// Everything drawn is in the page's tables too.
"use strict";
(() => {
  const place = document.getElementById("graph");
  let cy = null;

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    return {
      ink: of("--ink"), soft: of("--soft"), card: of("--card"), line: of("--strong-line"), down: of("--down"),
      downBack: of("--down-bg"), warn: of("--warn"), warnBack: of("--warn-bg"), focus: of("--focus"),
    };
  }

  function style(c) {
    return [
      { selector: "node", style: {
        label: "data(label)", "font-size": 12, color: c.ink, "text-wrap": "wrap", "text-max-width": 130,
        "text-valign": "center", "text-halign": "center", shape: "round-rectangle", width: 150, height: 46,
        "background-color": c.card, "border-width": 1.5, "border-color": c.line,
      } },
      { selector: "node[kind = 'service']", style: { "font-weight": 650 } },
      { selector: "node[kind = 'group']", style: { "border-style": "double", "border-width": 4, shape: "round-octagon" } },
      { selector: "node[state = 'removed']", style: { "background-color": c.down, "border-color": c.down, color: c.card } },
      { selector: "node[state = 'down'], node[state = 'lost']", style: { "background-color": c.downBack, "border-color": c.down } },
      { selector: "node[state = 'degraded']", style: { "background-color": c.warnBack, "border-color": c.warn } },
      { selector: "edge", style: {
        width: 1.2, "line-color": c.line, "target-arrow-color": c.line, "target-arrow-shape": "triangle",
        "curve-style": "bezier", "arrow-scale": 0.9,
      } },
      { selector: "edge[kind = 'some'], edge[kind = 'soft']", style: { "line-style": "dashed" } },
      { selector: "edge[kind = 'data']", style: { "line-style": "dotted" } },
      { selector: "edge.hit", style: { width: 2.4, "line-color": c.down, "target-arrow-color": c.down } },
      { selector: ".dim", style: { opacity: 0.18 } },
      { selector: "edge.lit", style: { width: 3, "line-color": c.focus, "target-arrow-color": c.focus } },
      { selector: "node.lit", style: { "border-width": 3, "border-color": c.focus } },
    ];
  }

  // The column of each node: one further than the furthest of what it needs. An edge that closes a circle does not
  // count.
  function columns(data) {
    const out = new Map(data.nodes.map((node) => [node.id, []]));
    data.edges.forEach((edge) => out.get(edge.from).push(edge.to));
    const state = new Map();
    const order = [];
    const column = new Map(data.nodes.map((node) => [node.id, 0]));
    const forward = [];
    for (const root of out.keys()) {
      const open = [[root, 0]];
      while (open.length) {
        const [id, next] = open.at(-1);
        state.set(id, state.get(id) || "open");
        if (state.get(id) === "done" || next === out.get(id).length) {
          if (state.get(id) === "open") {
            state.set(id, "done");
            order.push(id);
          }
          open.pop();
          continue;
        }
        open.at(-1)[1]++;
        const to = out.get(id)[next];
        if (state.get(to) !== "open") {
          forward.push([id, to]);
          if (!state.has(to)) {
            open.push([to, 0]);
          }
        }
      }
    }
    const ways = Map.groupBy(forward, ([from]) => from);
    for (const id of order.reverse()) {
      for (const [, to] of ways.get(id) || []) {
        column.set(to, Math.max(column.get(to), column.get(id) + 1));
      }
    }
    return column;
  }

  const TALLEST = 14;

  // Below this the names cannot be read: a large drawing begins at what is gone, and is moved from there.
  const READABLE = 0.45;

  // Columns from left to right; one with more than fits is several side by side.
  function positions(data) {
    const column = columns(data);
    const byColumn = Map.groupBy(data.nodes, (node) => column.get(node.id));
    const place = {};
    let x = 0;
    for (const at of [...byColumn.keys()].sort((one, other) => one - other)) {
      const nodes = byColumn.get(at);
      const tall = Math.min(TALLEST, nodes.length);
      nodes.forEach((node, index) => {
        place[node.id] = { x: x + Math.floor(index / TALLEST) * 175, y: ((index % TALLEST) - (tall - 1) / 2) * 70 };
      });
      x += Math.ceil(nodes.length / TALLEST) * 175 + 60;
    }
    return place;
  }

  // The library would write its one rule into the page, which the page's policy forbids: the rule is in our
  // style sheet, and this tells the library so.
  function ruleIsThere() {
    const mark = document.createElement("meta");
    mark.id = "__________cytoscape_stylesheet";
    document.head.append(mark);
  }

  function draw() {
    ruleIsThere();
    const data = JSON.parse(place.dataset.graph);
    const where = positions(data);
    cy = window.cytoscape({
      container: place,
      elements: {
        nodes: data.nodes.map((node) => ({ data: { ...node, label: node.note ? node.label + "\n" + node.note : node.label } })),
        edges: data.edges.map((edge) => ({ data: { source: edge.from, target: edge.to, kind: edge.kind } })),
      },
      style: style(colours()),
      layout: { name: "preset", positions: (node) => where[node.id()] },
      minZoom: 0.05, maxZoom: 3,
    });
    const hit = (node) => node.data("state") !== "fine" && node.data("state") !== "degraded";
    cy.edges().filter((edge) => hit(edge.source()) && edge.target().data("state") !== "fine").addClass("hit");
    cy.on("tap", "node", (event) => light(event.target));
    cy.on("tap", (event) => {
      if (event.target === cy) {
        cy.elements().removeClass("lit dim");
        tell("");
      }
    });
    show(cy.nodes("[state != 'fine']"));
    if (cy.zoom() < READABLE) {
      const gone = cy.nodes("[state = 'removed']");
      const first = (gone.nonempty() ? gone : cy.nodes()).first().boundingBox();
      const all = cy.elements().boundingBox();
      cy.viewport({ zoom: READABLE, pan: {
        x: 30 - first.x1 * READABLE, y: (place.clientHeight - (all.y1 + all.y2) * READABLE) / 2,
      } });
    }
    place.dataset.drawn = cy.nodes().length;
    if (data.nodes.length < data.entities) {
      tell(data.entities.toLocaleString("en") + " entities, those that are not affected in groups");
    }
  }

  // What one needs, to any distance, and what needs it.
  function light(node) {
    const ways = node.predecessors().union(node.successors()).union(node);
    cy.elements().addClass("dim").removeClass("lit");
    ways.removeClass("dim").addClass("lit");
    const needs = node.predecessors("node").length;
    const needed = node.successors("node").length;
    const line = document.createElement("span");
    line.append(node.data("label").split("\n")[0] + ": needs " + needs + ", needed by " + needed + ". ");
    if (node.data("kind") !== "group") {
      const link = document.createElement("a");
      link.href = "/impact?target=" + encodeURIComponent(node.id());
      link.append("What if it goes");
      line.append(link);
    }
    tell(line);
  }

  function tell(what) {
    document.getElementById("graph-said").replaceChildren(what);
  }

  function show(nodes) {
    cy.fit(nodes.length ? nodes.closedNeighborhood() : cy.elements(), 30);
  }

  function zoom(by) {
    cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: place.clientWidth / 2, y: place.clientHeight / 2 } });
  }

  const deeds = {
    in: () => zoom(1.3),
    out: () => zoom(1 / 1.3),
    fit: () => cy.fit(cy.elements(), 30),
    affected: () => show(cy.nodes("[state != 'fine']")),
  };

  if (place && window.cytoscape) {
    draw();
    for (const button of document.querySelectorAll("[data-graph-do]")) {
      button.addEventListener("click", () => deeds[button.dataset.graphDo]());
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style(colours())));
  }

  // The outage's slider: the answer changes as it moves. Another place is another drawing: a page of its own.
  const slider = document.querySelector("[data-ask] input[type=range]");
  if (slider) {
    const form = slider.form;
    const hours = document.getElementById(slider.dataset.for);
    let due = 0;
    const again = async () => {
      const query = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action + "?" + query, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok || answer.redirected) {
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("answer");
      const old = document.getElementById("answer");
      if (fresh && old) {
        old.replaceWith(document.importNode(fresh, true));
        history.replaceState(null, "", form.action + "?" + query);
      }
    };
    slider.addEventListener("input", () => {
      hours.value = slider.value;
      clearTimeout(due);
      due = setTimeout(again, 120);
    });
    document.getElementById("place").addEventListener("change", () => form.requestSubmit());
    hours.addEventListener("input", () => {
      slider.value = hours.value;
    });
  }
})();
