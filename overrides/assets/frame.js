/* What the pages can do beyond being read: light or dark, the menu, the search. Everything else works without it. */
(function () {
  "use strict";

  var root = document.documentElement;

  var themeButton = document.getElementById("theme");
  if (themeButton) {
    themeButton.hidden = false;
    themeButton.addEventListener("click", function () {
      var chosen = root.getAttribute("data-theme");
      var isDark = chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
      var next = isDark ? "light" : "dark";
      root.setAttribute("data-theme", next);
      window.guide.remember("guide-theme", next); // theme.js reads it on the next page
    });
  }

  var beside = null; // the page with the evidence, once it is here
  var waiting = []; // what leads to evidence that is to come

  /* Paper has the evidence if the reader wants it; where there is none, nothing is asked. */
  var tools = document.getElementById("print-tools");
  var evidence = document.getElementById("print-evidence");
  var printing = false;
  function bringAsked() {
    if (root.hasAttribute("data-print")) { [].forEach.call(document.querySelectorAll(".to-grounds"), bring); }
  }
  if (tools) {
    tools.hidden = false;
    evidence.checked = root.hasAttribute("data-print");
    evidence.parentNode.hidden = !document.querySelector(".grounds, .to-grounds");
    evidence.addEventListener("change", function () {
      if (evidence.checked) { root.setAttribute("data-print", "evidence"); } else { root.removeAttribute("data-print"); }
      bringAsked();
    });
    document.getElementById("print").addEventListener("click", function () {
      printing = waiting.length > 0; // what has been asked for comes first
      if (!printing) { window.print(); }
    });
    bringAsked();
  }

  /* What a fact rests on stands on a page beside this one, which is fetched when the first is opened. Where it does not
     come, its link leads there. So does a list that is too long for the page, and opens by itself. */
  document.addEventListener("toggle", function (event) {
    var box = event.target.classList.contains("proof") ? event.target.parentNode : event.target;
    var link = event.target.open && box.querySelector(".to-grounds");
    if (link && (box !== event.target || link.parentNode === box)) { bring(link); }
  }, true);
  [].forEach.call(document.querySelectorAll(".proof[open] ~ .to-grounds"), bring);

  function bring(link) {
    if (location.protocol === "file:" || waiting.indexOf(link) >= 0) { return; }
    link.parentNode.setAttribute("aria-busy", "true");
    waiting.push(link);
    if (waiting.length > 1 && !beside) { return; }
    if (beside) { settle(); return; }
    var request = new XMLHttpRequest();
    request.open("GET", link.href.replace(/#.*$/, ""));
    request.responseType = "document";
    request.onloadend = function () {
      beside = request.status === 200 ? request.response : null;
      settle();
    };
    request.send();
  }

  function settle() {
    waiting.splice(0).forEach(function (link) {
      link.parentNode.removeAttribute("aria-busy");
      var found = beside && beside.getElementById(link.hash.slice(1));
      if (found) { place(link, [].slice.call(found.children, 2)); } else { tellFailed(link); }
    });
    if (printing) { window.print(); }
    printing = false;
  }

  /* Behind the title and the verdict, which are here already, stands what opens. */
  function place(link, found) {
    var evidence = link.parentNode;
    var told = evidence.querySelector("[role]");
    found.forEach(function (element) {
      var own = document.importNode(element, true);
      [].forEach.call(own.querySelectorAll("a"), function (one) {
        if (one.href.split(/[?#]/)[0] === location.href.split(/[?#]/)[0]) { one.setAttribute("href", one.hash); }
      });
      evidence.insertBefore(own, link);
    });
    evidence.removeChild(link);
    if (told) { evidence.removeChild(told); }
  }

  function tellFailed(link) {
    beside = null;
    if (link.previousElementSibling.tagName !== "DETAILS") { return; }
    var told = document.createElement("p");
    told.setAttribute("role", "status");
    told.textContent = tools.getAttribute("data-failed");
    link.parentNode.insertBefore(told, link);
  }

  /* The other language is read at the same place. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("header a[hreflang]") : null;
    if (link && location.hash) { link.href = link.href.replace(/#.*$/, "") + location.hash; }
  });

  /* A site opened from the disk has no server that finds the page of a folder. */
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a[href]") : null;
      if (link && link.protocol === "file:") { link.href = link.href.replace(/\/(#.*)?$/, "/index.html$1"); }
    });
  }

  /* How an entry is cited opens in place, by a file of its own; without it, the link leads to the same as BibTeX. */
  var edition = document.getElementById("edition");
  document.addEventListener("click", function (event) {
    var link = edition && event.target.closest ? event.target.closest("a[data-cite]") : null;
    if (!link) { return; }
    event.preventDefault();
    if (window.guide.cite) { window.guide.cite(link); return; }
    var script = document.createElement("script");
    script.src = edition.getAttribute("data-script");
    script.onload = function () { window.guide.cite(link); };
    script.onerror = function () { location.href = link.href; };
    document.head.appendChild(script);
  });

  /* The menu opens where the reader is. */
  var menu = document.getElementById("menu");
  if (!menu) { return; } // a page of evidence, which has none of what follows
  function showPlace() {
    var here = menu.querySelector("[aria-current]");
    var hidden = here && here.offsetTop > menu.clientHeight - here.offsetHeight;
    if (hidden) { menu.scrollTop = here.offsetTop - menu.clientHeight / 2; }
  }
  showPlace();
  window.addEventListener("hashchange", showPlace);

  /* The search is a file of its own, which comes when a reader reaches for it. */
  var dialog = document.getElementById("search");
  var opener = document.getElementById("search-open");
  var searching = false;
  if (!dialog.showModal) { return; }
  opener.hidden = false;
  var link = document.getElementById("search-link");
  if (link) {
    opener.insertBefore(link.firstChild, opener.firstChild); // the icon, which a page holds once
    link.hidden = true;
  }

  window.guide.load = function (address, fail) {
    var script = document.createElement("script");
    script.src = address;
    script.async = false; // what is asked for together comes in order
    script.onerror = fail;
    document.head.appendChild(script);
  };

  function tellLost() {
    searching = false;
    document.getElementById("search-status").textContent = dialog.getAttribute("data-failed");
  }

  function open() {
    dialog.showModal();
    document.getElementById("query").focus();
    if (searching) {
      if (window.guide.search) { window.guide.search(); } // what did not come is asked for again
      return;
    }
    searching = true;
    var body = document.body;
    if (!window.guide.search) { window.guide.load(dialog.getAttribute("data-script"), tellLost); }
    window.guide.load(body.getAttribute("data-base") + "/search/" + body.getAttribute("data-language") + ".js", tellLost);
  }
  opener.addEventListener("click", open);
  [].forEach.call(document.querySelectorAll(".ask a"), function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      open();
    });
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
})();
