/* What the pages can do beyond being read: remember on this device, and search. Everything else works without it. */
window.guide = {
  /* Storage may be switched off or full: then a choice lasts for the page, and nothing breaks. */
  remember: function (key, value) {
    "use strict";
    try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* lasts for the page */ }
  },
  recall: function (key) {
    "use strict";
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  },
  forget: function (key) {
    "use strict";
    try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
  }
};

(function () {
  "use strict";

  var root = document.documentElement;

  var themeButton = document.getElementById("theme");
  themeButton.hidden = false;
  themeButton.addEventListener("click", function () {
    var chosen = root.getAttribute("data-theme");
    var isDark = chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    var next = isDark ? "light" : "dark";
    root.setAttribute("data-theme", next);
    window.guide.remember("guide-theme", next); // theme.js reads it on the next page
  });

  /* What the reader chose once: {product: {word, number}, platform: {word, number}}. Style sheets go by the number, which
     is the word's place in the subject; the link carries the words (?for=word,word), so that it can be passed on. */
  var choiceForm = document.getElementById("choice");
  var choice = window.guide.recall("guide-choice") || {};
  function listWords(name) {
    var of = name === "product" ? "[data-choose]" : "option:not([value=''])";
    return [].map.call(choiceForm ? choiceForm.querySelectorAll(of) : [], function (item) {
      return item.getAttribute("data-choose") || item.value;
    });
  }
  function choose(name, word) {
    if (!choiceForm) { return; }
    var number = listWords(name).indexOf(word) + 1;
    if (number) { choice[name] = { word: word, number: number }; } else { delete choice[name]; }
    window.guide.remember("guide-choice", choice);
    showChoice();
    document.dispatchEvent(new CustomEvent("guide-choice"));
  }
  function showChoice() {
    ["product", "platform"].forEach(function (name) {
      if (choice[name]) { root.setAttribute("data-" + name, choice[name].number); } else { root.removeAttribute("data-" + name); }
    });
    [].forEach.call(choiceForm.querySelectorAll("[data-choose]"), function (button) {
      var pressed = Boolean(choice.product) && choice.product.word === button.getAttribute("data-choose");
      button.setAttribute("aria-pressed", String(pressed));
    });
    var platform = document.getElementById("choice-platform");
    if (platform) { platform.value = choice.platform ? choice.platform.word : ""; }
  }
  window.guide.choice = function () { return choice; };
  window.guide.choose = choose;
  if (choiceForm) {
    (new URLSearchParams(location.search).get("for") || "").split(",").forEach(function (word) {
      ["product", "platform"].forEach(function (name) {
        if (listWords(name).indexOf(word) >= 0) { choose(name, word); }
      });
    });
    showChoice();
    choiceForm.hidden = false;
    choiceForm.addEventListener("click", function (event) {
      var word = event.target.getAttribute("data-choose");
      if (word) { choose("product", choice.product && choice.product.word === word ? "" : word); }
    });
    choiceForm.addEventListener("change", function (event) { choose("platform", event.target.value); });
  }

  /* What a link leads to is opened, and stays open when the link is used again. */
  function openTarget() {
    var target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { /* no place */ }
    var proof = target && target.querySelector(".proof");
    if (proof) { proof.open = true; }
  }
  openTarget();
  window.addEventListener("hashchange", openTarget);

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

  var dialog = document.getElementById("search");
  var opener = document.getElementById("search-open");
  var query = document.getElementById("query");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var base = document.body.getAttribute("data-base");
  var SYNONYM = 0.3; // another word for it counts less than the reader's own
  var sections = null;
  var synonyms = [];
  var loading = false;
  var average = 1;

  if (!dialog.showModal) { return; }
  opener.hidden = false;

  /* Letter for letter, so that a place in one is the same place in the other: of some letters toLowerCase makes two. */
  function lower(text) {
    return text.replace(/[A-Z]+/g, function (run) { return run.toLowerCase(); });
  }

  /* A Latin word is a term; of Chinese text every two neighbouring characters are one, so no dictionary is needed. */
  function terms(text) {
    var found = [];
    lower(text).replace(/[a-z0-9.%]+|[\u3400-\u9fff]+/g, function (run) {
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
    for (var at = haystack.indexOf(term); at >= 0 && times < 9; at = haystack.indexOf(term, at + 1)) { times += 1; }
    return times;
  }

  /* Rare terms weigh more; a heading weighs more than text; a long section has to say a term more often (BM25). */
  function score(section, wanted, weights) {
    return wanted.reduce(function (sum, term, index) {
      var inTitle = section.heading.indexOf(term) >= 0 ? 2 : 0;
      var inPage = section.pageHeading.indexOf(term) >= 0 ? 2 : 0;
      var times = count(section.body, term);
      return sum + weights[index] * (inTitle + inPage + 2 * times / (times + 0.3 + 1.2 * section.body.length / average));
    }, 0);
  }

  /* How much finding a term tells: the rarer, the more. */
  function weigh(term) {
    var holding = sections.filter(function (section) {
      return section.heading.indexOf(term) >= 0 || section.body.indexOf(term) >= 0;
    }).length;
    return holding ? Math.log(1 + sections.length / holding) : 0;
  }

  /* The name in the query by which a thing is called, the longest. A Latin name has to be a word of its own. */
  function findName(text, names) {
    var words = " " + text.replace(/[\u3400-\u9fff]+/g, " ") + " ";
    return names.filter(function (name) {
      return (/[\u3400-\u9fff]/.test(name) ? text : words).indexOf(/[\u3400-\u9fff]/.test(name) ? name : " " + name + " ") >= 0;
    }).sort(function (a, b) { return b.length - a.length; })[0];
  }

  /* What else the things in the query are called. Another name never tells more than the reader's own. */
  function widen(text, own) {
    var found = Object.create(null); // words such as `constructor` are words
    synonyms.forEach(function (names) {
      var named = findName(text, names);
      var most = named ? Math.max.apply(null, terms(named).map(weigh).concat(0)) : 0;
      (named ? names : []).forEach(function (name) {
        terms(name).forEach(function (term) {
          if (own.indexOf(term) < 0) { found[term] = Math.max(found[term] || 0, SYNONYM * Math.min(weigh(term), most)); }
        });
      });
    });
    return found;
  }

  function search(text) {
    var own = terms(text);
    var others = widen(lower(text), own);
    var wanted = own.concat(Object.keys(others));
    var weights = wanted.map(function (term, index) { return index < own.length ? weigh(term) : others[term]; });
    var pages = Object.create(null);
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
    var cut = section.text.substr(start, 110);
    if (start) { cut = "…" + cut.replace(/^[a-z0-9]+\s/i, ""); }
    return start + 110 < section.text.length ? cut.replace(/\s[a-z0-9]+$/i, "") + "…" : cut;
  }

  function show(found, wanted) {
    results.textContent = "";
    found.forEach(function (section) {
      var link = document.createElement("a");
      link.href = base + "/" + section.location;
      var title = document.createElement("strong");
      title.textContent = section.title;
      if (section.page !== section.title) {
        link.appendChild(document.createElement("small")).textContent = section.page;
      }
      var text = document.createElement("span");
      text.textContent = excerpt(section, wanted);
      link.appendChild(title);
      link.appendChild(text);
      results.appendChild(document.createElement("li")).appendChild(link);
    });
  }

  function plain(html) {
    var spaced = html.replace(/<\/?(?:p|li|td|th|tr|dt|dd|h[1-6]|div|br)\b/gi, " $&");
    return new DOMParser().parseFromString(spaced, "text/html").body.textContent.replace(/\s+/g, " ").trim();
  }

  window.guide.receive = function (entries, names) {
    var pages = Object.create(null);
    entries.forEach(function (entry) {
      if (entry.location.indexOf("#") < 0) { pages[entry.location] = plain(entry.title); }
    });
    sections = entries.map(function (entry) {
      var title = plain(entry.title);
      var text = plain(entry.text);
      var page = pages[entry.location.split("#")[0]] || title;
      return { location: entry.location, page: page, title: title, text: text, heading: lower(title), pageHeading: lower(page), body: lower(text) };
    });
    average = sections.reduce(function (sum, section) { return sum + section.body.length; }, 1) / sections.length;
    synonyms = names;
    update();
  };

  /* A script, since a page opened from the disk may load that and nothing else. */
  function load() {
    var script = document.createElement("script");
    loading = true;
    script.src = base + "/search/" + document.body.getAttribute("data-language") + ".js";
    script.onerror = function () {
      loading = false;
      status.textContent = dialog.getAttribute("data-failed");
    };
    document.head.appendChild(script);
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
    if (!sections && !loading) { load(); }
  }

  opener.addEventListener("click", open);
  query.addEventListener("input", update);
  query.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { dialog.close(); } // Chromium before 93 only empties the field
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
