/* Begins the plan: its first question stands in the page, the rest comes from the whole page beside it as soon as the
   reader does anything. Then plan.js goes on. Where the rest does not come, its link leads to the whole page. */
(function () {
  "use strict";

  var plan = document.getElementById("plan");
  var way = plan.querySelector(".to-rest");
  var link = way.querySelector("a");
  var asked = false;
  var there = false;
  var wanted = ""; // what the reader pressed meanwhile

  if (location.protocol === "file:") { location.replace(link.href + location.hash); return; } // which may fetch nothing

  function bring() {
    if (asked) { return; }
    asked = true;
    var request = new XMLHttpRequest();
    request.open("GET", link.href);
    request.responseType = "document";
    request.onloadend = function () {
      var whole = request.status === 200 && request.response && request.response.getElementById("plan");
      if (whole) { load(whole); } else { tellFailed(); }
    };
    request.send();
  }

  function load(whole) {
    if (there) { return; }
    there = true;
    add(plan, whole);
    goOn();
  }

  function goOn() {
    var script = document.createElement("script");
    script.src = link.getAttribute("data-script");
    script.onload = function () {
      way.parentNode.removeChild(way);
      plan.removeAttribute("aria-busy");
      if (wanted) { plan.querySelector(wanted).click(); }
    };
    script.onerror = function () { document.documentElement.removeAttribute("data-scripts"); }; // all of it, to be read
    document.head.appendChild(script);
  }

  /* What the page has already stays where it is: somebody may be about to press it. */
  function add(ours, theirs) {
    [].forEach.call(theirs.children, function (child, index) {
      if (child.hasAttribute("data-rest")) {
        ours.insertBefore(document.importNode(child, true), ours === plan ? way : null);
      } else if (child.querySelector("[data-rest]")) {
        add(ours.children[index], child);
      }
    });
  }

  /* Paper cannot wait. It has all there is: plan.js, which shows one thing at a time, comes when it is printed. */
  function bringAtOnce() {
    var request = new XMLHttpRequest();
    if (there) { return; }
    try {
      request.open("GET", link.href, false);
      request.send();
      var whole = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("plan");
      if (!whole) { return; }
      there = true;
      add(plan, whole);
      window.addEventListener("afterprint", goOn, { once: true });
    } catch (error) { /* it has what there is */ }
  }

  function tellFailed() {
    var told = way.querySelector("[role]");
    if (!told) {
      told = way.insertBefore(document.createElement("span"), link);
      told.setAttribute("role", "status");
      told.textContent = way.getAttribute("data-failed") + " ";
    }
    way.className = "to-rest failed";
    plan.removeAttribute("aria-busy");
    document.documentElement.removeAttribute("data-begun");
    asked = false;
  }

  function press(selector) {
    wanted = selector;
    plan.setAttribute("aria-busy", "true");
    bring();
  }

  /* What the reader chose, or began before, or was led to, may ask for another question, or for the list. */
  function isElsewhere() {
    var place = location.hash.slice(1);
    var chosen = Object.keys(window.guide.choice()).length && plan.querySelector("[data-chosen]");
    var led = place && !document.getElementById(place);
    return chosen || led || window.guide.recall("guide-plan") || (history.state && history.state.plan);
  }

  function look() { if (isElsewhere()) { bring(); } }

  [].forEach.call(plan.querySelectorAll(".choice"), function (choice) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button choice-button";
    button.textContent = choice.querySelector(".choice-text").textContent;
    button.addEventListener("click", function () {
      if (way.parentNode) { press('[data-answer="' + choice.getAttribute("data-answer") + '"] button'); }
    });
    choice.insertBefore(button, choice.firstChild);
  });
  plan.querySelector(".plan-all").addEventListener("click", function () { if (way.parentNode) { press(".plan-all"); } });
  ["pointerdown", "touchstart", "keydown", "scroll"].forEach(function (name) {
    window.addEventListener(name, bring, { once: true, passive: true });
  });
  /* A mouse that rests where the page opens is told of as well, and has not moved. */
  window.addEventListener("pointermove", function (event) { if (event.movementX || event.movementY) { bring(); } });
  window.addEventListener("beforeprint", bringAtOnce);
  /* Who comes by a link within the page, or chooses on top of it. */
  window.addEventListener("hashchange", look);
  document.addEventListener("guide-choice", look);
  look();
})();
