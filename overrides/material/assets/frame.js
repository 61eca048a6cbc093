/* What the pages can do in this skin beside what Material brings: stands in for the script of the same name. */
(function () {
  "use strict";

  var root = document.documentElement;
  var field = document.querySelector("[data-md-component=search-query]");
  var toggle = document.getElementById("__search");

  /* Material asks for the whole index on every page. It waits until a reader reaches for the search, or has come from
     there and wants to see what was found. */
  var wanted = /[?&][hq]=/.test(location.search);
  var waiting = [];
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;

  function want() {
    wanted = true;
    waiting.splice(0).forEach(function (request) { send.call(request); });
  }
  XMLHttpRequest.prototype.open = function (method, address) {
    this.isIndex = /\/search_index\.json$/.test(address);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    if (this.isIndex && !wanted) { waiting.push(this); return; }
    send.apply(this, arguments);
  };
  field.addEventListener("focus", want);

  /* Its index knows each Chinese character as a word. Material's own way to take Chinese apart is for a dictionary: it
     leaves the last character out. A short word is wanted whole; of a question, whatever is there helps. */
  function spell(query) {
    return query.replace(/[\u3400-\u9fff]+|\d+(?=\s*[\u3400-\u9fff])/g, function (run) {
      var isNumber = /^\d/.test(run);
      var sign = isNumber || run.length <= 3 ? " +" : " ";
      return (isNumber ? sign + run : run.replace(/./g, sign + "$&")) + " ";
    });
  }
  var BEGIN = 0; // what Material calls its messages
  var READY = 1;
  var QUERY = 2;
  var post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    var worker = this;
    if (message.type === BEGIN) { // what was written while the index was on its way is asked again
      worker.addEventListener("message", function (event) {
        if (event.data.type === READY && field.value) { worker.postMessage({ type: QUERY, data: field.value }); }
      });
    }
    return post.call(worker, message.type === QUERY ? { type: QUERY, data: spell(message.data) } : message);
  };

  /* What is marked in a result is marked on its page: characters that stand side by side are one word. */
  function carryMarks(event) {
    var result = event.target.closest(".md-search-result__link");
    if (!result) { return; }
    var whole = result.cloneNode(true);
    whole.innerHTML = whole.innerHTML.replace(/<\/mark><mark>/g, "");
    var words = [].map.call(whole.querySelectorAll("mark"), function (mark) { return mark.textContent; });
    var long = words.filter(function (word, index) { return word.length > 1 && words.indexOf(word) === index; });
    long.sort(function (one, other) { return other.length - one.length; }); // the first that fits is marked
    if (!long.length) { return; }
    var address = new URL(result.href);
    address.searchParams.set("h", long.join(" "));
    result.href = address.href;
  }
  ["pointerdown", "focusin", "click"].forEach(function (kind) { document.addEventListener(kind, carryMarks, true); });

  function search() {
    if (!toggle.checked) { toggle.click(); }
    field.focus();
  }

  /* A site opened from the disk may run no worker, so there is no search but the page of all questions. */
  var link = document.getElementById("search-link");
  if (location.protocol === "file:") {
    [].forEach.call(document.querySelectorAll(".md-search form"), function (form) { form.removeAttribute("name"); });
    root.classList.add("no-search");
    [].forEach.call(document.querySelectorAll("[data-md-component^=search]"), function (part) { part.removeAttribute("data-md-component"); });
  } else {
    if (link) { link.hidden = true; }
    [].forEach.call(document.querySelectorAll(".ask a"), function (ask) {
      ask.addEventListener("click", function (event) {
        event.preventDefault();
        search();
      });
    });
  }

  /* Material's sign for the menu is a label, which no keyboard reaches: a button stands in for it. */
  var drawer = document.getElementById("__drawer");
  var opener = document.querySelector(".menu-open");
  opener.hidden = false;
  document.querySelector("header [for=__drawer]").hidden = true;
  opener.addEventListener("click", function () { drawer.click(); });
  drawer.addEventListener("change", function () { opener.setAttribute("aria-expanded", String(drawer.checked)); });

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

  /* The other language is read at the same place, and from the disk no server finds the page of a folder. */
  document.addEventListener("click", function (event) {
    var target = event.target.closest("a[href]");
    if (!target) { return; }
    if (target.matches("header a[hreflang]") && location.hash) { target.href = target.href.replace(/#.*$/, "") + location.hash; }
    if (target.protocol === "file:") { target.href = target.href.replace(/\/(#.*)?$/, "/index.html$1"); }
  });

  /* Tabs that a reader turned up elsewhere stay up, unless a choice says which. */
  var turned = window.__md_get("__tabs") || [];
  if (!root.hasAttribute("data-product")) {
    [].forEach.call(document.querySelectorAll(".tabbed-labels label"), function (label) {
      if (turned.indexOf(label.textContent.trim()) >= 0) { document.getElementById(label.htmlFor).checked = true; }
    });
  }
})();
