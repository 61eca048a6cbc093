/* Runs before the page is painted, so that a reader who chose light or dark, or a product, sees no flash of the other. What
   the page can do besides comes after that. */
window.guide = {
  /* Storage may be switched off: then nothing was kept, and nothing breaks. */
  recall: function (key) {
    "use strict";
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }
};

(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-scripts", "");
  var theme = window.guide.recall("guide-theme");
  if (!root.hasAttribute("data-theme") && (theme === "dark" || theme === "light")) { root.setAttribute("data-theme", theme); }
  if (location.hash || window.guide.recall("guide-plan")) { root.setAttribute("data-begun", ""); } // there is more than a beginning to show
  if (/[?&]print=evidence(&|$)/.test(location.search)) { root.setAttribute("data-print", "evidence"); }
  var choice = window.guide.recall("guide-choice") || {};
  ["product", "platform"].forEach(function (name) {
    if (choice[name] && choice[name].number > 0) { root.setAttribute("data-" + name, choice[name].number); }
  });

  /* The script of a page is fetched when it has been painted: until then it would only be in the way of what is read. */
  var isAsked = false;
  function bring() {
    var address = document.body.getAttribute("data-script");
    if (isAsked || !address) { return; } // or it stands in the page
    isAsked = true;
    var script = document.createElement("script");
    script.src = address;
    script.onerror = tellLost;
    document.head.appendChild(script);
  }

  function tellLost() { if (!window.guide.choice) { root.removeAttribute("data-scripts"); } }

  if (location.protocol === "file:") { document.addEventListener("DOMContentLoaded", bring); } // there nothing is in the way
  window.addEventListener("load", function () {
    try { new PerformanceObserver(bring).observe({ type: "paint", buffered: true }); } catch (error) { bring(); }
    setTimeout(bring, 300); // a page that nobody looks at is not painted, and some browsers do not tell
    setTimeout(tellLost, 3500);
  });
})();
