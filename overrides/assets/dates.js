/* Fills the reader's own dates into the page and makes a calendar file of them. Nothing leaves the device. */
(function () {
  "use strict";

  var KEY = "guide-dates";
  var form = document.getElementById("dates");
  var guide = form.getAttribute("data-guide");
  var request = form.getAttribute("data-request");
  var file = document.getElementById("date-file");
  var hint = document.getElementById("date-hint");
  var status = document.getElementById("date-status");
  var fields = all("[data-start]", form);
  var days = document.getElementById("date-days");
  var products = form.querySelector(".date-products");
  var language = document.documentElement.lang;
  var address = null;

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  }

  /* Days are reckoned in UTC, where none is shorter than another; a date is a day, whatever the time zone. */

  function read(written) {
    var parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written || "");
    var date = parts ? new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3])) : null;
    return date && date.getUTCDate() === +parts[3] ? date : null;
  }

  function write(date) { return date.toISOString().slice(0, 10); }

  function addDays(date, days) { return new Date(date.getTime() + days * 864e5); }

  /* As people count: a month after 31 January is the last day of February. */
  function addMonths(date, months) {
    var first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
    var last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    return addDays(first, Math.min(date.getUTCDate(), last) - 1);
  }

  function add(date, length) {
    var parts = /^P(\d+)([DMY])$/.exec(length);
    if (!parts) { return date; }
    return parts[2] === "D" ? addDays(date, +parts[1]) : addMonths(date, +parts[1] * (parts[2] === "Y" ? 12 : 1));
  }

  function reckon(item, starts) {
    var start = starts[item.getAttribute("data-start")];
    if (!start || (isOwn(item) && !readDays())) { return null; }
    var lengths = item.getAttribute("data-add").split(" ").concat(isOwn(item) ? "P" + readDays() + "D" : []);
    return addDays(lengths.reduce(add, start), +item.getAttribute("data-margin"));
  }

  function tell(date) {
    var style = { year: "numeric", month: "long", day: "numeric", weekday: "short", timeZone: "UTC" };
    try {
      return date.toLocaleDateString(language, style).replace(/(\d)(?=[\u4e00-\u9fff])|([\u4e00-\u9fff])(?=\d)/g, "$& ").replace(/周.$/, "（$&）");
    } catch (error) {
      return write(date);
    }
  }

  /* Calendar file (RFC 5545): lines of at most 75 bytes, ended by CRLF. */

  function escapeText(text) { return text.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ").trim(); }

  function countBytes(character) { return unescape(encodeURIComponent(character)).length; }

  function fold(line) {
    var lines = [""];
    var bytes = 0;
    Array.from(line).forEach(function (character) {
      bytes += countBytes(character);
      if (bytes > 75) {
        lines.push(" ");
        bytes = 1 + countBytes(character);
      }
      lines[lines.length - 1] += character;
    });
    return lines.join("\r\n");
  }

  function stamp(date) { return write(date).replace(/-/g, ""); }

  function writeAlarm(trigger, title) {
    return ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:" + trigger, "DESCRIPTION:" + title, "END:VALARM"];
  }

  function writeEvent(day, product, date, starts) {
    var title = escapeText(day.querySelector(".day-title").textContent);
    var start = starts[day.getAttribute("data-start")];
    var lines = [
      "BEGIN:VEVENT",
      "UID:" + day.getAttribute("data-name") + "-" + product + "-" + stamp(start) + "@" + guide,
      "DTSTAMP:" + stamp(start) + "T000000Z",
      "DTSTART;VALUE=DATE:" + stamp(date),
      "DTEND;VALUE=DATE:" + stamp(addDays(date, 1)),
      "TRANSP:TRANSPARENT",
      "SUMMARY:" + title,
      "DESCRIPTION:" + escapeText(day.querySelector(".day-detail").textContent)
    ];
    if (day.hasAttribute("data-remind")) { lines = lines.concat(writeAlarm("-PT15H", title), writeAlarm("PT9H", title)); }
    return lines.concat("END:VEVENT");
  }

  function writeCalendar(course, starts) {
    var product = course.getAttribute("data-product");
    var lines = ["BEGIN:VCALENDAR", "PRODID:-//" + guide + "//" + language, "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
    all(".day", course).filter(isKept).forEach(function (day) {
      var date = reckon(day, starts);
      if (date) { lines = lines.concat(writeEvent(day, product, date, starts)); }
    });
    return lines.concat("END:VCALENDAR").map(fold).join("\r\n") + "\r\n";
  }

  /* The page */

  function readStarts() {
    var starts = {};
    fields.forEach(function (field) {
      var date = read(field.value);
      starts[field.getAttribute("data-start")] = date && !isPast(date) ? date : null;
    });
    return starts;
  }

  function isPast(date) { return date.getUTCFullYear() < 2011; }

  /* How many days the reader's own screen gives; 0 where it gives none, or what was typed is no such number. */
  function readDays() {
    var number = days ? +days.value : 0;
    return number === Math.floor(number) && number > 0 && number < 1000 ? number : 0;
  }

  function isOwn(day) { return day.getAttribute("data-wait") === "own"; }

  /* Who knows the number of days from the screen needs none of what others say. */
  function isKept(day) {
    return isOwn(day) ? readDays() > 0 : !readDays() || !isReplaced(day);
  }

  function isReplaced(day) {
    var role = day.matches(".day-wait") ? "" : "." + day.className.split(" ")[1];
    return Boolean(day.closest(".course").querySelector(role + '[data-wait="own"]'));
  }

  function chosenProduct() { return (window.guide.choice().product || {}).word; }

  function readProduct() { return form.querySelector("input[name=product]:checked").value; }

  function drawItem(item, starts) {
    var date = reckon(item, starts);
    var time = item.querySelector("time");
    item.classList[date ? "add" : "remove"]("known");
    time.textContent = date ? tell(date) : item.matches(".day") ? "" : "—";
    if (date) { time.setAttribute("datetime", write(date)); } else { time.removeAttribute("datetime"); }
  }

  function draw() {
    var starts = readStarts();
    var product = readProduct();
    all(".course").forEach(function (course) {
      course.hidden = course.getAttribute("data-product") !== product;
      all("[data-add]", course).forEach(function (item) { drawItem(item, starts); });
      all(".limits .day", course).forEach(function (day) { day.hidden = !isKept(day); });
      if (!course.hidden) { drawFile(course, starts); }
    });
    status.textContent = findFault(starts);
  }

  function findFault(starts) {
    if (days && (days.value || days.validity.badInput) && !readDays()) { return status.getAttribute("data-days"); }
    if (!fields[0].value || starts[request]) { return ""; }
    return status.getAttribute(read(fields[0].value) ? "data-past" : "data-bad");
  }

  /* The calendar file. Browsers inside other applications commonly refuse what a page makes itself: there, the file that
     was built for the same day comes first. */
  function drawFile(course, starts) {
    var built = starts[request] && isEmbedded() ? findBuilt(course, starts) : null;
    if (address) { URL.revokeObjectURL(address); }
    address = null;
    file.hidden = !starts[request];
    hint.hidden = !starts[request] || !isEmbedded() || Boolean(built);
    if (!starts[request]) { return; }
    if (!built) { address = URL.createObjectURL(new Blob([writeCalendar(course, starts)], { type: "text/calendar;charset=utf-8" })); }
    file.href = address || built;
    file.download = course.getAttribute("data-product") + "-" + write(starts[request]) + ".ics";
  }

  function findBuilt(course, starts) {
    var known = fields.filter(function (field) { return starts[field.getAttribute("data-start")]; });
    var links = all(".files a", course).filter(function (link) { return link.textContent === write(starts[request]); });
    return !readDays() && known.length === 1 && links.length ? links[0].href : null;
  }

  function isEmbedded() {
    return /; wv\)/.test(navigator.userAgent) || !/ (Safari|Firefox)\//.test(navigator.userAgent);
  }

  function save() {
    var kept = { days: days ? days.value : "" };
    fields.forEach(function (field) { kept[field.getAttribute("data-start")] = field.value; });
    window.guide.remember(KEY, kept);
    draw();
  }

  /* What is chosen here is chosen for all pages. */
  function change(event) {
    if (event.target.name === "product") { window.guide.choose("product", event.target.value); }
    save();
  }

  function load() {
    var kept = window.guide.recall(KEY) || {};
    if (days) { days.value = kept.days || ""; }
    fields.forEach(function (field) {
      var date = read(kept[field.getAttribute("data-start")]);
      field.value = date ? write(date) : "";
    });
    draw();
  }

  /* Asked here only of readers who have not chosen on top of the page. */
  function follow() {
    all("input[name=product]", form).forEach(function (radio) {
      if (radio.value === chosenProduct()) { radio.checked = true; }
    });
  }

  follow();
  products.hidden = Boolean(chosenProduct());
  form.hidden = false;
  form.addEventListener("change", change);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("date-erase").addEventListener("click", function () {
    window.guide.forget(KEY);
    load();
  });
  document.addEventListener("guide-choice", function () {
    follow();
    if (!chosenProduct()) { products.hidden = false; }
    draw();
  });
  load();
})();
