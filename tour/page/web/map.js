/* The map under fingers, wheel and keys; svg.py tells what it holds. It is moved by a transform: changing viewBox costs
   four times as much a frame. */
"use strict";
globalThis.WalkMap = (() => {
  function attach(svg, { choose }) {
    const panel = svg.parentElement, css = svg.style, { width: W, height: H } = svg.viewBox.baseVal, data = svg.dataset;
    const every = (name) => [...svg.querySelectorAll(name)], levels = every(".m-level"), links = every(".m-stop");
    const [walker] = every(".m-here"), [ground, dot] = walker.children, fingers = new Map(), RAD = Math.PI / 180;
    let k = 0, x = 0, y = 0, wide = 0, high = 0, whole = true, frame, timer, moved, tapped = 0, now, fix, follow;

    /* A layer of its own while it moves; at rest painted anew, at the level that reads best, so that type is sharp. */
    function move(smooth) {
      if (!wide) return;
      const kept = (at, size, room) => (size < room + 1 ? (room - size) / 2 : Math.min(40, Math.max(room - size - 40, at)));
      x = kept(x, W * k, wide);
      y = kept(y, H * k, high);
      css.transition = smooth ? "transform .25s" : "none";
      css.willChange = "transform";
      frame = frame || requestAnimationFrame(() => { frame = 0; css.transform = `translate(${x}px,${y}px) scale(${k})`; });
      clearTimeout(timer);
      timer = setTimeout(rest, 300);
    }
    function rest() {
      if (fingers.size) return;
      const off = (one) => Math.abs(Math.log(k * one.dataset.zoom / 1.25)), held = document.activeElement;
      const best = levels.reduce((a, b) => (off(b) < off(a) ? b : a));
      css.willChange = "auto";
      for (const one of levels) one.style.display = one === best ? "inline" : "none";
      if (links.includes(held) && !best.contains(held)) best.querySelector(`[data-stop="${held.dataset.stop}"]`).focus();
      dot.setAttribute("transform", `scale(${1 / k})`);
    }
    const limit = (to) => Math.min(4, Math.max(Math.min(wide / W, high / H), to));
    function zoom(by, cx = wide / 2, cy = high / 2, smooth = true) {
      const to = limit(k * by);
      whole = !by;
      x = cx - (cx - x) * to / k;
      y = cy - (cy - y) * to / k;
      k = to;
      move(smooth);
    }
    function middle([u, v], smooth = true) {
      x = wide / 2 - u * k;
      y = high / 2 - v * k;
      move(smooth);
    }
    const spot = (slug) => { const { x, y } = (links.find((a) => a.dataset.stop === slug) || links[0] || svg).dataset; return [+x, +y]; };
    const centre = (slug) => { follow = false; middle(spot(slug)); };
    const fit = () => { follow = false; zoom(0); };
    const track = () => follow && fix && fix[0] > 0 && fix[0] < W && fix[1] > 0 && fix[1] < H;

    new ResizeObserver(() => {
      const held = wide ? [(wide / 2 - x) / k, (high / 2 - y) / k] : track() ? fix : spot(now);
      wide = panel.clientWidth;
      high = panel.clientHeight;
      if (!wide) return; // folded
      k = limit(whole ? 0 : k);
      middle(held, false);
    }).observe(panel);

    const on = (names, what) => names.split(" ").map((name) => panel.addEventListener(name, what, { passive: false }));
    const at = (e) => { const edge = panel.getBoundingClientRect(); return [e.clientX - edge.x, e.clientY - edge.y]; };
    const grip = () => { const [[a, b], [c, d] = [a, b]] = fingers.values(); return [(a + c) / 2, (b + d) / 2, Math.hypot(a - c, b - d) || 1]; };
    on("pointerdown", (e) => {
      if (e.button || e.target.closest("button")) return;
      if (!fingers.size) moved = 0;
      fingers.set(e.pointerId, at(e));
    });
    on("pointermove", (e) => {
      if (!fingers.has(e.pointerId)) return;
      const [a, b, was] = grip();
      fingers.set(e.pointerId, at(e));
      const [c, d, is] = grip();
      moved += Math.hypot(c - a, d - b) + Math.abs(is - was);
      x += c - a;
      y += d - b;
      if (moved < 8) return;
      panel.setPointerCapture(e.pointerId);
      follow = false;
      zoom(is / was, c, d, false);
    });
    on("pointerup pointercancel", (e) => { if (fingers.delete(e.pointerId)) move(); });
    on("dragstart", (e) => e.preventDefault());
    on("click", (e) => {
      const link = e.target.closest(".m-stop"), { timeStamp: time, detail } = e;
      if (link) e.preventDefault();
      if (e.target.closest("button") || detail && moved >= 8) return;
      if (link) return choose(link.dataset.stop);
      if (time - tapped < 350) zoom(2, ...at(e));
      tapped = time;
    });
    on("wheel", (e) => {
      e.preventDefault();
      zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.04 : e.ctrlKey ? 0.01 : 0.002)), ...at(e), false);
    });
    on("keydown", (e) => {
      const by = { "+": 1.5, "=": 1.5, "-": 0.67, 0: 0 }[e.key];
      const step = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }[e.key];
      if (e.ctrlKey || e.metaKey || e.altKey || by === step) return;
      e.preventDefault();
      follow = false;
      if (step) { x += step[0]; y += step[1]; }
      zoom(step ? 1 : by);
    });
    /* A browser scrolls what gets the focus into view. Here the map moves instead. */
    on("scroll", () => panel.scrollTo(0, 0));
    on("focusin", ({ target }) => {
      const [u, v] = spot(target.dataset.stop), a = u * k + x, b = v * k + y;
      if (links.includes(target) && (Math.min(a, b) < 40 || a > wide - 40 || b > high - 40)) centre(target.dataset.stop);
    });
    const find = () => { follow = true; if (track()) { whole = false; k = Math.max(k, 1); middle(fix); } };
    const tools = { in: () => zoom(1.6), out: () => zoom(0.6), fit, here: find };
    for (const button of document.querySelectorAll("[data-map]")) button.onclick = tools[button.dataset.map];

    /* The route has a line for each walk, in order. */
    const walked = every(".m-route").map((route) => {
      const done = route.cloneNode();
      done.dataset.way = route.getAttribute("d");
      done.setAttribute("class", "m-walked");
      route.after(done);
      return done;
    });
    panel.classList.add("m-live");
    svg.tabIndex = 0;
    css.width = W + "px";
    css.height = H + "px";
    panel.style.setProperty("--strip", H / W);
    return {
      centre, fit,
      current(slug) {
        if (slug === now) return;
        now = slug;
        for (const one of links) one.ariaCurrent = one.dataset.stop === slug ? "step" : null;
        if (!follow) middle(spot(slug));
      },
      heard(slugs, legs) {
        for (const one of links) one.classList.toggle("m-heard", slugs.includes(one.dataset.stop));
        for (const one of walked) one.setAttribute("d", one.dataset.way.split("M").slice(0, legs + 1).join("M"));
      },
      here(to) {
        walker.style.display = to ? "inline" : "none";
        if (!to) return fix = null;
        const units = data.scale * 6371008.8 * RAD, turn = (to.lon - data.lon + 540) % 360 - 180;
        const first = !fix;
        follow = follow || first;
        fix = [+data.x + units * turn * Math.cos(data.lat * RAD), data.y - units * (to.lat - data.lat)];
        walker.setAttribute("transform", `translate(${fix})`);
        ground.setAttribute("r", data.scale * to.accuracy || 0);
        if (first && whole) find();
        else if (track()) middle(fix);
      },
    };
  }
  return { attach };
})();
