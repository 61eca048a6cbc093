/* The search as it was before it came in parts: every row of a language is here, and each is judged for every question.

   Slow and simple; what the search of the pages finds is held to it. `search(index, questions, product)` returns, for each
   question, what is found, best first, and with how many points; and what the question was taken to say. */
function search(index, questions, product) {
  "use strict";

  var LIMIT = 12; // results that are shown,
  var BEST = 100; // and how many are told of that might have been shown
  var OF_PAGE = 3; // of one page
  var TAIL = 0.2; // what scores less than this share of the best is left out
  var COVER = 0.5; // this share of what the words tell has to be there: else it is no answer
  var NEAR = 1.5; // what a question adds that is nearly the reader's
  var ASIDE = 0.6; // what is said in the text only tells less of what it is about
  var NEARBY = 0.4; // and still less where another row of the page says it
  var BESIDE = [1, 0.7, 0]; // what a pair that is missing tells where none, one, or both pairs beside it are there
  var FAINT = 0.1; // what a word that is often added to a question tells where it is missing
  var FOREIGN = 2; // what is of another subject tells more than what nobody wrote
  var SYNONYM = 0.4; // another name counts less than the reader's own,
  var SLIP = 0.8; // and so does a word that was mistyped
  var MINOR = 0.6; // what is for those who want to know all
  var OTHER = 0.4; // what is about another product than the reader's
  var HAN = /[\u3400-\u9fff]/;

  var hits = [];
  var spread = Object.create(null); // in how many hits a term is
  var counted = Object.create(null); // characters of which this has been counted
  var written = Object.create(null); // how often a Latin word is
  var names = []; // what things of the app are called, and what else
  var all = ""; // every text, to look for what a slip may have meant
  var average = 1;
  var traditional = Object.create(null);
  var idle = Object.create(null);
  var faint = Object.create(null); // what tells something only where it is found
  var idleRuns = /($^)/g;
  var elsewhere = []; // what people ask that is about something else

  /* Words and numbers, each as a reader may write it */

  /* Letter for letter, so that a place in one is the same place in the other. */
  function fold(text) {
    return text.replace(/[A-Z\uff01-\uff5e\u4e00-\u9fff\u2019]/g, function (letter) {
      var code = letter.charCodeAt(0);
      if (code > 0xff00) { return fold(String.fromCharCode(code - 0xfee0)); }
      return letter === "\u2019" ? "'" : traditional[letter] || (code < 128 ? letter.toLowerCase() : letter);
    });
  }

  /* Endings fall, and British and American spellings fall together. */
  function stem(word) {
    if (!/^[a-z']{4,}$/.test(word)) { return word; }
    return word.replace(/'s?$/, "").replace(/isation/, "ization").replace(/ise(d|s)?$/, "ize$1").replace(/(..)our/, "$1or")
      .replace(/grey/, "gray").replace(/licence/, "license").replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1")
      .replace(/([^su])s$/, "$1").replace(/(..)(?:ation|ion|ing|ed)$/, "$1").replace(/([a-z])\1$/, "$1").replace(/(..)e$/, "$1");
  }

  var DIGITS = { "\u4e00": 1, "\u4e8c": 2, "\u4e24": 2, "\u4e09": 3, "\u56db": 4, "\u4e94": 5, "\u516d": 6, "\u4e03": 7, "\u516b": 8, "\u4e5d": 9 };
  var ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
  var TENS = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };
  var UNITS = [["\u5929|\u65e5|days?", "d"], ["\u5468|\u661f\u671f|\u793c\u62dc|weeks?", "w"], ["\u4e2a?\u6708|months?", "m"],
    ["\u5e74|years?", "y"], ["\u4e2a?\u5c0f\u65f6|hours?", "h"], ["\u5143|\u5757|yuan", "cny"], ["\u5206\u94b1|fen", "fen"]];
  var TIMES = new RegExp("(\\d+(?:\\.\\d+)?|[\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]+|" +
    ENGLISH.join("|") + "|" + Object.keys(TENS).join("|") + ")[ -]?(?:" +
    UNITS.map(function (unit) { return "(" + unit[0] + ")"; }).join("|") + ")", "g");

  function readNumber(written) {
    if (/\d/.test(written)) { return written; }
    if (/[a-z]/.test(written)) { return TENS[written] || ENGLISH.indexOf(written); }
    var parts = /^(?:(.)?\u767e)?(?:(.)?(\u5341))?(.)?$/.exec(written) || [];
    var tens = parts[3] ? (DIGITS[parts[2]] || 1) * 10 : 0;
    return (/\u767e/.test(written) ? (DIGITS[parts[1]] || 1) * 100 : 0) + tens + (DIGITS[parts[4]] || 0);
  }

  function findTimes(text) {
    var found = [];
    text.replace(TIMES, function (run, number) {
      var units = [].slice.call(arguments, 2, 2 + UNITS.length);
      var unit = units.map(function (one, place) { return one ? UNITS[place][1] : ""; }).join("");
      var start = arguments[arguments.length - 2];
      found.push({ term: "#" + readNumber(number) + unit, start: start, end: start + run.length, share: 1 });
    });
    return found;
  }

  /* The terms of a text, each with its place. A Latin word is one; of Chinese text every two neighbouring characters are one,
     so no dictionary is needed; a number with its unit is one, however it is written. */
  function cut(text) {
    var found = [];
    function add(term, start, end, share) { found.push({ term: term, start: start, end: end, share: share || 1 }); }
    text.replace(/[a-z0-9.%']*[a-z0-9%]|[\u3400-\u9fff]+/g, function (run, start) {
      if (!HAN.test(run) || run.length === 1) { add(stem(run), start, start + run.length); }
      for (var i = 0; HAN.test(run) && i + 1 < run.length; i++) { add(run.substr(i, 2), start + i, start + i + 2, run.length / 2 / (run.length - 1)); }
    });
    var times = findTimes(text);
    return times.concat(found.filter(function (one) {
      return !times.some(function (time) { return one.start >= time.start && one.end <= time.end; });
    }));
  }

  function listTerms(text) {
    var seen = Object.create(null);
    cut(text).forEach(function (one) { seen[one.term] = true; });
    return Object.keys(seen);
  }

  /* The index */

  function countTerms(text) {
    var counted = Object.create(null);
    cut(fold(text)).forEach(function (one) { counted[one.term] = (counted[one.term] || 0) + 1; });
    return counted;
  }

  function makeHit(page, row, number) {
    var text = row[2] || "";
    return {
      address: page[0] + (row[0] ? "#" + row[0] : ""), page: page[1], group: number, title: row[1], text: text, figure: row[3] || "",
      often: 0, mark: row[4] || 0, products: row[5] || [], minor: Boolean(row[6]), length: text.length + 1, asked: "",
      inTitle: countTerms(row[1] + " " + (row[3] || "")), inPage: null, inText: countTerms(text), inAsked: null
    };
  }

  /* A hit has the terms of its own words, of its page, and of the questions that it answers. */
  function finishHit(hit, page) {
    var has = Object.create(null);
    hit.inAsked = countTerms(fold(hit.asked).replace(idleRuns, "\n"));
    hit.inPage = countTerms(page.title + " " + page.figure + "\n" + fold(page.asked).replace(idleRuns, "\n"));
    hit.letters = fold(hit.title + hit.figure + hit.asked);
    [hit.inTitle, hit.inText, hit.inAsked, hit.inPage].forEach(function (terms) {
      Object.keys(terms).forEach(function (term) { has[term] = true; });
    });
    Object.keys(has).forEach(function (term) { spread[term] = (spread[term] || 0) + 1; });
    (hit.title + " " + hit.text + " " + hit.asked).toLowerCase().replace(/[a-z]{4,}/g, function (word) { written[word] = (written[word] || 0) + 1; });
    hit.has = has;
  }

  /* What the other rows of a page speak of; a register speaks of everything, and has nothing to add. */
  function noteNearby(rows) {
    var nearby = Object.create(null);
    rows.forEach(function (hit) { if (!hit.minor) { Object.keys(hit.has).forEach(function (term) { nearby[term] = true; }); } });
    rows.forEach(function (hit) { hit.nearby = hit.minor ? hit.has : nearby; });
  }

  /* A name that has the word of another script behind it, in brackets, is two. */
  function listNames(name) {
    var parts = /^(.+) \((.+)\)$/.exec(fold(name));
    return parts && HAN.test(parts[1]) !== HAN.test(parts[2]) ? [parts[1], parts[2]] : [fold(name)];
  }

  function read(received) {
    received.traditional[0].split("").forEach(function (letter, place) { traditional[letter] = received.traditional[1][place]; });
    received.idle.split("|").forEach(function (word) { idle[word] = idle[stem(word)] = true; });
    elsewhere = received.elsewhere.split("|").filter(Boolean).sort(function (a, b) { return b.length - a.length; });
    received.faint.split("|").forEach(function (word) { cut(word).forEach(function (one) { faint[one.term] = true; }); });
    var runs = Object.keys(idle).filter(function (word) { return HAN.test(word) && word.length > 1; });
    runs.sort(function (a, b) { return b.length - a.length; });
    if (runs.length) { idleRuns = new RegExp("(" + runs.join("|") + ")", "g"); }
    var rows = received.pages.map(function (page, number) {
      return page[2].map(function (row) { return makeHit(page, row, number); });
    });
    received.asked.forEach(function (asked) {
      var hit = rows[asked[0]][asked[1]];
      hit.asked += "\n" + asked[2] + "\n" + asked[3].split("|").join("\n");
      hit.often = hit.often || asked[4];
    });
    rows.forEach(function (some) { some.forEach(function (hit) { finishHit(hit, some[0]); }); });
    rows.forEach(noteNearby);
    hits = [].concat.apply([], rows);
    hits.forEach(function (hit) { hit.phrases = listPhrases(hit); });
    all = fold(hits.map(function (hit) { return hit.title + "\n" + hit.text + "\n" + hit.asked; }).join("\n"));
    received.names.forEach(function (group) {
      [].concat.apply([], group.map(listNames)).forEach(function (name) { names.push([name, group]); });
    });
    names.sort(function (a, b) { return b[0].length - a[0].length; });
    average = hits.reduce(function (sum, hit) { return sum + hit.length; }, 1) / hits.length;
  }

  /* The title of a hit and the questions that it answers, each as its terms. */
  function listPhrases(hit) {
    return [fold(hit.title + " " + hit.figure)].concat(hit.asked.split("\n").map(function (asked) {
      return fold(asked).replace(idleRuns, "\n");
    })).map(listTerms);
  }

  /* How much finding a term tells: the rarer, the more. What nobody wrote of tells most. */
  function weigh(term) {
    if (HAN.test(term) && term.length === 1 && !counted[term]) {
      counted[term] = true;
      spread[term] = hits.filter(function (hit) { return has(hit, term); }).length;
    }
    return Math.log(1 + hits.length / (spread[term] || 1));
  }

  /* What was asked for */

  /* Latin letters that spell names of the app are these names: Pinyin. */
  function spell(run) {
    if (index.typed[run]) { return index.typed[run]; }
    return Object.keys(index.typed).reduce(function (found, one) {
      var rest = found || run.indexOf(one) ? "" : spell(run.slice(one.length));
      return rest ? index.typed[one] + " " + rest : found;
    }, "");
  }

  function readPinyin(text) {
    return text.replace(/[a-z]+(?: [a-z]+)*/g, function (run) {
      return spell(run.replace(/ /g, "")) || run.split(" ").map(function (word) { return spell(word) || word; }).join(" ");
    });
  }

  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) { return false; }
    for (var i = 0; i < a.length && a[i] === b[i];) { i += 1; }
    var x = a.slice(i), y = b.slice(i);
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) ||
      (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  }

  /* A word that nobody wrote, and that is one letter off a known one: the known one that is written most. */
  function mendWord(word) {
    if (spread[stem(word)]) { return word; }
    return Object.keys(written).filter(function (known) { return known[0] === word[0] && isNear(word, known); })
      .sort(function (a, b) { return written[b] - written[a]; })[0] || word;
  }

  /* Four characters of which one is wrong: no pair that it is in is known, and with another one all are. */
  function mendHan(run) {
    for (var at = 0; at < run.length; at++) {
      for (var start = Math.max(0, at - 3); !knowsPairs(run, at) && start <= Math.min(at, run.length - 4); start++) {
        var mended = replaceAt(run, at, findLetter(run.substr(start, 4), at - start));
        if (knowsPairs(mended, at) && isTelling(mended, at) && isNamed(mended, at)) { run = mended; }
      }
    }
    return run;
  }

  function replaceAt(run, at, letter) {
    return letter ? run.slice(0, at) + letter + run.slice(at + 1) : run;
  }

  function knowsPairs(run, at) {
    return [at - 1, at].every(function (i) { return i < 0 || i + 1 >= run.length || spread[run.substr(i, 2)]; });
  }

  /* Nobody means a word that is everywhere by one that is not. */
  function isTelling(run, at) {
    return [at - 1, at].every(function (i) { return i < 0 || i + 1 >= run.length || spread[run.substr(i, 2)] < hits.length / 8; });
  }

  /* A slip is taken for one only where a name comes out: another word that nobody wrote may be just another word. */
  function isNamed(run, at) {
    return names.some(function (pair) {
      var start = HAN.test(pair[0]) && pair[0].length > 1 ? run.indexOf(pair[0]) : -1;
      return start >= 0 && start <= at && at < start + pair[0].length;
    });
  }

  /* What stands most often in our texts among the other three, unless these are just the name of something. */
  function findLetter(four, wrong) {
    var pairs = [wrong - 1, wrong].filter(function (i) { return i >= 0 && i < 3; });
    var rest = four.slice(0, wrong) + "\n" + four.slice(wrong + 1);
    var left = names.reduce(function (text, pair) { return text.split(pair[0]).join(""); }, rest).replace("\n", "");
    if (pairs.some(function (i) { return spread[four.substr(i, 2)]; }) || !left) { return ""; }
    var found = Object.create(null);
    all.replace(new RegExp(rest.replace("\n", "([\u3400-\u9fff])"), "g"), function (whole, letter) { found[letter] = (found[letter] || 0) + 1; });
    return Object.keys(found).sort(function (a, b) { return found[b] - found[a]; })[0] || "";
  }

  function mendRun(run) {
    return HAN.test(run) ? mendHan(run) : idle[run] ? run : mendWord(run);
  }

  function mend(text) {
    return text.split(idleRuns).map(function (piece, i) {
      return i % 2 ? piece : piece.replace(/[a-z]{6,}|[\u3400-\u9fff]{4,}/g, mendRun); // every other one is an idle run
    }).join("");
  }

  /* The names in a text by which things of the app are called, longer ones first. A Latin name is a word of its own. */
  function findNames(text) {
    var found = [];
    var left = " " + text + " ";
    names.forEach(function (pair) {
      var name = HAN.test(pair[0]) ? pair[0] : " " + pair[0] + " ";
      if (pair[0].length > 1 && left.indexOf(name) >= 0) {
        found.push({ name: pair[0], others: pair[1] });
        left = left.split(name).join(HAN.test(name) ? "\n" : " \n ");
      }
    });
    return { names: found, left: left };
  }

  /* Words of other subjects are answered by nothing here, whatever else a question says. */
  function leaveOut(text) {
    var found = elsewhere.filter(function (word) {
      var written = HAN.test(word) ? word : " " + word + " ";
      var there = text.indexOf(written) >= 0;
      if (there) { text = text.split(written).join(HAN.test(word) ? "\n" : " \n "); }
      return there;
    });
    return { found: found, left: text };
  }

  /* What the words of a question ask for: parts, of which each tells something, and can be said in some ways. */
  function understand(text, typed) {
    var near = leaveOut(" " + text.replace(/[^a-z0-9.%'\u3400-\u9fff]+/g, " ") + " ");
    var read = findNames(near.left);
    var parts = near.found.map(function (word) { return { ways: [["!" + word]], weight: FOREIGN * weigh("!") }; });
    read.names.forEach(function (one) {
      parts.push({ ways: [one.name].concat.apply([one.name], one.others.map(listNames)).map(listTerms), weight: weighAll(listTerms(one.name)) });
    });
    cut(read.left.replace(idleRuns, "\n")).forEach(function (one) {
      var weight = idle[one.term] ? 0 : one.share * weighPair(one.term);
      if (weight) { parts.push({ ways: [[one.term]], weight: weight, start: one.start, end: one.end, faint: faint[one.term], mended: typed.indexOf(one.term) < 0 }); }
    });
    return parts;
  }

  /* A pair with a character that says nothing tells little, and nothing where nobody wrote it; one character tells half. */
  function weighPair(term) {
    if (!HAN.test(term)) { return weigh(term); }
    if (term.length === 1) { return weigh(term) / (spread[term] ? 2 : 1); }
    var dull = idle[term[0]] || idle[term[1]];
    return dull ? (spread[term] ? 0.3 * weigh(term) : 0) : weigh(term);
  }

  function weighAll(terms) {
    return Math.max.apply(null, terms.map(weigh).concat(0));
  }

  function has(hit, term) {
    return hit.has[term] || (term.length === 1 && HAN.test(term) && hit.letters.indexOf(term) >= 0);
  }

  /* Rare terms weigh more; a title and a reader's question weigh more than text, a long text less than a short one (BM25). */
  function scoreTerm(hit, term) {
    var times = hit.inText[term] || 0;
    if (!hit.has[term]) { return 1; } // one character of a title
    return (hit.inTitle[term] ? 2.2 : 0) + (hit.inPage[term] ? 1 : 0) + (hit.inAsked[term] ? 1.8 : 0) +
      2 * times / (times + 0.3 + 1.2 * hit.length / average);
  }

  /* The best way in which a hit says a part: its own name counts in full, another one less. */
  function scorePart(hit, part) {
    return part.ways.reduce(function (best, terms, way) {
      var mean = terms.every(function (term) { return has(hit, term); }) ? terms.reduce(function (sum, term) { return sum + scoreTerm(hit, term); }, 0) / terms.length : 0;
      return Math.max(best, mean * (way && terms.join() !== part.ways[0].join() ? SYNONYM : 1));
    }, 0);
  }

  /* Of neighbouring pairs of characters each covers its own two: a pair across two words need not be there. */
  function countBeside(parts, covered, i) {
    return [i - 1, i + 1].filter(function (near) {
      return covered[near] && parts[i].end && parts[near].end > parts[i].start && parts[near].start < parts[i].end;
    }).length;
  }

  function isHead(hit, part) {
    return part.ways.some(function (terms) {
      return terms.every(function (term) { return hit.inTitle[term] || hit.inAsked[term] || hit.inPage[term] || !hit.has[term]; });
    });
  }

  function isNearby(hit, part) {
    return part.ways[0].every(function (term) { return hit.nearby[term]; });
  }

  function judge(hit, parts) {
    var judged = { hit: hit, points: 0, cover: 0 };
    var covered = parts.map(function (part) { return scorePart(hit, part); });
    var asked = 0;
    parts.forEach(function (part, i) {
      judged.points += covered[i] * part.weight;
      judged.cover += part.weight * (part.mended ? SLIP : 1) * (covered[i] ? isHead(hit, part) ? 1 : ASIDE : isNearby(hit, part) ? NEARBY : 0);
      asked += part.weight * (covered[i] ? 1 : part.faint ? FAINT : BESIDE[countBeside(parts, covered, i)]);
    });
    judged.cover /= asked || 1;
    return judged;
  }

  function sum(terms, weights) {
    return terms.reduce(function (all, term) { return all + (weights ? weights[term] || 0 : weigh(term)); }, 0);
  }

  /* How near a question comes to the title or to a question that is answered: what they share of what both say. */
  function compare(hit, wanted, total) {
    return hit.phrases.reduce(function (best, terms) {
      var shared = sum(terms, wanted);
      return Math.max(best, shared ? shared / (total + sum(terms) - shared) : 0);
    }, 0);
  }

  function weighHit(hit) {
    var other = product && hit.products.length && hit.products.indexOf(product) < 0;
    return (hit.minor ? MINOR : 1) * (other ? OTHER : 1) * (hit.often ? 1.3 : hit.asked ? 1.1 : 1);
  }

  function rank(parts) {
    var wanted = Object.create(null);
    parts.forEach(function (part) { part.ways[0].forEach(function (term) { wanted[term] = weigh(term); }); });
    var total = sum(Object.keys(wanted), wanted);
    return hits.map(function (hit) {
      var judged = judge(hit, parts);
      judged.points *= judged.points && weighHit(hit) * (0.4 + 0.6 * judged.cover) * (1 + NEAR * compare(hit, wanted, total));
      return judged;
    }).filter(function (judged) { return judged.points > 0; }).sort(function (a, b) { return b.points - a.points; });
  }

  function choose(ranked) {
    var ofPage = Object.create(null);
    var enough = ranked.filter(function (judged) { return judged.cover >= COVER; });
    return enough.filter(function (judged) {
      var page = judged.hit.group;
      ofPage[page] = (ofPage[page] || 0) + 1;
      return ofPage[page] <= OF_PAGE && judged.points >= TAIL * enough[0].points;
    }).slice(0, LIMIT);
  }

  function list(some) {
    return some.map(function (judged) { return [judged.hit.address, judged.points]; });
  }

  read(index);
  return questions.map(function (typed) {
    var text = readPinyin(fold(typed));
    var mended = mend(text);
    var parts = understand(mended, listTerms(text));
    var ranked = parts.length ? rank(parts) : [];
    return { said: mended, found: list(choose(ranked)), best: list(ranked.slice(0, BEST)) };
  });
}
