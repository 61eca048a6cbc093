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

  /* Paper has the evidence if the reader wants it; where there is none, nothing is asked. */
  var tools = document.getElementById("print-tools");
  var evidence = document.getElementById("print-evidence");
  if (tools) {
    tools.hidden = false;
    evidence.checked = root.hasAttribute("data-print");
    evidence.parentNode.hidden = !document.querySelector(".grounds");
    evidence.addEventListener("change", function () {
      if (evidence.checked) { root.setAttribute("data-print", "evidence"); } else { root.removeAttribute("data-print"); }
    });
    document.getElementById("print").addEventListener("click", function () { window.print(); });
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

  /* The menu opens where the reader is. */
  var menu = document.getElementById("menu");
  function showPlace() {
    var here = menu.querySelector("[aria-current]");
    var hidden = here && here.offsetTop > menu.clientHeight - here.offsetHeight;
    if (hidden) { menu.scrollTop = here.offsetTop - menu.clientHeight / 2; }
  }
  showPlace();
  window.addEventListener("hashchange", showPlace);

  /* A register in volumes leads on whoever comes for an entry that is not on this page; a file knows which volume has it. */
  var volumes = document.querySelector("[data-places]");
  function leadOn() {
    var place = decodeURIComponent(location.hash.slice(1));
    if (!volumes || !place || document.getElementById(place)) { return; }
    window.guide.lead = function (places) {
      var name = Object.keys(places).filter(function (one) { return places[one].split(" ").indexOf(place) >= 0; })[0];
      var link = name && (document.querySelector('[data-volume="' + name + '"] a') || document.querySelector(".crumb a"));
      if (link) { location.replace(link.href + "#" + place); }
    };
    var script = document.createElement("script");
    script.src = volumes.getAttribute("data-places");
    document.head.appendChild(script);
  }
  leadOn();
  window.addEventListener("hashchange", leadOn);

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

  window.guide.load = function (address) {
    var script = document.createElement("script");
    script.src = address;
    script.onerror = function () {
      searching = false;
      document.getElementById("search-status").textContent = dialog.getAttribute("data-failed");
    };
    document.head.appendChild(script);
  };

  function open() {
    dialog.showModal();
    document.getElementById("query").focus();
    if (!searching) { window.guide.load(dialog.getAttribute("data-script")); }
    searching = true;
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
