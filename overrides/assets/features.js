/* What `theme.features` asks for and a style sheet cannot do. Pages load it only where the settings name one of these. */
(function () {
  "use strict";

  var root = document.documentElement;
  var body = document.body;
  var features = body.getAttribute("data-features").split(" ");

  function has(name) {
    return features.indexOf(name) >= 0;
  }

  function all(selector) {
    return [].slice.call(document.querySelectorAll(selector));
  }

  function addButton(parent, words) {
    var button = parent.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "tool";
    button.textContent = words;
    return button;
  }

  function copy(text, button) {
    if (!navigator.clipboard) { return; }
    navigator.clipboard.writeText(text).then(function () { button.classList.add("done"); }, function () { /* not allowed */ });
  }

  /* What was said once and put away is not said again, until it is something else. */
  function dismissAnnouncement() {
    var announced = document.querySelector(".announce");
    if (!announced) { return; }
    var button = announced.querySelector("button");
    var words = announced.textContent;
    announced.hidden = window.guide.recall("guide-announced") === words;
    button.hidden = false;
    button.addEventListener("click", function () {
      announced.hidden = true;
      window.guide.remember("guide-announced", words);
    });
  }

  function copyCode() {
    if (!navigator.clipboard) { return; }
    all("main pre").forEach(function (block) {
      var text = block.textContent;
      var button = addButton(block, body.getAttribute("data-copy"));
      button.addEventListener("click", function () { copy(text, button); });
    });
  }

  /* Tabs of one name turn together. */
  function linkTabs() {
    document.addEventListener("change", function (event) {
      var words = event.target.getAttribute("data-for");
      if (!words) { return; }
      all("input[data-for]").forEach(function (tab) {
        if (tab.getAttribute("data-for") === words) { tab.checked = true; }
      });
    });
  }

  /* The header is away while one reads on, the way back to the top is there while one reads back. */
  function followScroll() {
    var top = document.querySelector(".to-top");
    var last = window.pageYOffset;
    window.addEventListener("scroll", function () {
      var here = window.pageYOffset;
      var isBack = here < last;
      last = here;
      if (has("header.autohide")) { root.classList.toggle("reads-on", !isBack && here > 200); }
      if (top) { top.hidden = !isBack || here < 400; }
    }, { passive: true });
  }

  /* The address, and the contents beside the page, say which part is being read. */
  function trackPlace() {
    var headings = all("main h2[id], main h3[id]");
    var links = all(".contents a, .beside a");
    var now = "";

    function show(id) {
      links.forEach(function (link) {
        var isHere = link.hash === "#" + id;
        link.classList.toggle("reading", isHere);
        if (isHere && has("toc.follow")) { link.scrollIntoView({ block: "nearest" }); }
      });
    }

    window.addEventListener("scroll", function () {
      var past = headings.filter(function (heading) { return heading.getBoundingClientRect().top < 120; });
      var id = past.length ? past[past.length - 1].id : "";
      if (id === now) { return; }
      now = id;
      if (has("toc.follow")) { show(id); }
      if (has("navigation.tracking")) {
        var address = location.pathname + location.search + (id ? "#" + id : "");
        try { history.replaceState(history.state, "", address); } catch (error) { /* a file that may not */ }
      }
    }, { passive: true });
  }

  /* The words that the search has marked in what it found come along in the address, and are marked on the page. */
  function highlightWords() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("#search-results a") : null;
      if (!link) { return; }
      var words = [].map.call(link.querySelectorAll("mark"), function (mark) { return mark.textContent; });
      var parts = link.href.split("#");
      if (words.length) { link.href = parts[0] + "?h=" + encodeURIComponent(words.join(" ")) + (parts[1] ? "#" + parts[1] : ""); }
    }, true);
    (new URLSearchParams(location.search).get("h") || "").split(" ").filter(Boolean).slice(0, 20).forEach(markWord);
  }

  function markWord(word) {
    var walker = document.createTreeWalker(document.querySelector("main"), 4);
    var found = [];
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (!/^(SCRIPT|STYLE|MARK)$/.test(node.parentNode.tagName) && node.data.toLowerCase().indexOf(word.toLowerCase()) >= 0) { found.push(node); }
    }
    found.forEach(function (text) {
      var rest = text.splitText(text.data.toLowerCase().indexOf(word.toLowerCase()));
      rest.splitText(word.length);
      var mark = document.createElement("mark");
      rest.parentNode.replaceChild(mark, rest);
      mark.appendChild(rest);
    });
  }

  /* A link that opens the search with what is asked now. */
  function shareSearch() {
    var query = document.getElementById("query");
    var button = document.querySelector(".search-share");
    var asked = new URLSearchParams(location.search).get("q");
    if (button && navigator.clipboard) {
      button.hidden = false;
      button.addEventListener("click", function () {
        copy(location.href.split(/[?#]/)[0] + "?q=" + encodeURIComponent(query.value), button);
      });
    }
    if (asked) {
      query.value = asked;
      document.getElementById("search-open").click();
    }
  }

  if (has("announce.dismiss")) { dismissAnnouncement(); }
  if (has("content.code.copy")) { copyCode(); }
  if (has("content.tabs.link")) { linkTabs(); }
  if (has("header.autohide") || has("navigation.top")) { followScroll(); }
  if (has("navigation.tracking") || has("toc.follow")) { trackPlace(); }
  if (has("search.highlight")) { highlightWords(); }
  if (has("search.share")) { shareSearch(); }
})();
