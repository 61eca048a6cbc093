/* What the pages can do beyond being read: remember light or dark, and search. Everything else works without it. */
(function () {
  "use strict";

  var root = document.documentElement;
  var KEY = "guide-theme";

  function remember(name, value) {
    try {
      if (value) { localStorage.setItem(name, value); }
      return localStorage.getItem(name);
    } catch (error) {
      return null; // storage may be switched off; the choice then lasts for the page
    }
  }

  var chosen = remember(KEY);
  if (chosen === "dark" || chosen === "light") { root.setAttribute("data-theme", chosen); }

  var themeButton = document.getElementById("theme");
  themeButton.hidden = false;
  themeButton.addEventListener("click", function () {
    var isDark = getComputedStyle(root).colorScheme.indexOf("dark") >= 0;
    var next = isDark ? "light" : "dark";
    root.setAttribute("data-theme", next);
    remember(KEY, next);
  });

  var dialog = document.getElementById("search");
  var opener = document.getElementById("search-open");
  var query = document.getElementById("query");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var base = document.body.getAttribute("data-base");
  var sections = null;

  if (!dialog.showModal || !window.fetch) { return; }
  opener.hidden = false;

  /* A Latin word is a term; of Chinese text every two neighbouring characters are one, so no dictionary is needed. */
  function terms(text) {
    var found = [];
    text.toLowerCase().replace(/[a-z0-9.%]+|[\u3400-\u9fff]+/g, function (run) {
      if (run.charCodeAt(0) < 0x3400 || run.length === 1) {
        found.push(run);
      } else {
        for (var i = 0; i + 1 < run.length; i++) { found.push(run.substr(i, 2)); }
      }
    });
    return found.filter(function (term, index) { return found.indexOf(term) === index; });
  }

  function count(haystack, term) {
    var times = 0;
    for (var at = haystack.indexOf(term); at >= 0 && times < 5; at = haystack.indexOf(term, at + 1)) { times += 1; }
    return times;
  }

  /* Rare terms weigh more; a term in a heading weighs four times one in the text. */
  function score(section, wanted, weights) {
    return wanted.reduce(function (sum, term, index) {
      var inTitle = count(section.heading, term);
      var inText = count(section.body, term);
      return sum + weights[index] * (4 * Math.min(inTitle, 1) + inText / (inText + 1));
    }, 0);
  }

  function search(text) {
    var wanted = terms(text);
    var weights = wanted.map(function (term) {
      var holding = sections.filter(function (section) {
        return section.heading.indexOf(term) >= 0 || section.body.indexOf(term) >= 0;
      }).length;
      return holding ? Math.log(1 + sections.length / holding) : 0;
    });
    var pages = {};
    sections.forEach(function (section) {
      var points = score(section, wanted, weights);
      var page = section.location.split("#")[0];
      if (points > 0 && (!pages[page] || pages[page].points < points)) {
        pages[page] = { points: points, section: section };
      }
    });
    return Object.keys(pages).map(function (page) { return pages[page]; })
      .sort(function (a, b) { return b.points - a.points; }).slice(0, 12)
      .map(function (hit) { return hit.section; });
  }

  function excerpt(section, wanted) {
    var places = wanted.map(function (term) { return section.body.indexOf(term); })
      .filter(function (at) { return at >= 0; });
    var start = Math.max(0, (places.length ? Math.min.apply(null, places) : 0) - 20);
    return (start ? "…" : "") + section.text.substr(start, 90);
  }

  function show(found, wanted) {
    results.textContent = "";
    found.forEach(function (section) {
      var link = document.createElement("a");
      link.href = base + "/" + section.location;
      var title = document.createElement("strong");
      title.textContent = section.title;
      var text = document.createElement("span");
      text.textContent = excerpt(section, wanted);
      link.appendChild(title);
      link.appendChild(text);
      results.appendChild(document.createElement("li")).appendChild(link);
    });
  }

  function plain(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ");
  }

  function load() {
    var language = document.body.getAttribute("data-language");
    return fetch(base + "/search/" + language + ".json").then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (entries) {
      sections = entries.map(function (entry) {
        var title = plain(entry.title);
        var text = plain(entry.text);
        return { location: entry.location, title: title, text: text, heading: title.toLowerCase(), body: text.toLowerCase() };
      });
    });
  }

  function update() {
    if (!sections) { return; }
    var wanted = terms(query.value);
    var found = wanted.length ? search(query.value) : [];
    show(found, wanted);
    status.textContent = !query.value.trim() ? "" : found.length
      ? dialog.getAttribute("data-found").replace("{n}", found.length) : dialog.getAttribute("data-empty");
  }

  function open() {
    dialog.showModal();
    query.focus();
    if (!sections) {
      load().then(update, function () { status.textContent = dialog.getAttribute("data-failed"); });
    }
  }

  opener.addEventListener("click", open);
  query.addEventListener("input", update);
  query.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && results.querySelector("a")) {
      event.preventDefault();
      results.querySelector("a").click();
    }
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog) { dialog.close(); }
  });
  results.addEventListener("click", function () { dialog.close(); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
})();
