/* How an entry is cited, to be copied. It comes when a reader asks for it, and asks nothing of the network. */
(function () {
  "use strict";

  var edition = document.getElementById("edition");

  function say(name) { return edition.getAttribute("data-" + name); }

  function make(tag, text, inside) {
    var element = document.createElement(tag);
    element.textContent = text;
    inside.appendChild(element);
    return element;
  }

  /* The address of the page, where it knows one, and the place of the record, which is named like its files. */
  function locate(link) {
    var parts = link.getAttribute("href").replace(/\.bib$/, "").split("/").slice(-2);
    var anchor = parts[0].replace(/_/g, "-") + "-" + parts[1];
    var known = document.querySelector("link[rel=canonical]");
    var page = (known ? known.href : location.href).replace(/#.*$/, "");
    return page + (document.getElementById(anchor) ? "#" + anchor : "");
  }

  function copy(field, button) {
    function tell() { button.textContent = say("copied"); }
    function copyOld() {
      field.focus();
      field.select();
      if (document.execCommand("copy")) { tell(); }
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(field.value).then(tell, copyOld);
    } else { copyOld(); }
  }

  function addText(panel, text, name) {
    var line = make("p", "", panel);
    var field = make("textarea", text, line);
    field.readOnly = true;
    field.rows = 3;
    field.setAttribute("aria-label", name);
    var button = make("button", say("copy"), line);
    button.type = "button";
    button.className = "button";
    button.addEventListener("click", function () { copy(field, button); });
  }

  function addFile(line, text, address) {
    var file = make("a", text, line);
    file.href = address;
    file.setAttribute("download", "");
    line.appendChild(document.createTextNode(" "));
  }

  window.guide.cite = function (link) {
    var place = link.parentNode;
    var open = place.parentNode.querySelector(".cite");
    if (open) {
      open.parentNode.removeChild(open);
      link.setAttribute("aria-expanded", "false");
      return;
    }
    var words = { title: link.getAttribute("data-cite"), address: locate(link) };
    var panel = document.createElement("div");
    panel.className = "cite on-screen";
    ["short", "full"].forEach(function (form) {
      var text = say(form).replace(/\{(title|address)\}/g, function (all, name) { return words[name]; });
      addText(panel, text, link.textContent);
    });
    var files = make("p", say("programs"), panel);
    addFile(files, "BibTeX", link.href);
    addFile(files, "CSL-JSON", link.href.replace(/\.bib$/, ".json"));
    place.parentNode.insertBefore(panel, place.nextSibling);
    [].forEach.call(panel.querySelectorAll("textarea"), function (field) {
      while (field.scrollHeight > field.clientHeight && field.rows < 15) { field.rows += 1; }
    });
    link.setAttribute("aria-expanded", "true");
    panel.querySelector("textarea").focus();
  };
})();
